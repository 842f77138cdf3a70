/** What an import would do with each entry of a roster: make somebody, add to somebody, nothing, ask, or refuse. Writes nothing. */
import { can } from '../../../../shared/access/can.ts';
import type { Problem } from '../../../../shared/fields/field.ts';
import { recordType } from '../../../../shared/records/registry.ts';
import { hasErrors, validateRecord } from '../../../../shared/records/validate.ts';
import { nameForm } from '../../../../shared/duplicates/normalise.ts';
import { mergeEntry, type EntryMerge } from '../../../../shared/rosters/merge-entry.ts';
import { rosterColumnOf } from '../../../../shared/rosters/texts.ts';
import type { RosterEntry } from '../../../../shared/rosters/understand-row.ts';
import type { RosterKind } from '../../../../shared/bridge/rosters.ts';
import { checkContextOf, type ProfileContext } from '../profile/context.ts';
import type { Candidate, EntryKeys } from './find-known.ts';

export interface Judged {
  readonly kind: RosterKind;
  readonly problems: readonly Problem[];
  readonly candidates: readonly Candidate[];
  /** The record that it is, or goes into; null for a new one and while nobody has decided. */
  readonly target: Candidate | null;
  readonly merge: EntryMerge | null;
  /** Relatives of the roster that the target does not have yet. */
  readonly newKin: readonly string[];
}

export interface JudgeWorld {
  readonly context: ProfileContext;
  /** Names of the relatives that a person has by their relations. */
  readonly kinOf: (personId: string) => ReadonlySet<string>;
  /** Row of an earlier entry of the file under a hash. */
  readonly seen: Map<string, number>;
}

export function judgeEntry(
  world: JudgeWorld,
  entry: RosterEntry,
  keys: EntryKeys,
  found: readonly Candidate[],
): Judged {
  const { context } = world;
  const type = recordType('person');
  if (type === undefined) throw new Error('no type person');
  const problems = [...entry.problems];
  const community = String(entry.person['community'] ?? '');
  const scope = { unit: context.actor().unit, community };
  if (!can(context.actor(), 'create', type, scope).allow)
    problems.push({ field: 'community', code: 'roster.not_allowed', severity: 'error' });
  const told = new Set(
    problems.filter(({ severity }) => severity === 'error').map(({ field }) => field),
  );
  problems.push(
    ...validateRecord(type, entry.person, checkContextOf(context)).filter(
      ({ field, severity, code }) =>
        !told.has(rosterColumnOf(field)) && (severity === 'error' || code.startsWith('citizenId')),
    ),
  );
  const nothing = { candidates: [], target: null, merge: null, newKin: [] };
  const twice = seenBefore(world, entry, keys);
  if (hasErrors(problems))
    return {
      ...nothing,
      kind: 'error',
      problems,
      candidates: found.filter(({ level }) => level !== 'name'),
    };
  if (twice?.isSure === true)
    return { ...nothing, kind: 'skip', problems: [...problems, twice.problem] };
  const known = found.map((candidate) => ({
    candidate,
    merge: mergeEntry(candidate.record.data, entry.person, 'fill'),
    newKin: newKinOf(world, candidate, entry),
  }));
  const says = known.find(
    ({ merge, newKin, candidate }) =>
      isNothingNew(merge, newKin) && !lacksHousehold(candidate, entry),
  );
  if (says !== undefined)
    return {
      kind: 'same',
      problems,
      candidates: [],
      target: says.candidate,
      merge: says.merge,
      newKin: [],
    };
  const candidates = known.filter(({ candidate }) => candidate.level !== 'name');
  const shown = candidates.map(({ candidate }) => candidate);
  const exact = candidates.filter(({ candidate }) => candidate.level === 'exact');
  const [only] = exact;
  if (
    only !== undefined &&
    exact.length === 1 &&
    !only.merge.differs.some(({ field }) => field === 'nameCn')
  )
    return {
      kind: 'merge',
      problems,
      candidates: shown,
      target: only.candidate,
      merge: only.merge,
      newKin: only.newKin,
    };
  if (candidates.some(({ candidate }) => candidate.level !== 'weak'))
    return { ...nothing, kind: 'ask', problems, candidates: shown };
  if (twice !== null)
    return { ...nothing, kind: 'ask', problems: [...problems, twice.problem], candidates: shown };
  return { ...nothing, kind: 'new', problems, candidates: shown };
}

/** The same with somebody's choice of the record that it goes into. */
export function judgeAgainst(
  world: JudgeWorld,
  entry: RosterEntry,
  target: Candidate,
  mode: 'fill' | 'take',
): Pick<Judged, 'target' | 'merge' | 'newKin'> {
  return {
    target,
    merge: mergeEntry(target.record.data, entry.person, mode),
    newKin: newKinOf(world, target, entry),
  };
}

function isNothingNew(merge: EntryMerge, newKin: readonly string[]): boolean {
  return merge.changes.length === 0 && merge.differs.length === 0 && newKin.length === 0;
}

function lacksHousehold({ record }: Candidate, entry: RosterEntry): boolean {
  return (
    record.data['household'] === undefined &&
    (entry.head !== '' || entry.person['householdRole'] !== undefined)
  );
}

function newKinOf(
  world: JudgeWorld,
  { record }: Candidate,
  { kin }: RosterEntry,
): readonly string[] {
  if (kin.length === 0) return [];
  const have = world.kinOf(record.id);
  return kin.map(({ name }) => name).filter((name) => !have.has(nameForm(name)));
}

function seenBefore(
  { seen }: JudgeWorld,
  entry: RosterEntry,
  { hashes }: EntryKeys,
): { isSure: boolean; problem: Problem } | null {
  let found: { isSure: boolean; problem: Problem } | null = null;
  for (const { hash, level } of hashes) {
    if (level === 'weak') continue;
    const row = seen.get(hash);
    if (row === undefined) {
      seen.set(hash, entry.row);
      continue;
    }
    if (row === entry.row && entry.part === 0) continue;
    const isSure = level === 'exact';
    if (found === null || (isSure && !found.isSure))
      found = {
        isSure,
        problem: {
          field: 'nameCn',
          code: isSure ? 'roster.twice_surely' : 'roster.twice_maybe',
          severity: 'warning',
          params: { row },
        },
      };
  }
  return found;
}
