/** `records.list`: one page of a type's table with its total, its facets and the counts of its saved views, all in SQL. */
import type { ListAnswer, ListQuery } from '../../../../shared/bridge/contract.ts';
import { can } from '../../../../shared/access/can.ts';
import { maskPhone } from '../../../../shared/text/mask.ts';
import type { Cell } from '../../../../shared/records/list-spec.ts';
import type { RecordType } from '../../../../shared/records/record-type.ts';
import { ok } from '../../../../shared/result.ts';
import type { SqlValue } from '../../storage/index.ts';
import { denied, findType, type Answer } from '../answer.ts';
import { checkContextOf, type ProfileContext } from '../profile/context.ts';
import { isColumn } from '../profile/list-columns.ts';
import { tableOf } from '../profile/type-tables.ts';
import { readScope } from './read-scope.ts';
import {
  orderSql,
  textSql,
  viewSql,
  whereSql,
  type Placeholders,
  type SqlPart,
} from './list-sql.ts';

type Row = Readonly<Record<string, Cell>> & {
  readonly id: string;
  readonly state: string;
  readonly unit: string;
  readonly pending: number;
};

/** More values than this are not a facet but a list of their own. */
const facetLimit = 40;

export async function listRecords(
  context: ProfileContext,
  query: ListQuery,
): Promise<Answer<ListAnswer>> {
  const found = findType(query.type);
  if (!found.ok) return found;
  const type = found.value;
  const actor = context.actor();
  const allowed = can(actor, 'read', type, actor);
  if (!allowed.allow) return denied(allowed.reason);

  const placeholders = placeholdersOf(context);
  const scope = readScope(type, actor);
  const text = both(scope, textSql(type, query.text ?? ''));
  const view = viewPart(type, query, placeholders);
  const where = listWhere(context, type, query);
  const { rows, total } = await page(context, type, query, where);
  const facets =
    query.facets === true
      ? await countFacets(context, type, { view, query, text, placeholders })
      : {};
  const views = query.facets === true ? await countViews(context, type, placeholders, scope) : {};
  return ok({ rows: rows.map((row) => shown(type, row)), total, facets, views });
}

/** What a list shows, as SQL: its view and filters within what this person may read. */
export function listWhere(
  context: ProfileContext,
  type: RecordType,
  query: Omit<ListQuery, 'offset' | 'limit'>,
): SqlPart {
  const text = both(readScope(type, context.actor()), textSql(type, query.text ?? ''));
  const placeholders = placeholdersOf(context);
  const where = both(
    viewPart(type, query, placeholders),
    whereSql(type, query.where, placeholders),
  );
  return both(where, text);
}

function viewPart(
  type: RecordType,
  query: { view?: string | undefined },
  placeholders: Placeholders,
): SqlPart {
  const wanted = type.list.views.find((each) => each.key === query.view);
  return wanted === undefined ? { sql: '1', params: [] } : viewSql(type, wanted, placeholders);
}

export function placeholdersOf(context: ProfileContext): Placeholders {
  const { now, today } = checkContextOf(context);
  return { now, today, me: context.actor().userId };
}

async function page(
  context: ProfileContext,
  type: RecordType,
  query: ListQuery,
  where: SqlPart,
): Promise<{ rows: readonly Row[]; total: number }> {
  const columns = ['id', 'state', 'unit', ...type.list.columns.map((column) => column.key)].join(
    ', ',
  );
  const pending = `EXISTS (SELECT 1 FROM outbox WHERE outbox.collection = 'records' AND outbox.id = list.id) AS pending`;
  const sql = `SELECT ${columns}, ${pending} FROM ${tableOf(type.name)} AS list WHERE ${where.sql} ORDER BY ${orderSql(type, query.sort ?? type.list.sort)} LIMIT ? OFFSET ?`;
  const [rows, counted] = await Promise.all([
    context.store.read.all<Row>(sql, [...where.params, query.limit, query.offset]),
    count(context, type, where),
  ]);
  return { rows, total: counted };
}

interface FacetInput {
  readonly view: SqlPart;
  readonly query: ListQuery;
  readonly text: SqlPart;
  readonly placeholders: Placeholders;
}

/** A facet counts what choosing its value would show: every condition holds but those on the facet itself. */
async function countFacets(
  context: ProfileContext,
  type: RecordType,
  { view, query, text, placeholders }: FacetInput,
): Promise<ListAnswer['facets']> {
  const facets: Record<string, { value: Cell; count: number }[]> = {};
  for (const facet of type.list.facets.filter((column) => isColumn(type, column))) {
    const others = query.where.filter((condition) => condition.column !== facet);
    const where = both(both(view, whereSql(type, others, placeholders)), text);
    const counted = await context.store.read.remembered<{ value: Cell; count: number }>(
      `SELECT ${facet} AS value, count(*) AS count FROM ${tableOf(type.name)} AS list WHERE ${where.sql} GROUP BY ${facet} ORDER BY count DESC, value LIMIT ${facetLimit}`,
      where.params,
    );
    facets[facet] = [...counted];
  }
  return facets;
}

async function countViews(
  context: ProfileContext,
  type: RecordType,
  placeholders: Placeholders,
  scope: SqlPart,
): Promise<ListAnswer['views']> {
  const counts: Record<string, number> = {};
  for (const view of type.list.views)
    counts[view.key] = await count(context, type, both(viewSql(type, view, placeholders), scope));
  return counts;
}

async function count(context: ProfileContext, type: RecordType, where: SqlPart): Promise<number> {
  const [found] = await context.store.read.remembered<{ n: number }>(
    `SELECT count(*) AS n FROM ${tableOf(type.name)} AS list WHERE ${where.sql}`,
    where.params,
  );
  return found?.n ?? 0;
}

function both(where: SqlPart, text: SqlPart | null): SqlPart {
  return text === null
    ? where
    : {
        sql: `${where.sql} AND ${text.sql}`,
        params: [...where.params, ...text.params] as readonly SqlValue[],
      };
}

function shown(
  type: RecordType,
  { id, state, unit, pending, ...cells }: Row,
): ListAnswer['rows'][number] {
  const masked = new Set(
    type.list.columns.filter((column) => column.format === 'masked').map((column) => column.key),
  );
  const visible = Object.fromEntries(
    Object.entries(cells).map(([key, value]) => [
      key,
      masked.has(key) && typeof value === 'string' ? maskPhone(value) : value,
    ]),
  );
  return { id, state, unit, pending: pending === 1, cells: visible };
}
