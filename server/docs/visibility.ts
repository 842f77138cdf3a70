/**
 * What an actor may receive: scopes (units) by where the account belongs, types by its roles, and one community only for a
 * community account (domain.md D15). Decided anew on each request; the same rule as SQL and as a function.
 */
import { HAISHU_UNITS } from '../../shared/divisions/haishu-units.ts';
import { districtUnit, isDistrictActor, type Actor } from '../../shared/access/actor.ts';
import type { Reach } from '../../shared/access/can.ts';
import { caseField } from '../../shared/access/case-field.ts';
import { recordTypes } from '../../shared/records/registry.ts';
import type { SyncCollection } from '../../shared/sync/protocol.ts';
import type { Queries } from '../database/database.ts';

export interface Visibility {
  /** In ascending order. */
  readonly scopes: readonly string[];
  readonly ownUnit: string;
  /** Types readable in every scope that the actor has, and those readable in the own unit only. */
  readonly everywhere: readonly string[];
  readonly ownOnly: readonly string[];
  /** '' = all communities. */
  readonly community: string;
  /** Types of which only the records assigned to this person may be seen (a lawyer's cases), and the person. Records only, no events. */
  readonly caseTypes: readonly string[];
  readonly person: string;
}

/** Decides what this actor may receive of a collection. */
export async function visibilityOf(
  queries: Queries,
  actor: Actor,
  collection: SyncCollection,
): Promise<Visibility> {
  return {
    scopes: await scopesOf(queries, actor, collection),
    ownUnit: actor.unit,
    ...readableTypes(actor, collection),
    community: actor.community,
    caseTypes: caseTypesOf(actor, collection),
    person: actor.userId,
  };
}

/** Whether a row at this place may be shown to the actor. */
export function mayReceive(
  visibility: Visibility,
  row: {
    readonly scope: string;
    readonly type: string;
    readonly community: string;
    readonly assigned?: string;
  },
): boolean {
  const typeFits =
    visibility.everywhere.includes(row.type) ||
    (row.scope === visibility.ownUnit && visibility.ownOnly.includes(row.type)) ||
    (visibility.caseTypes.includes(row.type) && row.assigned === visibility.person);
  const communityFits =
    visibility.community === '' || row.community === '' || row.community === visibility.community;
  return visibility.scopes.includes(row.scope) && typeFits && communityFits;
}

/**
 * `mayReceive` as SQL over the columns of `alias`; its parameters are `visibilityParams`, numbered from `first`. The mark of a record
 * that left names no content, so of a case type it may be seen by whoever could have held it.
 */
export function visibleSql(alias: string, first: number, of: 'rows' | 'marks' = 'rows'): string {
  const [scopes, own, everywhere, ownOnly, community, cases, person] = Array.from(
    { length: 7 },
    (_, n) => `$${first + n}`,
  );
  const assigned =
    of === 'marks' ? 'true' : `${alias}.doc->'data'->'${caseField}'->>'id' = ${person}::text`;
  return `(${alias}.scope = ANY(${scopes}::text[])
    AND (${alias}.type = ANY(${everywhere}::text[])
      OR (${alias}.scope = ${own}::text AND ${alias}.type = ANY(${ownOnly}::text[]))
      OR (${alias}.type = ANY(${cases}::text[]) AND ${person}::text <> '' AND ${assigned}))
    AND (${community}::text = '' OR ${alias}.community = '' OR ${alias}.community = ${community}::text))`;
}

export function visibilityParams(visibility: Visibility): readonly unknown[] {
  const { scopes, ownUnit, everywhere, ownOnly, community, caseTypes, person } = visibility;
  return [scopes, ownUnit, everywhere, ownOnly, community, caseTypes, person];
}

/** Only what a person is assigned to by name; a wider reach of another role makes it needless. */
function caseTypesOf(actor: Actor, collection: SyncCollection): readonly string[] {
  if (collection !== 'records') return [];
  return recordTypes
    .filter((type) => type.caseOf === caseField)
    .filter((type) => actor.roles.some((role) => type.permissions.read[role] === 'case'))
    .map((type) => type.name);
}

async function scopesOf(
  queries: Queries,
  actor: Actor,
  collection: SyncCollection,
): Promise<readonly string[]> {
  if (!isDistrictActor(actor)) {
    return collection === 'masters' ? [districtUnit, actor.unit].toSorted() : [actor.unit];
  }
  const rows = await queries.query<{ scope: string }>('SELECT DISTINCT scope FROM scope_counter');
  const known = [...HAISHU_UNITS.map((unit) => unit.code), ...rows.map((row) => row.scope)];
  return [...new Set(known)].toSorted();
}

/** A reach of `own` is not enough to receive: such rows are only sent up. */
function readableTypes(
  actor: Actor,
  collection: SyncCollection,
): Pick<Visibility, 'everywhere' | 'ownOnly'> {
  const everywhere: string[] = [];
  const ownOnly: string[] = [];
  for (const type of recordTypes) {
    if (collection !== 'events' && type.collection !== collection) continue;
    const reaches = new Set<Reach | undefined>(
      actor.roles.map((role) => type.permissions.read[role]),
    );
    if (reaches.has('all')) everywhere.push(type.name);
    else if (reaches.has('unit') || reaches.has('community')) ownOnly.push(type.name);
  }
  return { everywhere, ownOnly };
}
