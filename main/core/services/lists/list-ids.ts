/** All records of a list, by name and in its order, for what is done with the whole list: printing, exporting. */
import type { ListQuery } from '../../../../shared/bridge/contract.ts';
import { can } from '../../../../shared/access/can.ts';
import { ok } from '../../../../shared/result.ts';
import { denied, fail, findType, type Answer } from '../answer.ts';
import type { ProfileContext } from '../profile/context.ts';
import { tableOf } from '../profile/type-tables.ts';
import { orderSql } from './list-sql.ts';
import { listWhere } from './list-records.ts';

/** Refused with the true number when there are more than `max`. */
export async function listIds(
  context: ProfileContext,
  query: Omit<ListQuery, 'offset' | 'limit'>,
  max: number,
): Promise<Answer<string[]>> {
  const found = findType(query.type);
  if (!found.ok) return found;
  const type = found.value;
  const allowed = can(context.actor(), 'read', type, context.actor());
  if (!allowed.allow) return denied(allowed.reason);
  const where = listWhere(context, type, query);
  const [counted] = await context.store.read.all<{ n: number }>(
    `SELECT count(*) AS n FROM ${tableOf(type.name)} AS list WHERE ${where.sql}`,
    where.params,
  );
  const count = counted?.n ?? 0;
  if (count > max) return fail('E_TOO_MANY', { max, count });
  const rows = await context.store.read.all<{ id: string }>(
    `SELECT id FROM ${tableOf(type.name)} AS list WHERE ${where.sql} ORDER BY ${orderSql(type, query.sort ?? type.list.sort)} LIMIT ?`,
    [...where.params, max],
  );
  return ok(rows.map(({ id }) => id));
}
