/** What the workflow engine needs to know at the district: holiday tables, parameters, and for whom this person stands in today. */
import type { Actor, Role } from '../../shared/access/actor.ts';
import { districtUnit } from '../../shared/access/actor.ts';
import { holidayTables, type SentHolidayTable } from '../../shared/calendar/merge-tables.ts';
import { isParameterKey, parameters } from '../../shared/parameters/parameters.ts';
import type { TransitionContext } from '../../shared/workflow/workflow.ts';
import type { Queries } from '../database/database.ts';

type Rules = Required<Pick<TransitionContext, 'actor' | 'tables' | 'parameter'>>;

export async function workflowRules(queries: Queries, actor: Actor, today: string): Promise<Rules> {
  const [tables, overrides, roles] = [
    await readTables(queries),
    await readParameters(queries),
    await standsInFor(queries, actor, today),
  ];
  return {
    actor: roles.length === 0 ? actor : { ...actor, standsInFor: roles },
    tables: holidayTables(tables),
    parameter: (key) => overrides.get(key) ?? parameters[key].value,
  };
}

async function readTables(queries: Queries): Promise<readonly SentHolidayTable[]> {
  const rows = await queries.query<{ data: Partial<SentHolidayTable> }>(
    `SELECT doc->'data' AS data FROM docs WHERE collection = 'masters' AND type = 'holiday_table' AND scope = $1 AND NOT deleted`,
    [districtUnit],
  );
  return rows.map(({ data }) => ({
    year: Number(data.year),
    edition: String(data.edition),
    off: data.off ?? '',
    work: data.work ?? '',
  }));
}

async function readParameters(queries: Queries): Promise<ReadonlyMap<string, number>> {
  const rows = await queries.query<{ data: { key: string; value: number } }>(
    `SELECT doc->'data' AS data FROM docs WHERE collection = 'masters' AND type = 'parameter' AND scope = $1 AND NOT deleted`,
    [districtUnit],
  );
  return new Map(
    rows.filter(({ data }) => isParameterKey(data.key)).map(({ data }) => [data.key, data.value]),
  );
}

async function standsInFor(
  queries: Queries,
  actor: Actor,
  today: string,
): Promise<readonly Role[]> {
  const rows = await queries.query<{ role: Role }>(
    `SELECT doc->'data'->>'role' AS role FROM docs
     WHERE collection = 'records' AND type = 'stand_in' AND scope = $1 AND NOT deleted
       AND doc->'data'->'person'->>'id' = $2 AND doc->'data'->>'from' <= $3 AND doc->'data'->>'to' >= $3`,
    [actor.unit, actor.userId, today],
  );
  return rows.map(({ role }) => role);
}
