/** Figures of every type that declares some, in SQL over its list table: the same definition as `measure` (shared/kpi), for many records. */
import type { Input, Output } from '../../../../shared/bridge/contract.ts';
import { addDays } from '../../../../shared/calendar/day.ts';
import { can } from '../../../../shared/access/can.ts';
import type { Figure } from '../../../../shared/bridge/figures.ts';
import {
  countedBy,
  periodConditions,
  takenOf,
  type Period,
} from '../../../../shared/kpi/figure-query.ts';
import { share } from '../../../../shared/kpi/measure.ts';
import type { Condition } from '../../../../shared/records/list-spec.ts';
import type { KpiSpec, RecordType } from '../../../../shared/records/record-type.ts';
import { recordTypes } from '../../../../shared/records/registry.ts';
import { ok } from '../../../../shared/result.ts';
import type { Answer } from '../answer.ts';
import { placeholdersOf } from '../lists/list-records.ts';
import { whereSql } from '../lists/list-sql.ts';
import { readScope } from '../lists/read-scope.ts';
import { caseFigures } from './case-figures.ts';
import { isColumn } from '../profile/list-columns.ts';
import type { ProfileContext } from '../profile/context.ts';
import { tableOf } from '../profile/type-tables.ts';

type Board = Extract<Output<'figures.board'>, { ok: true }>['value'];

/** Only types that this person may read, and of those only the records. */
export async function figuresBoard(
  context: ProfileContext,
  period: Input<'figures.board'>,
): Promise<Answer<Board>> {
  const actor = context.actor();
  const types = recordTypes.filter(
    (type) =>
      type.collection === 'records' &&
      (type.kpis.length > 0 || type.name === 'ledger_entry') &&
      can(actor, 'read', type, actor).allow,
  );
  const groups = await Promise.all(
    types.map(async (type) => ({
      type: type.name,
      figures: await Promise.all(type.kpis.map((kpi) => figureOf(context, type, kpi, period))),
      ...mutable(await caseFigures(context, type.name, period)),
      months: await byMonth(context, type, period),
    })),
  );
  return ok({ groups, asOf: new Date(context.now()).toISOString() });
}

function mutable({ more, splits }: Awaited<ReturnType<typeof caseFigures>>) {
  return { more: [...more], splits: [...splits] };
}

async function figureOf(
  context: ProfileContext,
  type: RecordType,
  kpi: KpiSpec,
  period: Period,
): Promise<Figure> {
  const counted = countedBy(type, kpi, period);
  const { key } = kpi;
  if (kpi.sum !== undefined) {
    const { value } = await ask(context, type, counted, `coalesce(sum(${name(type, kpi.sum)}), 0)`);
    return { key, value, numerator: value, denominator: null };
  }
  if (kpi.distinct !== undefined) {
    const column = name(type, kpi.distinct);
    const { value } = await ask(context, type, counted, `count(DISTINCT ${column})`);
    return { key, value, numerator: value, denominator: null };
  }
  const { value: numerator } = await ask(context, type, counted, 'count(*)');
  if (kpi.mean !== undefined) {
    const { value: sum } = await ask(
      context,
      type,
      counted,
      `coalesce(sum(${name(type, kpi.mean)}), 0)`,
    );
    return { key, ...share(sum, numerator, 1) };
  }
  const of = takenOf(type, kpi, period);
  if (of === null) return { key, value: numerator, numerator, denominator: null };
  const { value: denominator } = await ask(context, type, of, 'count(*)');
  return { key, ...share(numerator, denominator, 100) };
}

async function byMonth(context: ProfileContext, type: RecordType, period: Period) {
  if (type.countedOn === undefined) return [];
  const where = within(context, type, periodConditions(type, period));
  const column = name(type, type.countedOn);
  const isInstant = type.list.columns.find(({ key }) => key === column)?.format === 'instant';
  // Ningbo is eight hours ahead of the stored instants, all year round.
  const month = isInstant ? `strftime('%Y-%m', ${column}, '+8 hours')` : `substr(${column}, 1, 7)`;
  const rows = await context.store.read.remembered<{ month: string; count: number }>(
    `SELECT ${month} AS month, count(*) AS count FROM ${tableOf(type.name)} AS list WHERE ${where.sql} GROUP BY 1 ORDER BY 1 LIMIT 60`,
    where.params,
  );
  // A month without records is a month with none, not a month that is not there.
  const counts = new Map(rows.map(({ month: each, count }) => [each, count]));
  return monthsOf(period).map((each) => ({ month: each, count: counts.get(each) ?? 0 }));
}

function monthsOf({ from, to }: Period): string[] {
  const months: string[] = [];
  for (let day = `${from.slice(0, 7)}-01`; day <= to; day = firstOfNext(day))
    months.push(day.slice(0, 7));
  return months;
}

function firstOfNext(day: string): string {
  return `${addDays(day, 31).slice(0, 7)}-01`;
}

async function ask(
  context: ProfileContext,
  type: RecordType,
  conditions: readonly Condition[],
  expression: string,
): Promise<{ value: number }> {
  const where = within(context, type, conditions);
  const [row] = await context.store.read.remembered<{ value: number }>(
    `SELECT ${expression} AS value FROM ${tableOf(type.name)} AS list WHERE ${where.sql} LIMIT 1`,
    where.params,
  );
  return row ?? { value: 0 };
}

function within(context: ProfileContext, type: RecordType, conditions: readonly Condition[]) {
  const scope = readScope(type, context.actor());
  const where = whereSql(type, conditions, placeholdersOf(context));
  return { sql: `${scope.sql} AND ${where.sql}`, params: [...scope.params, ...where.params] };
}

/** A name from the declaration becomes SQL only if the table has such a column. */
function name(type: RecordType, column: string): string {
  if (!isColumn(type, column)) throw new Error(`${type.name} has no column ${column}`);
  return column;
}
