/** 四清 (domain.md §4.1): four gauges and their mean, from counts that add up over communities, streets and the district. Pure. */

/** Sums over records in force: persons 在册, households, enterprises 存续. */
export interface ClearCounts {
  readonly records: number;
  /** Σ filled ÷ required. */
  readonly filledShare: number;
  /** Nothing missing, and checked by the community at least. */
  readonly complete: number;
  /** Records that need a relation, and those that have it. */
  readonly relationDue: number;
  readonly relationOk: number;
  /** Verified within the days of their class. */
  readonly fresh: number;
  readonly persons: number;
}

/** What 数字清 looks at: cells of reports against the register, and pairs that may be one person. */
export interface NumberCounts {
  readonly cells: number;
  readonly cellsEqual: number;
  readonly unresolvedPairs: number;
}

export interface Gauges {
  /** Two decimals; null = "—", nothing to divide by. */
  readonly dz: number | null;
  readonly full: number | null;
  readonly sz: number | null;
  readonly gx: number | null;
  readonly dt: number | null;
  /** The mean of those that have a value. */
  readonly sq: number | null;
  readonly level: Level;
}

export type Level = 'clear' | 'nearly' | 'unclear' | 'none';

export const noCounts: ClearCounts = {
  records: 0,
  filledShare: 0,
  complete: 0,
  relationDue: 0,
  relationOk: 0,
  fresh: 0,
  persons: 0,
};

export function addCounts(a: ClearCounts, b: ClearCounts): ClearCounts {
  return {
    records: a.records + b.records,
    filledShare: a.filledShare + b.filledShare,
    complete: a.complete + b.complete,
    relationDue: a.relationDue + b.relationDue,
    relationOk: a.relationOk + b.relationOk,
    fresh: a.fresh + b.fresh,
    persons: a.persons + b.persons,
  };
}

export function gaugesOf(counts: ClearCounts, numbers: NumberCounts | null): Gauges {
  const dz = ratio(counts.filledShare, counts.records);
  const gx = ratio(counts.relationOk, counts.relationDue);
  const dt = ratio(counts.fresh, counts.records);
  const sz = numbers === null ? null : numberGauge(numbers, counts.persons);
  const known = [dz, sz, gx, dt].filter((each) => each !== null);
  // Without a record on the register (people abroad of no community) there is nothing to be clear about.
  const hasIndex = known.length > 0 && counts.records > 0;
  const sq = !hasIndex ? null : round(known.reduce((a, b) => a + b, 0) / known.length);
  return {
    dz: rounded(dz),
    full: rounded(ratio(counts.complete, counts.records)),
    sz: rounded(sz),
    gx: rounded(gx),
    dt: rounded(dt),
    sq,
    level: levelOf(sq, known),
  };
}

/** SZ = 0.7·M + 0.3·N; without a single cell to check there is nothing to say. */
function numberGauge({ cells, cellsEqual, unresolvedPairs }: NumberCounts, persons: number) {
  const equal = ratio(cellsEqual, cells);
  if (equal === null || persons === 0) return null;
  return 0.7 * equal + 0.3 * 100 * (1 - Math.min(1, unresolvedPairs / persons));
}

/** ≥95 清, ≥80 基本清, else 不清; one gauge below 60 caps it. */
export function levelOf(sq: number | null, gauges: readonly (number | null)[]): Level {
  if (sq === null) return 'none';
  if (gauges.some((each) => each !== null && each < 60)) return 'unclear';
  if (sq >= 95) return 'clear';
  return sq >= 80 ? 'nearly' : 'unclear';
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : (part * 100) / whole;
}

function rounded(value: number | null): number | null {
  return value === null ? null : round(value);
}

function round(value: number): number {
  return Math.round(value * 100 + Number.EPSILON) / 100;
}
