/**
 * Two machines changed the same record (design.md §4.4). The device settles it; the district does when it releases rescued work.
 * Fields merge from the triple base – mine – district; a field changed on both sides keeps the district's value, and both values go into a card and an event before the merge is written.
 */
import type { Actor } from '../access/actor.ts';
import { absorbedState } from '../duplicates/key.ts';
import type { Envelope, PlainData } from '../records/envelope.ts';
import type { RecordType } from '../records/record-type.ts';
import { recordType } from '../records/registry.ts';
import { flowField, keepFlow, stepsOf, withoutFlow } from '../workflow/flow.ts';
import { mergeData, sameValue, type Clash } from './merge.ts';

export type Living = Envelope & { readonly _deleted: boolean };

export interface Triple {
  /** The district's state that mine grew from; null when mine was new. */
  readonly base: Living | null;
  readonly mine: Living;
  readonly district: Living;
}

export interface Settled {
  readonly record: Living;
  /** True: the record is the district's own state and nothing new needs to be sent. */
  readonly isDistricts: boolean;
  readonly clashes: readonly Clash[];
  /** Fields that either side changed and that met by themselves. */
  readonly merged: number;
}

export interface SettleDeps {
  readonly actor: Pick<Actor, 'userId'>;
  readonly newId: () => string;
  readonly now: () => number;
  readonly device: string;
}

/** Pseudo fields of a clash, beside the record's own. */
export const stateField = 'state';
export const deletedField = '_deleted';

export function settle({ base, mine, district }: Triple, deps: SettleDeps): Settled {
  if (mine._deleted || district._deleted) return settleDeletion({ base, mine, district });
  const type = recordType(mine.type);
  const fields = mergeData(
    type?.fields ?? {},
    withoutFlow(base?.data ?? {}),
    withoutFlow(mine.data),
    withoutFlow(district.data),
    type?.manual,
  );
  const clashes: Clash[] = [...fields.clashes];
  const step = settleState(type, { base, mine, district });
  if (step.clash !== null) clashes.push(step.clash);
  const merged = countMerged({ base, mine, district }, clashes);
  // The way goes with the state: the first accepted step stays.
  const merge = { data: keepFlow(fields.data, (step.isMine ? mine : district).data) };

  // Closed over there while edited here: the district would refuse the edit, so it goes onto the card as a whole.
  const closed =
    type?.workflow?.states[district.state]?.editable === false ||
    (district.state === absorbedState && mine.state !== absorbedState);
  if (closed && !sameValue(withoutFlow(merge.data), withoutFlow(district.data))) {
    const kept = clashes.filter((clash) => clash.field === stateField);
    return {
      record: district,
      isDistricts: true,
      clashes: [...kept, ...whatMineChanged(base, mine, district)],
      merged: 0,
    };
  }
  if (
    sameValue(merge.data, district.data) &&
    step.state === district.state &&
    mine.community === district.community
  ) {
    return { record: district, isDistricts: true, clashes, merged };
  }
  const record: Living = {
    ...district,
    state: step.state,
    community: changedHere(base?.community, mine.community) ? mine.community : district.community,
    data: merge.data,
    schemaVersion: Math.max(mine.schemaVersion, district.schemaVersion),
    version: Math.max(mine.version, district.version) + 1,
    mutation: deps.newId(),
    updatedAt: new Date(deps.now()).toISOString(),
    updatedBy: deps.actor.userId,
    device: deps.device,
    _deleted: false,
  };
  return { record, isDistricts: false, clashes, merged };
}

/**
 * The first accepted step stays (M3). A step of mine that closes a record, or decides about a closed one, does not count either when
 * somebody else has changed the content meanwhile: nobody decides about what they have not seen.
 */
function settleState(
  type: RecordType | undefined,
  { base, mine, district }: Triple,
): { readonly state: string; readonly isMine: boolean; readonly clash: Clash | null } {
  const theirs = { state: district.state, isMine: false, clash: null };
  if (!moved(base, mine)) return theirs;
  const there = moved(base, district);
  // A merge closes the record that went into another.
  const closed = (state: string) =>
    state === absorbedState || type?.workflow?.states[state]?.editable === false;
  const unseen =
    base !== null &&
    (closed(mine.state) || closed(base.state)) &&
    changedContent(type, base, district);
  if (!there && !unseen) return { state: mine.state, isMine: true, clash: null };
  if (mine.state === district.state) return theirs;
  return {
    ...theirs,
    clash: {
      field: stateField,
      base: base?.state ?? null,
      mine: mine.state,
      theirs: district.state,
    },
  };
}

/** Fields in which only the later value is right are touched by other records' steps; that is no edit. */
function changedContent(type: RecordType | undefined, base: Living, district: Living): boolean {
  return changedFields(base.data, district.data).some(
    (field) => type?.fields[field]?.merge !== 'max',
  );
}

function countMerged({ base, mine, district }: Triple, clashes: readonly Clash[]): number {
  const was = base?.data ?? {};
  const clashing = new Set(clashes.map((clash) => clash.field.split('.')[0]));
  const changed = new Set([
    ...changedFields(was, mine.data),
    ...(base === null ? [] : changedFields(was, district.data)),
  ]);
  return [...changed].filter((field) => !clashing.has(field)).length;
}

function changedFields(before: PlainData, after: PlainData): readonly string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  keys.delete(flowField);
  return [...keys].filter((field) => !sameValue(before[field], after[field]));
}

/** Whether the record took a step since `base`; a step may lead back to its own state. */
function moved(base: Living | null, now: Living): boolean {
  return base === null || base.state !== now.state || stepsOf(base).length !== stepsOf(now).length;
}

/** Edit against delete: the district's side stands, the other is on the card. Deleted on both sides is no clash. */
function settleDeletion({ base, mine, district }: Triple): Settled {
  if (mine._deleted && district._deleted)
    return { record: district, isDistricts: true, clashes: [], merged: 0 };
  // What this person made here and removed again had come to the district, whose answer was lost; nobody has touched it since.
  const isOwn = district.device === mine.device && district.updatedBy === mine.updatedBy;
  if (base === null && mine._deleted && isOwn)
    return { record: mine, isDistricts: false, clashes: [], merged: 0 };
  const clash: Clash = {
    field: deletedField,
    base: base === null ? null : false,
    mine: mine._deleted,
    theirs: district._deleted,
  };
  return { record: district, isDistricts: true, clashes: [clash], merged: 0 };
}

function whatMineChanged(base: Living | null, mine: Living, district: Living): Clash[] {
  const was: PlainData = base?.data ?? {};
  return changedFields(was, mine.data)
    .filter((field) => !sameValue(mine.data[field], district.data[field]))
    .map((field) => ({
      field,
      base: was[field],
      mine: mine.data[field],
      theirs: district.data[field],
    }));
}

function changedHere(base: string | undefined, mine: string): boolean {
  return base === undefined || base !== mine;
}
