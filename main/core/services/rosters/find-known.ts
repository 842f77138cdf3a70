/** Who of the register an entry may be: by the blind index of duplicates, and by the name alone where the entry has nothing else. */
import {
  absorbedState,
  duplicateLevels,
  type DuplicateLevel,
} from '../../../../shared/duplicates/key.ts';
import { nameForm } from '../../../../shared/duplicates/normalise.ts';
import type { Envelope } from '../../../../shared/records/envelope.ts';
import type { RosterEntry } from '../../../../shared/rosters/understand-row.ts';
import { findPlain } from '../../documents/stored-documents.ts';
import { twinHasher } from '../../storage/index.ts';
import type { ProfileContext } from '../profile/context.ts';
import { keysOfRecord } from '../profile/twin-specs.ts';
import { isReadable } from '../register/duplicates.ts';

export interface Candidate {
  readonly record: Envelope;
  /** name: only called the same; a hint to nobody, but enough to see that a roster says nothing new. */
  readonly level: DuplicateLevel | 'name';
}

/** What more records share than this says nothing. */
const mostWithOneKey = 12;
const mostNamesakes = 20;

export interface EntryKeys {
  readonly hashes: readonly { readonly hash: string; readonly level: DuplicateLevel }[];
}

export function entryKeys(context: ProfileContext, { person }: RosterEntry): EntryKeys {
  const keys = keysOfRecord('person', {
    data: person,
    unit: context.actor().unit,
    community: String(person['community'] ?? ''),
  });
  const twinHash = twinHasher(context.twinSecret.reveal());
  return {
    hashes: keys.map((key) => ({ hash: twinHash('person', key), level: key.level })),
  };
}

/** In the order of the entries; the strongest first. */
export async function findKnown(
  context: ProfileContext,
  entries: readonly { readonly entry: RosterEntry; readonly keys: EntryKeys }[],
): Promise<readonly (readonly Candidate[])[]> {
  const hashes = [...new Set(entries.flatMap(({ keys }) => keys.hashes.map(({ hash }) => hash)))];
  const names = [
    ...new Set(entries.map(({ entry }) => String(entry.person['nameCn'] ?? '')).filter(Boolean)),
  ];
  const [byHash, byName] = await Promise.all([
    context.store.read.all<{ id: string; hash: string }>(
      `SELECT id, hash FROM twins WHERE type = 'person' AND hash IN (SELECT value FROM json_each(?)) LIMIT 100000`,
      [JSON.stringify(hashes)],
    ),
    context.store.read.all<{ id: string; name: string }>(
      'SELECT id, name FROM p_person WHERE name IN (SELECT value FROM json_each(?)) LIMIT 100000',
      [JSON.stringify(names)],
    ),
  ]);
  const sharing = grouped(byHash.map(({ hash, id }) => [hash, id]));
  const namesakes = grouped(byName.map(({ name, id }) => [nameForm(name), id]));
  const found = await findPlain(context.store, 'records', [
    ...new Set([...byHash, ...byName].map(({ id }) => id)),
  ]);
  const records = new Map(
    found
      .filter((record) => record.state !== absorbedState && isReadable(context, record))
      .map((record) => [record.id, record]),
  );
  return entries.map(({ entry, keys }) => {
    const levels = new Map<string, Candidate['level']>();
    const note = (id: string, level: Candidate['level']) => {
      const known = levels.get(id);
      if (known === undefined || rank(level) < rank(known)) levels.set(id, level);
    };
    for (const { hash, level } of keys.hashes) {
      const ids = sharing.get(hash) ?? [];
      if (ids.length <= mostWithOneKey || level === 'exact') for (const id of ids) note(id, level);
    }
    const same = namesakes.get(nameForm(entry.person['nameCn'])) ?? [];
    if (same.length <= mostNamesakes) for (const id of same) note(id, 'name');
    return [...levels]
      .flatMap(([id, level]): Candidate[] => {
        const record = records.get(id);
        return record === undefined ? [] : [{ record, level }];
      })
      .toSorted((a, b) => rank(a.level) - rank(b.level));
  });
}

function rank(level: Candidate['level']): number {
  return level === 'name' ? duplicateLevels.length : duplicateLevels.indexOf(level);
}

function grouped(
  pairs: readonly (readonly [string, string])[],
): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const [key, value] of pairs) {
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}
