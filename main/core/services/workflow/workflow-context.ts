/** What the workflow engine needs to know on this device: holiday tables, parameters, substitutes, and facts about other records. */
import type { Actor, Role } from '../../../../shared/access/actor.ts';
import { holidayTables, type SentHolidayTable } from '../../../../shared/calendar/merge-tables.ts';
import {
  isParameterKey,
  parameters,
  type ParameterKey,
} from '../../../../shared/parameters/parameters.ts';
import type { Envelope } from '../../../../shared/records/envelope.ts';
import type { RecordType } from '../../../../shared/records/record-type.ts';
import type { TransitionContext } from '../../../../shared/workflow/workflow.ts';
import { checkContextOf, type ProfileContext } from '../profile/context.ts';
import { lookUpFacts } from './facts.ts';

/** Reads what is in force now. `about` is the record whose guards want facts. */
export async function workflowContext(
  context: ProfileContext,
  opinion = '',
  about?: { readonly type: RecordType; readonly record: Envelope },
): Promise<TransitionContext> {
  const check = checkContextOf(context);
  const [tables, overrides, actor] = await Promise.all([
    readTables(context),
    readParameters(context),
    withStandIns(context, check.today),
  ]);
  const queries = about?.type.workflow?.facts?.(about.record) ?? [];
  return {
    ...check,
    actor,
    opinion,
    tables: holidayTables(tables),
    parameter: (key) => overrides.get(key) ?? parameters[key].value,
    facts: queries.length === 0 ? {} : await lookUpFacts(context, queries),
  };
}

async function readTables(context: ProfileContext): Promise<readonly SentHolidayTable[]> {
  const rows = await context.store.read.all<{
    year: number;
    edition: string;
    off: string;
    work: string | null;
  }>('SELECT year, edition, off, work FROM p_holiday_table ORDER BY year LIMIT 100');
  return rows.map((row) => ({ ...row, work: row.work ?? '' }));
}

async function readParameters(context: ProfileContext): Promise<ReadonlyMap<ParameterKey, number>> {
  const rows = await context.store.read.all<{ key: string; value: number }>(
    'SELECT key, value FROM p_parameter LIMIT 500',
  );
  return new Map(
    rows.flatMap((row) => (isParameterKey(row.key) ? [[row.key, row.value] as const] : [])),
  );
}

/** The signed-in person with the roles they stand in for today. */
async function withStandIns(context: ProfileContext, today: string): Promise<Actor> {
  const actor = context.actor();
  const rows = await context.store.read.all<{ role: string }>(
    'SELECT role FROM p_stand_in WHERE unit = ? AND person_id = ? AND valid_from <= ? AND valid_to >= ? LIMIT 10',
    [actor.unit, actor.userId, today, today],
  );
  return rows.length === 0 ? actor : { ...actor, standsInFor: rows.map((row) => row.role as Role) };
}
