/** What the kept record holds after a merge: field by field one side or both, as somebody chose. Pure. */
import type { Field, Fields } from '../fields/field.ts';
import type { PlainData } from '../records/envelope.ts';
import { sameValue } from '../sync/merge.ts';

export type Pick = 'winner' | 'loser' | 'both';

/** Whether both sides of a field can stand together: rows, sets, files. */
export function canHoldBoth(field: Field | undefined): boolean {
  return field?.merge === 'items' || field?.merge === 'set';
}

/** What is chosen where nobody chose: what only one side knows, both where both can stand, the later of dates, else the winner's. */
function usualPick(field: Field, winner: unknown, loser: unknown): Pick {
  if (loser === undefined || sameValue(winner, loser)) return 'winner';
  if (winner === undefined) return 'loser';
  if (canHoldBoth(field)) return 'both';
  return field.merge === 'max' && String(loser) > String(winner) ? 'loser' : 'winner';
}

export function mergedData(
  fields: Fields,
  winner: PlainData,
  loser: PlainData,
  picks: Readonly<Record<string, Pick>>,
  newId: () => string,
): PlainData {
  const data: PlainData = {};
  for (const [key, field] of Object.entries(fields)) {
    const pick = picks[key] ?? usualPick(field, winner[key], loser[key]);
    const value =
      pick === 'both' && canHoldBoth(field)
        ? together(field, winner[key], loser[key], newId)
        : pick === 'loser'
          ? loser[key]
          : winner[key];
    if (value !== undefined) data[key] = value;
  }
  return data;
}

/** The winner's first, then what the loser has beside it. Rows that speak of the same thing become one, the winner's words first. */
function together(field: Field, winner: unknown, loser: unknown, newId: () => string): unknown {
  const kept = listOf(winner);
  const others = listOf(loser);
  if (field.items === undefined)
    return [...kept, ...others.filter((each) => !kept.some((other) => sameContent(each, other)))];
  const rows = kept.filter(isRow);
  const added = others
    .filter(isRow)
    .filter((row) => !rows.some((other) => sameThing(field, row, other)));
  const taken = new Set(rows.map((row) => row['id']));
  return [
    ...rows.map((row) => ({
      ...others.filter(isRow).find((other) => sameThing(field, row, other)),
      ...row,
    })),
    ...added.map((row) => (taken.has(row['id']) ? { ...row, id: newId() } : row)),
  ];
}

function sameThing(field: Field, a: PlainData, b: PlainData): boolean {
  if (field.rowKey === undefined) return sameContent(a, b);
  return field.rowKey.every((key) => sameValue(a[key], b[key]));
}

function sameContent(a: unknown, b: unknown): boolean {
  if (!isRow(a) || !isRow(b)) return sameValue(a, b);
  // A reference is the record it names; a row is what it says.
  if ('label' in a && 'type' in a) return a['id'] === b['id'];
  return sameValue({ ...a, id: '' }, { ...b, id: '' });
}

function isRow(value: unknown): value is PlainData {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}
