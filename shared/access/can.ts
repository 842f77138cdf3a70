/**
 * The one answer to "may this person do this": used for button state, by the core and by the server.
 * Pure: whatever it depends on is an argument.
 */
import { absorbedState } from '../duplicates/key.ts';
import type { RecordType } from '../records/record-type.ts';
import type { PlainData } from '../records/envelope.ts';
import { isDistrictActor, type Actor, type Role } from './actor.ts';

export const verbs = ['read', 'create', 'edit', 'remove', 'unmask', 'print', 'export'] as const;
export type Verb = (typeof verbs)[number];

/**
 * How far a role reaches: `own` records it created, records it is assigned to by name (`case`, see `RecordType.caseOf`), its community,
 * its unit, or all units.
 */
export type Reach = 'own' | 'case' | 'community' | 'unit' | 'all';

/** For each verb, the roles that have it and how far. A role that is not named has no right. */
export type Permissions = Readonly<Record<Verb, Readonly<Partial<Record<Role, Reach>>>>>;

export interface Scope {
  readonly unit: string;
  readonly community: string;
}

export type Denial = 'no_role' | 'other_unit' | 'other_community' | 'not_own' | 'closed_state';
export type Permission =
  | { readonly allow: true }
  | { readonly allow: false; readonly reason: Denial };

const allowed: Permission = { allow: true };

/** Decides one verb on one type within one scope; `record` is needed for `own` and for state locks. */
export function can(
  actor: Actor,
  verb: Verb,
  type: Pick<RecordType, 'permissions' | 'workflow' | 'caseOf'>,
  scope: Scope,
  record?: { readonly createdBy: string; readonly state: string; readonly data?: PlainData },
): Permission {
  let best: Permission = { allow: false, reason: 'no_role' };
  for (const role of actor.roles) {
    const reach = type.permissions[verb][role];
    if (reach === undefined) continue;
    const denial =
      reach === 'case'
        ? outsideCase(actor, type, scope, record)
        : outOfReach(actor, reach, scope, record);
    if (denial === null) return lockedByState(verb, type, record);
    best = { allow: false, reason: denial };
  }
  return best;
}

/** A lawyer of the district may be assigned anywhere, one of a street within it. Without a record the question is only about the type. */
function outsideCase(
  actor: Actor,
  type: Pick<RecordType, 'caseOf'>,
  scope: Scope,
  record: { readonly data?: PlainData } | undefined,
): Denial | null {
  if (!isDistrictActor(actor) && scope.unit !== actor.unit) return 'other_unit';
  if (record === undefined) return null;
  const assigned = record.data?.[type.caseOf ?? ''];
  return typeof assigned === 'object' &&
    assigned !== null &&
    'id' in assigned &&
    assigned.id === actor.userId
    ? null
    : 'not_own';
}

/** Whether a scope lies within what a role reaches. `null` = within. */
function outOfReach(
  actor: Actor,
  reach: Exclude<Reach, 'case'>,
  scope: Scope,
  record: { readonly createdBy: string } | undefined,
): Denial | null {
  if (reach === 'all') return null;
  if (scope.unit !== actor.unit) return 'other_unit';
  // A community account never leaves its community, however far its role would reach.
  const community = actor.community !== '' || reach === 'community' ? actor.community : '';
  if (community !== '' && scope.community !== '' && scope.community !== community)
    return 'other_community';
  if (reach === 'own' && record !== undefined && record.createdBy !== actor.userId)
    return 'not_own';
  return null;
}

function lockedByState(
  verb: Verb,
  type: Pick<RecordType, 'workflow'>,
  record: { readonly state: string } | undefined,
): Permission {
  if ((verb !== 'edit' && verb !== 'remove') || record === undefined) return allowed;
  // Merged into another: that one is to be changed.
  if (record.state === absorbedState) return { allow: false, reason: 'closed_state' };
  if (type.workflow === null) return allowed;
  const state = type.workflow.states[record.state];
  return state?.editable === true ? allowed : { allow: false, reason: 'closed_state' };
}
