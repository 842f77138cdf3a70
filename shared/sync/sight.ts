/**
 * What of a collection an account may hold, beside the question of units: types by its roles, one community only for a community account
 * (domain.md D15), single records by name or by author. Decided by the district on each request; the device is told, and removes what no
 * longer fits. Pure, so that both sides answer alike.
 */
import { z } from 'zod';
import { roles, type Actor } from '../access/actor.ts';
import type { Reach } from '../access/can.ts';
import { caseField } from '../access/case-field.ts';
import type { Envelope, EventDoc } from '../records/envelope.ts';
import { recordTypes } from '../records/registry.ts';
import { digestOf } from './digest.ts';
import type { SyncCollection } from './protocol.ts';

const types = z.array(z.string().max(40)).max(1000);

export const sightSchema = z.object({
  /** Where the account belongs, and its roles: a change of these explains why much is taken away. */
  ownUnit: z.string().max(12),
  /** '' = all communities. */
  community: z.string().max(12),
  roles: z.array(z.enum(roles)).max(20),
  person: z.string().max(64),
  /** Types readable in every unit that the account has, and those readable in the own unit only. */
  everywhere: types,
  ownOnly: types,
  /** Types of which only the records assigned to this person may be seen (a lawyer's cases). */
  caseTypes: types,
  /** Types of which only what this person wrote may be seen. */
  authorTypes: types,
});
export type Sight = z.infer<typeof sightSchema>;

/** Where a row belongs and whose it is: events carry their record's type. */
export interface Place {
  readonly scope: string;
  readonly community: string;
  readonly type: string;
  /** Whose case it is; empty where nobody's. */
  readonly assigned: string;
  readonly author: string;
}

export function placeOf(doc: Envelope | EventDoc): Place {
  const { unit: scope, community } = doc;
  return 'recordType' in doc
    ? { scope, community, type: doc.recordType, assigned: '', author: doc.actor }
    : { scope, community, type: doc.type, assigned: assignedTo(doc), author: doc.createdBy };
}

function assignedTo({ data }: Envelope): string {
  const person = data[caseField];
  return typeof person === 'object' && person !== null && 'id' in person ? String(person.id) : '';
}

/** Whether a row at this place is within the sight; its unit is asked about elsewhere. */
export function isInSight(sight: Sight, place: Place): boolean {
  const typeFits =
    sight.everywhere.includes(place.type) ||
    (place.scope === sight.ownUnit && sight.ownOnly.includes(place.type)) ||
    (sight.caseTypes.includes(place.type) && place.assigned === sight.person) ||
    (sight.authorTypes.includes(place.type) && place.author === sight.person);
  const communityFits =
    sight.community === '' || place.community === '' || place.community === sight.community;
  return typeFits && communityFits;
}

export function sightOf(actor: Actor, collection: SyncCollection): Sight {
  const everywhere: string[] = [];
  const ownOnly: string[] = [];
  const caseTypes: string[] = [];
  const authorTypes: string[] = [];
  for (const type of recordTypes) {
    if (collection !== 'events' && type.collection !== collection) continue;
    const reaches = new Set<Reach | undefined>(
      actor.roles.map((role) => type.permissions.read[role]),
    );
    if (reaches.has('all')) everywhere.push(type.name);
    else if (reaches.has('unit') || reaches.has('community')) ownOnly.push(type.name);
    const isCase = reaches.has('case') && type.caseOf === caseField;
    if (isCase && collection === 'records') caseTypes.push(type.name);
    // Of a case that somebody sees by name alone, only what this person did is shown of its history.
    if (reaches.has('own') || (isCase && collection === 'events')) authorTypes.push(type.name);
  }
  return {
    ownUnit: actor.unit,
    community: actor.community,
    roles: [...actor.roles],
    person: actor.userId,
    everywhere,
    ownOnly,
    caseTypes,
    authorTypes,
  };
}

/** Names a sight in a few characters. Equal = the same; about 80 bits, a guard against accidents. */
export function sightHash(sight: Sight): string {
  const text = JSON.stringify([
    sight.ownUnit,
    sight.community,
    sight.person,
    ...[sight.roles, sight.everywhere, sight.ownOnly, sight.caseTypes, sight.authorTypes].map(
      (list) => list.toSorted(),
    ),
  ]);
  return `${digestOf('sight', text).toString(36)}.${digestOf(text, 'sight').toString(36)}`;
}
