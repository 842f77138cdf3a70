/**
 * Field-level three-way merge (design.md §4.4, domain.md §2.5).
 * Different fields merge by themselves. The same field changed on both sides keeps the district's value and reports a clash
 * with both, so that a person can choose; nothing is dropped silently.
 */
import type { Fields, MergeRule } from '../fields/field.ts';
import type { PlainData } from '../records/envelope.ts';

export interface Clash {
  readonly field: string;
  readonly base: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
}

export interface MergeOutcome {
  readonly data: PlainData;
  readonly clashes: readonly Clash[];
}

/**
 * Merges `mine` and `theirs`, both grown from `base`. Never throws; fields unknown to this version travel unchanged. A field of
 * `manual` (M1: identity, ID number, death, bank) that both changed is never joined by a rule: it clashes as a whole.
 */
export function mergeData(
  fields: Fields,
  base: PlainData,
  mine: PlainData,
  theirs: PlainData,
  manual: readonly string[] = [],
): MergeOutcome {
  const data: PlainData = {};
  const clashes: Clash[] = [];
  for (const key of new Set([...Object.keys(base), ...Object.keys(mine), ...Object.keys(theirs)])) {
    const merged = mergeValue(
      manual.includes(key) ? 'field' : (fields[key]?.merge ?? 'field'),
      key,
      base[key],
      mine[key],
      theirs[key],
    );
    clashes.push(...merged.clashes);
    if (merged.value !== undefined) data[key] = merged.value;
  }
  return { data, clashes };
}

/** Structural equality of JSON values; key order does not matter. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((each, index) => sameValue(each, b[index]));
  if (!isPlain(a) || !isPlain(b)) return false;
  const keys = Object.keys(a).filter((key) => a[key] !== undefined);
  const others = Object.keys(b).filter((key) => b[key] !== undefined);
  return keys.length === others.length && keys.every((key) => sameValue(a[key], b[key]));
}

interface Merged {
  readonly value: unknown;
  readonly clashes: readonly Clash[];
}

function mergeValue(
  rule: MergeRule,
  field: string,
  base: unknown,
  mine: unknown,
  theirs: unknown,
): Merged {
  if (sameValue(mine, theirs) || sameValue(base, mine)) return { value: theirs, clashes: [] };
  if (sameValue(base, theirs)) return { value: mine, clashes: [] };
  if (rule === 'items') return mergeItems(field, asRows(base), asRows(mine), asRows(theirs));
  if (rule === 'set')
    return { value: mergeSet(asList(base), asList(mine), asList(theirs)), clashes: [] };
  if (rule === 'max') return { value: greater(mine, theirs), clashes: [] };
  return { value: theirs, clashes: [{ field, base, mine, theirs }] };
}

/** Rows meet by id. A row edited here and deleted there stays, with a clash: a deletion never wins over work unseen. */
function mergeItems(field: string, base: Rows, mine: Rows, theirs: Rows): Merged {
  const order = [...theirs.keys(), ...[...mine.keys()].filter((id) => !theirs.has(id))];
  const clashes: Clash[] = [];
  const rows: unknown[] = [];
  for (const id of order) {
    const was = base.get(id);
    const here = mine.get(id);
    const there = theirs.get(id);
    if (here === undefined || there === undefined) {
      const kept = here ?? there;
      const untouched = was !== undefined && sameValue(was, kept);
      if (untouched) continue;
      rows.push(kept);
      if (was !== undefined)
        clashes.push({ field: `${field}.${id}`, base: was, mine: here, theirs: there });
      continue;
    }
    const merged = mergeData({}, was ?? {}, here, there);
    rows.push(merged.data);
    clashes.push(
      ...merged.clashes.map((clash) => ({ ...clash, field: `${field}.${id}.${clash.field}` })),
    );
  }
  return { value: rows.length === 0 ? undefined : rows, clashes };
}

/** Three-way set merge: what either side added stays, what either side removed goes. Order: theirs, then mine. */
function mergeSet(
  base: readonly unknown[],
  mine: readonly unknown[],
  theirs: readonly unknown[],
): readonly unknown[] {
  const has = (list: readonly unknown[], value: unknown) =>
    list.some((each) => sameElement(each, value));
  const kept = theirs.filter((value) => has(mine, value) || !has(base, value));
  const added = mine.filter((value) => !has(theirs, value) && !has(base, value));
  return [...kept, ...added];
}

/** References are the same when they point to the same record, whatever label they carry. */
function sameElement(a: unknown, b: unknown): boolean {
  if (isPlain(a) && isPlain(b) && 'id' in a && 'id' in b) return a['id'] === b['id'];
  return sameValue(a, b);
}

type Rows = ReadonlyMap<string, PlainData>;

function asRows(value: unknown): Rows {
  return new Map(
    asList(value)
      .filter(isPlain)
      .map((row) => [String(row['id']), row]),
  );
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function greater(a: unknown, b: unknown): unknown {
  if (a === undefined) return b;
  if (b === undefined) return a;
  return String(a) >= String(b) ? a : b;
}

function isPlain(value: unknown): value is PlainData {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
