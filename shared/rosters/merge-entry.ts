/** What a roster's entry adds to a person who is registered already, and where the two differ. Pure. */
import { addressForm, codeForm, nameForm } from '../duplicates/normalise.ts';
import { asList } from '../records/columns.ts';
import type { PlainData } from '../records/envelope.ts';

/** fill: only what the register does not say · take: where the two differ, what the roster says. */
export type MergeMode = 'fill' | 'take';

export interface EntryChange {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

export interface EntryMerge {
  readonly data: PlainData;
  readonly changes: readonly EntryChange[];
  /** Both say something, and not the same; in the mode `take` these are among the changes. */
  readonly differs: readonly EntryChange[];
}

/** Fields that one value simply replaces. */
const plainFields = [
  'nameCn',
  'sex',
  'birth',
  'nationality',
  'nameForeign',
  'alias',
  'nativePlace',
  'birthPlace',
  'education',
  'occupation',
  'employer',
  'socialPosts',
  'phone',
  'domicileAddr',
  'liveAddr',
  'community',
  'liaison',
] as const;
/** Decided one by one and never in bulk (domain.md §2.5 M1): only shown where they differ. */
const byHand: ReadonlySet<string> = new Set(['liveState', 'nameCn']);

export function mergeEntry(record: PlainData, entry: PlainData, mode: MergeMode): EntryMerge {
  const data: PlainData = { ...record };
  const changes: EntryChange[] = [];
  const differs: EntryChange[] = [];
  const put = (field: string, after: unknown) => {
    changes.push({ field, before: record[field], after });
    data[field] = after;
  };
  for (const field of [...plainFields, 'liveState']) {
    const [before, after] = [record[field], entry[field]];
    if (after === undefined || sameForm(field, before, after)) continue;
    if (before === undefined || isMorePrecise(field, before, after)) put(field, after);
    else if (field !== 'liaison') {
      differs.push({ field, before, after });
      if (mode === 'take' && !byHand.has(field)) put(field, after);
    }
  }
  const documents = addDocuments(asList(record['documents']), asList(entry['documents']));
  if (documents !== null) put('documents', documents);
  const identities = addIdentities(asList(record['identities']), asList(entry['identities']));
  if (identities !== null) put('identities', identities);
  const [verified, now] = [entry['verifiedOn'], record['verifiedOn']];
  if (typeof verified === 'string' && (typeof now !== 'string' || verified > now)) {
    put('verifiedOn', verified);
    data['verifyMethod'] = entry['verifyMethod'];
  }
  const left = entry['kinEmigrated'];
  if (
    typeof left === 'string' &&
    (typeof record['kinEmigrated'] !== 'string' || left < record['kinEmigrated'])
  )
    put('kinEmigrated', left);
  const note = addNote(record['note'], entry['note']);
  if (note !== null) put('note', note);
  return { data, changes, differs };
}

function sameForm(field: string, before: unknown, after: unknown): boolean {
  if (before === after) return true;
  if (typeof before === 'object' || typeof after === 'object')
    return JSON.stringify(before) === JSON.stringify(after);
  if (field === 'nameCn' || field === 'nameForeign' || field === 'alias')
    return nameForm(before) === nameForm(after);
  if (field === 'liveAddr' || field === 'domicileAddr')
    return addressForm(before) === addressForm(after);
  // A year says nothing against the day within it.
  return field === 'birth' && String(before ?? '').startsWith(String(after));
}

function isMorePrecise(field: string, before: unknown, after: unknown): boolean {
  return field === 'birth' && String(after).startsWith(String(before));
}

function addDocuments(have: readonly PlainData[], more: readonly PlainData[]): PlainData[] | null {
  const known = new Set(have.map(({ number }) => codeForm(number)));
  const added = more.filter(({ number }) => !known.has(codeForm(number)));
  return added.length === 0 ? null : [...have, ...renamed(added, have.length, 'd')];
}

/** An identity that is there gets the country and the date that it lacks; one that ended is history and no obstacle. */
function addIdentities(have: readonly PlainData[], more: readonly PlainData[]): PlainData[] | null {
  let isChanged = false;
  const rows = have.map((row) => {
    const named = more.find((each) => each['identity'] === row['identity']);
    const filled = { ...named, ...row };
    if (
      row['until'] !== undefined ||
      named === undefined ||
      Object.keys(filled).length === Object.keys(row).length
    )
      return row;
    isChanged = true;
    return filled;
  });
  const fresh = more.filter(
    (each) =>
      !have.some((row) => row['identity'] === each['identity'] && row['until'] === undefined),
  );
  return !isChanged && fresh.length === 0 ? null : [...rows, ...renamed(fresh, have.length, 'i')];
}

function renamed(rows: readonly PlainData[], from: number, letter: string): PlainData[] {
  return rows.map((row, index) => ({ ...row, id: `${letter}${from + index + 1}-roster` }));
}

function addNote(have: unknown, more: unknown): string | null {
  if (typeof more !== 'string' || more === '') return null;
  const now = typeof have === 'string' ? have : '';
  if (now.includes(more)) return null;
  return Array.from([now, more].filter(Boolean).join('；')).slice(0, 500).join('');
}
