/** Counts that open exactly the rows they count: the same conditions over the same list, within what this person may read. */
import { can } from '../../../../shared/access/can.ts';
import type { Tally } from '../../../../shared/bridge/panorama.ts';
import type { Condition } from '../../../../shared/records/list-spec.ts';
import type { RecordType } from '../../../../shared/records/record-type.ts';
import { recordType } from '../../../../shared/records/registry.ts';
import { listWhere } from '../lists/list-records.ts';
import { isColumn } from '../profile/list-columns.ts';
import type { ProfileContext } from '../profile/context.ts';
import { tableOf } from '../profile/type-tables.ts';

type Where = Tally['where'];

/** The type, if this person may read any of it; null hides what belongs to it. */
export function readableType(context: ProfileContext, name: string): RecordType | null {
  const type = recordType(name);
  const actor = context.actor();
  return type !== undefined && can(actor, 'read', type, actor).allow ? type : null;
}

/** Nothing where the person may not read the type. */
export async function tallyOf(
  context: ProfileContext,
  key: string,
  name: string,
  where: readonly Condition[],
): Promise<Tally[]> {
  const type = readableType(context, name);
  if (type === null) return [];
  return [{ key, type: name, count: await valueOf(context, type, where), where: where as Where }];
}

/** How many records hold the conditions, or the sum of one of their columns. */
export async function valueOf(
  context: ProfileContext,
  type: RecordType,
  where: readonly Condition[],
  sum?: string,
): Promise<number> {
  if (sum !== undefined && !isColumn(type, sum))
    throw new Error(`${type.name} has no column ${sum}`);
  const part = listWhere(context, type, { type: type.name, where: where as Where });
  const [row] = await context.store.read.remembered<{ n: number }>(
    `SELECT ${sum === undefined ? 'count(*)' : `coalesce(sum(${sum}), 0)`} AS n FROM ${tableOf(type.name)} AS list WHERE ${part.sql}`,
    part.params,
  );
  return row?.n ?? 0;
}

/** One count for each state that has records, in the order in which the workflow names them. */
export async function byState(
  context: ProfileContext,
  name: string,
  where: readonly Condition[],
): Promise<Tally[]> {
  const type = readableType(context, name);
  if (type === null) return [];
  const part = listWhere(context, type, { type: name, where: where as Where });
  const rows = await context.store.read.remembered<{ state: string; n: number }>(
    `SELECT state, count(*) AS n FROM ${tableOf(name)} AS list WHERE ${part.sql} GROUP BY state LIMIT 60`,
    part.params,
  );
  const counts = new Map(rows.map(({ state, n }) => [state, n]));
  return Object.keys(type.workflow?.states ?? {}).flatMap((state) => {
    const count = counts.get(state) ?? 0;
    return count === 0
      ? []
      : [
          {
            key: state,
            type: name,
            count,
            where: [...where, { column: 'state', op: '=', value: state }] as Where,
          },
        ];
  });
}

/** Ids of the newest (or most urgent) records that hold the conditions. */
export async function idsWhere(
  context: ProfileContext,
  type: RecordType,
  where: readonly Condition[],
  { order, limit }: { readonly order: string; readonly limit: number },
): Promise<readonly string[]> {
  const part = listWhere(context, type, { type: type.name, where: where as Where });
  const rows = await context.store.read.all<{ id: string }>(
    `SELECT id FROM ${tableOf(type.name)} AS list WHERE ${part.sql} ORDER BY ${order} LIMIT ${limit}`,
    part.params,
  );
  return rows.map(({ id }) => id);
}
