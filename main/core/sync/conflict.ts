/**
 * Two machines changed the same record (design.md §4.4). Fields merge from the triple base – mine – district; a field changed on
 * both sides keeps the district's value, and both values go into a card and an event before the merge is written.
 */
import type { Actor } from '../../../shared/access/actor.ts';
import type { Envelope, PlainData } from '../../../shared/records/envelope.ts';
import { recordType } from '../../../shared/records/registry.ts';
import { flowField, keepFlow, stepsOf, withoutFlow } from '../../../shared/workflow/flow.ts';
import { mergeData, sameValue, type Clash } from '../../../shared/sync/merge.ts';

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
}

export interface SettleDeps {
  readonly actor: Actor;
  readonly newId: () => string;
  readonly now: () => number;
  readonly device: string;
}

/** Pseudo fields of a card, beside the record's own. */
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
  );
  const clashes: Clash[] = [...fields.clashes];

  const stateChangedHere = moved(base, mine);
  const stateChangedThere = moved(base, district);
  const bothStates = stateChangedHere && stateChangedThere && mine.state !== district.state;
  if (bothStates)
    clashes.push({
      field: stateField,
      base: base?.state ?? null,
      mine: mine.state,
      theirs: district.state,
    });
  const state = stateChangedHere && !bothStates ? mine.state : district.state;
  // The way goes with the state: the first accepted step stays.
  const stepsStand = stateChangedHere && !stateChangedThere ? mine : district;
  const merged = { data: keepFlow(fields.data, stepsStand.data) };

  // Closed over there while edited here: the district would refuse the edit, so it goes onto the card as a whole.
  const closed = type?.workflow?.states[district.state]?.editable === false;
  if (closed && !sameValue(withoutFlow(merged.data), withoutFlow(district.data))) {
    const kept = clashes.filter((clash) => clash.field === stateField);
    return {
      record: district,
      isDistricts: true,
      clashes: [...kept, ...whatMineChanged(base, mine, district)],
    };
  }
  if (
    sameValue(merged.data, district.data) &&
    state === district.state &&
    mine.community === district.community
  ) {
    return { record: district, isDistricts: true, clashes };
  }
  const record: Living = {
    ...district,
    state,
    community: changedHere(base?.community, mine.community) ? mine.community : district.community,
    data: merged.data,
    schemaVersion: Math.max(mine.schemaVersion, district.schemaVersion),
    version: Math.max(mine.version, district.version) + 1,
    mutation: deps.newId(),
    updatedAt: new Date(deps.now()).toISOString(),
    updatedBy: deps.actor.userId,
    device: deps.device,
    _deleted: false,
  };
  return { record, isDistricts: false, clashes };
}

/** Whether the record took a step since `base`; a step may lead back to its own state. */
function moved(base: Living | null, now: Living): boolean {
  return base === null || base.state !== now.state || stepsOf(base).length !== stepsOf(now).length;
}

/** Edit against delete: the district's side stands, the other is on the card. Deleted on both sides is no clash. */
function settleDeletion({ base, mine, district }: Triple): Settled {
  if (mine._deleted && district._deleted)
    return { record: district, isDistricts: true, clashes: [] };
  const clash: Clash = {
    field: deletedField,
    base: base === null ? null : false,
    mine: mine._deleted,
    theirs: district._deleted,
  };
  return { record: district, isDistricts: true, clashes: [clash] };
}

function whatMineChanged(base: Living | null, mine: Living, district: Living): Clash[] {
  const was: PlainData = base?.data ?? {};
  const keys = new Set([...Object.keys(was), ...Object.keys(mine.data)]);
  return [...keys]
    .filter(
      (field) =>
        field !== flowField &&
        !sameValue(was[field], mine.data[field]) &&
        !sameValue(mine.data[field], district.data[field]),
    )
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
