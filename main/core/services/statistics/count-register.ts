/** Counts the register for 侨情统计表: in SQL by what the table asks, within what the actor may read. */
import type { RegisterCounts } from '../../../../shared/statistics/cells.ts';
import { recordType } from '../../../../shared/records/registry.ts';
import type { ProfileContext } from '../profile/context.ts';
import { tableOf } from '../profile/type-tables.ts';
import { readScope } from '../lists/read-scope.ts';

/** On the register: here, back, or gone abroad and still in touch. */
const counted = "live_state IN ('in', 'back', 'abroad') AND coalesce(thin, 0) = 0";

/** By unit, so that a district has its sum and each unit's own from one look. */
export async function countRegister(
  context: ProfileContext,
): Promise<ReadonlyMap<string, RegisterCounts>> {
  const persons = await rowsOf<{
    unit: string;
    identity: string | null;
    sex: string | null;
    born: number | null;
    generation: string | null;
    country: string | null;
    community: string | null;
    n: number;
  }>(
    context,
    'person',
    `SELECT unit, identity, sex, CAST(substr(birth, 1, 4) AS INTEGER) AS born, qiao_gen AS generation, country, community, count(*) AS n`,
    `${counted} GROUP BY unit, identity, sex, substr(birth, 1, 4), qiao_gen, country, community`,
  );
  const households = await perUnit(context, 'household');
  const enterprises = await perUnit(context, 'enterprise');
  const units = new Set([
    ...persons.map(({ unit }) => unit),
    ...households.keys(),
    ...enterprises.keys(),
  ]);
  return new Map(
    [...units].map((unit) => [
      unit,
      {
        persons: persons
          .filter((row) => row.unit === unit)
          .map(({ born, community, ...row }) => ({
            ...row,
            birthYear: born,
            place: community ?? '',
          })),
        households: households.get(unit) ?? 0,
        enterprises: enterprises.get(unit) ?? 0,
      },
    ]),
  );
}

async function perUnit(
  context: ProfileContext,
  name: string,
): Promise<ReadonlyMap<string, number>> {
  const rows = await rowsOf<{ unit: string; n: number }>(
    context,
    name,
    'SELECT unit, count(*) AS n',
    `standing = 'active' GROUP BY unit`,
  );
  return new Map(rows.map(({ unit, n }) => [unit, n]));
}

async function rowsOf<T>(
  context: ProfileContext,
  name: string,
  select: string,
  rest: string,
): Promise<readonly T[]> {
  const type = recordType(name);
  if (type === undefined) throw new Error(`no type ${name}`);
  const scope = readScope(type, context.actor());
  return context.store.read.remembered<T>(
    `${select} FROM ${tableOf(name)} AS list WHERE ${scope.sql} AND ${rest} LIMIT 500000`,
    scope.params,
  );
}
