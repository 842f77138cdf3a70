/**
 * What an actor may receive: scopes (units) by where the account belongs, and what is in its sight (shared/sync/sight.ts). Decided anew on
 * each request; the same rule as SQL and as a function.
 */
import { HAISHU_UNITS } from '../../shared/divisions/haishu-units.ts';
import { districtUnit, isDistrictActor, type Actor } from '../../shared/access/actor.ts';
import { caseField } from '../../shared/access/case-field.ts';
import type { SyncCollection } from '../../shared/sync/protocol.ts';
import { isInSight, sightOf, type Place, type Sight } from '../../shared/sync/sight.ts';
import type { Queries } from '../database/database.ts';

export interface Visibility extends Sight {
  /** In ascending order. */
  readonly scopes: readonly string[];
}

/** Decides what this actor may receive of a collection. */
export async function visibilityOf(
  queries: Queries,
  actor: Actor,
  collection: SyncCollection,
): Promise<Visibility> {
  return {
    scopes: await scopesOf(queries, actor, collection),
    ...sightOf(actor, collection),
  };
}

/** Whether a row at this place may be shown to the actor. */
export function mayReceive(visibility: Visibility, place: Place): boolean {
  return visibility.scopes.includes(place.scope) && isInSight(visibility, place);
}

/**
 * `mayReceive` as SQL over the columns of `alias`; its parameters are `visibilityParams`, numbered from `first`. The mark of a record
 * that left names no content, so of a case type it may be seen by whoever could have held it.
 */
export function visibleSql(alias: string, first: number, of: 'rows' | 'marks' = 'rows'): string {
  const [cases, person, authors] = [5, 6, 7].map((n) => `$${first + n}`);
  const assigned =
    of === 'marks' ? 'true' : `${alias}.doc->'data'->'${caseField}'->>'id' = ${person}::text`;
  const author = `coalesce(${alias}.doc->>'createdBy', ${alias}.doc->>'actor') = ${person}::text`;
  return placedSql(
    alias,
    first,
    `${wholeTypesSql(alias, first)}
      OR (${person}::text <> '' AND ((${alias}.type = ANY(${cases}::text[]) AND ${assigned})
        OR (${alias}.type = ANY(${authors}::text[]) AND ${author})))`,
  );
}

/** Only the types that are seen as a whole, of a table that keeps sums; its parameters are the first five of `visibilityParams`. */
export function summedSql(alias: string, first: number): string {
  return placedSql(alias, first, wholeTypesSql(alias, first));
}

/** Whether the type of a row is seen as a whole where it is. */
export function wholeTypesSql(alias: string, first: number): string {
  const [own, everywhere, ownOnly] = [1, 2, 3].map((n) => `$${first + n}`);
  return `(${alias}.type = ANY(${everywhere}::text[])
      OR (${alias}.scope = ${own}::text AND ${alias}.type = ANY(${ownOnly}::text[])))`;
}

function placedSql(alias: string, first: number, types: string): string {
  const [scopes, community] = [0, 4].map((n) => `$${first + n}`);
  return `(${alias}.scope = ANY(${scopes}::text[]) AND (${types})
    AND (${community}::text = '' OR ${alias}.community = '' OR ${alias}.community = ${community}::text))`;
}

export function visibilityParams(visibility: Visibility): readonly unknown[] {
  const { scopes, ownUnit, everywhere, ownOnly, community, caseTypes, person, authorTypes } =
    visibility;
  return [scopes, ownUnit, everywhere, ownOnly, community, caseTypes, person, authorTypes];
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
