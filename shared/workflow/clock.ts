/**
 * Deadlines, stopped clocks, extensions, lights and escalation (domain.md §3 common rules, V9). Pure: from the record's way, the
 * holiday tables and the parameters. Days are Beijing days.
 */
import {
  addBusinessDays,
  businessDaysBetween,
  type HolidayTable,
} from '../calendar/business-day.ts';
import { addDays, daysBetween } from '../calendar/day.ts';
import { SHIPPED_HOLIDAY_TABLES } from '../calendar/holiday-tables.ts';
import { businessDateOf } from '../calendar/time-zone.ts';
import type { Problem } from '../fields/field.ts';
import { parameterOf } from '../parameters/parameters.ts';
import type { Envelope } from '../records/envelope.ts';
import { flowOf, type Flow, type FlowStep } from './flow.ts';
import type { Term, Transition, TransitionContext, Workflow } from './workflow.ts';

export function tablesOf(context: Pick<TransitionContext, 'tables'>): readonly HolidayTable[] {
  return context.tables ?? SHIPPED_HOLIDAY_TABLES;
}

/** The way after one more step. `today` of the context is the step's day; the receipt day is not counted. */
export function advance(
  workflow: Workflow,
  transition: Transition,
  record: Envelope,
  step: Omit<FlowStep, 'dueBefore' | 'dueAfter' | 'calendar'>,
  context: TransitionContext,
): Flow {
  const tables = tablesOf(context);
  const before = flowOf(record);
  const day = businessDateOf(step.at);
  const wasStopped = before?.stopped;
  const stops = workflow.states[step.to]?.paused === true;
  const term = termOf(transition, record, context);
  const timing = timingAfter(before, { transition, term, day, stops }, tables, context);
  const pausedDays =
    (before?.pausedDays ?? 0) +
    (wasStopped !== undefined && !stops
      ? Math.max(0, businessDaysBetween(wasStopped.since, day, tables).days)
      : 0);
  const startedOn = before?.startedOn ?? (workflow.clockFrom === step.to ? day : undefined);
  const isClosed = workflow.states[step.to]?.open === false;
  const basis = addBusinessDays(day, 0, tables).calendarVersion;
  const calendar = timing.calendar ?? basis;
  return {
    steps: [
      ...(before?.steps ?? []),
      {
        ...step,
        ...(before?.due === undefined ? {} : { dueBefore: before.due }),
        ...(timing.due === undefined ? {} : { dueAfter: timing.due }),
        calendar,
      },
    ],
    since: step.from === step.to && before !== null ? before.since : day,
    ...(timing.due === undefined
      ? {}
      : {
          due: timing.due,
          from: timing.from,
          warn: warnOn(timing.from ?? day, timing.due, tables),
        }),
    calendar,
    ...(stops ? { stopped: wasStopped ?? stoppedClock(before, day, tables) } : {}),
    pausedDays,
    ...(startedOn === undefined ? {} : { startedOn }),
    // What is noted of a closed matter does not end it anew.
    ...(isClosed ? { endedOn: (step.from === step.to ? before?.endedOn : undefined) ?? day } : {}),
    extensions: (before?.extensions ?? 0) + (transition.extendsBy === undefined ? 0 : 1),
  };
}

/** Whether the date follows from a parameter, which the device may know in an older value. */
export function isByParameter(
  transition: Transition,
  record: Envelope,
  context: TransitionContext,
): boolean {
  const term = transition.extendsBy ?? termOf(transition, record, context);
  return typeof term === 'object' && 'parameter' in term;
}

interface Timing {
  readonly due?: string | undefined;
  readonly from?: string | undefined;
  readonly calendar?: string | undefined;
}

function termOf(transition: Transition, record: Envelope, context: TransitionContext): Term {
  const { term } = transition;
  if (typeof term === 'function') return term(record, context);
  if (term !== undefined) return term;
  if (transition.nextWithin !== undefined) return { wd: transition.nextWithin };
  return transition.extendsBy === undefined ? 'none' : 'keep';
}

function timingAfter(
  before: Flow | null,
  at: {
    readonly transition: Transition;
    readonly term: Term;
    readonly day: string;
    readonly stops: boolean;
  },
  tables: readonly HolidayTable[],
  context: TransitionContext,
): Timing {
  const { transition, term, day } = at;
  if (transition.extendsBy !== undefined && before?.due !== undefined) {
    const more =
      'wd' in transition.extendsBy
        ? transition.extendsBy.wd
        : parameterOf(context, transition.extendsBy.parameter);
    const { due, calendarVersion } = addBusinessDays(before.due, more, tables);
    return { due, from: before.from, calendar: calendarVersion };
  }
  if (term === 'none') return {};
  if (term === 'keep') {
    // A date that belonged to the pause is not the running clock's.
    if (before?.stopped !== undefined && !at.stops) return resumed(before, day, tables);
    return { due: before?.due, from: before?.from, calendar: before?.calendar };
  }
  if (term === 'resume') return resumed(before, day, tables);
  if ('on' in term) return { due: term.on, from: day };
  if ('cd' in term) return { due: addDays(day, term.cd), from: day };
  if ('parameter' in term && term.unit === 'cd')
    return { due: addDays(day, parameterOf(context, term.parameter)), from: day };
  const count = 'wd' in term ? term.wd : parameterOf(context, term.parameter);
  const { due, calendarVersion } = addBusinessDays(day, count, tables);
  return { due, from: day, calendar: calendarVersion };
}

/** What was left when the clock stopped, counted from today. */
function resumed(before: Flow | null, day: string, tables: readonly HolidayTable[]): Timing {
  const left = before?.stopped?.left;
  if (left === undefined) return {};
  const { due, calendarVersion } = addBusinessDays(day, left, tables);
  return { due, from: before?.stopped?.from ?? day, calendar: calendarVersion };
}

function stoppedClock(
  before: Flow | null,
  day: string,
  tables: readonly HolidayTable[],
): NonNullable<Flow['stopped']> {
  if (before?.due === undefined) return { since: day };
  const { days } = businessDaysBetween(day, before.due, tables);
  return { since: day, left: days, ...(before.from === undefined ? {} : { from: before.from }) };
}

/** Yellow begins when half of the time or two working days are left, whichever comes first. */
function warnOn(from: string, due: string, tables: readonly HolidayTable[]): string {
  const twoLeft = addBusinessDays(due, -2, tables).due;
  const half = addDays(from, Math.ceil(daysBetween(from, due) / 2));
  const first = twoLeft < half ? twoLeft : half;
  return first < from ? from : first;
}

export type Light = 'green' | 'yellow' | 'red' | 'grey';

/** The light of a deadline on that day; null where nothing is due. */
export function lightOf(
  flow: Pick<Flow, 'due' | 'warn'> & { readonly stopped?: unknown },
  today: string,
): Light | null {
  if (flow.stopped !== undefined) return 'grey';
  if (flow.due === undefined) return null;
  if (today > flow.due) return 'red';
  return flow.warn !== undefined && today >= flow.warn ? 'yellow' : 'green';
}

/** Working days left until due (negative: overdue); null where nothing is due. */
export function daysLeft(
  flow: Pick<Flow, 'due'>,
  today: string,
  tables: readonly HolidayTable[],
): number | null {
  return flow.due === undefined ? null : businessDaysBetween(today, flow.due, tables).days;
}

/** Working days used since the clock began, pauses left out; null before it began. */
export function daysUsed(
  flow: Flow,
  today: string,
  tables: readonly HolidayTable[],
): number | null {
  if (flow.startedOn === undefined) return null;
  const all = businessDaysBetween(flow.startedOn, flow.endedOn ?? today, tables).days;
  return Math.max(0, all - daysPaused(flow, today, tables));
}

/** Working days of all pauses, the present one included. */
export function daysPaused(flow: Flow, today: string, tables: readonly HolidayTable[]): number {
  const now =
    flow.stopped === undefined
      ? 0
      : Math.max(0, businessDaysBetween(flow.stopped.since, flow.endedOn ?? today, tables).days);
  return flow.pausedDays + now;
}

/** To whom an overdue matter has risen: H after 2, D after 5, B after 10 working days (parameters); null: not overdue enough, or the clock stands. */
export function escalatedTo(
  flow: Pick<Flow, 'due'> & { readonly stopped?: unknown },
  context: Pick<TransitionContext, 'today' | 'tables' | 'parameter'>,
): 'H' | 'D' | 'B' | null {
  if (flow.due === undefined || flow.stopped !== undefined || context.today <= flow.due)
    return null;
  const late = businessDaysBetween(flow.due, context.today, tablesOf(context)).days;
  if (late >= parameterOf(context, 'escalate_b')) return 'B';
  if (late >= parameterOf(context, 'escalate_d')) return 'D';
  return late >= parameterOf(context, 'escalate_h') ? 'H' : null;
}

/** Guard of a step that asks for or grants more time: at least one working day before it is due, and once only unless the district's leader agrees. */
export function extensionInTime(record: Envelope, context: TransitionContext): readonly Problem[] {
  const flow = flowOf(record);
  if (flow?.due === undefined)
    return [{ field: 'flow', code: 'flow.nothing_due', severity: 'error' }];
  const problems: Problem[] = [];
  if ((daysLeft(flow, context.today, tablesOf(context)) ?? 0) < 1)
    problems.push({
      field: 'flow',
      code: 'flow.extension_late',
      severity: 'error',
      params: { due: flow.due },
    });
  if (flow.extensions > 0 && !context.actor.roles.includes('B'))
    problems.push({ field: 'flow', code: 'flow.extension_used', severity: 'error' });
  return problems;
}

/** The same deadline by other holiday tables: only open records are counted anew, and only in their present state. */
export function recounted(
  workflow: Workflow,
  record: Envelope,
  context: TransitionContext,
): Flow | null {
  const flow = flowOf(record);
  const last = flow?.steps.at(-1);
  if (flow === null || last === undefined || workflow.states[record.state]?.open !== true)
    return null;
  const transition = workflow.transitions.find(
    (each) => each.action === last.action && each.from.includes(last.from),
  );
  if (transition === undefined || transition.extendsBy !== undefined) return null;
  const term = termOf(transition, record, context);
  if (typeof term === 'string' || 'on' in term || 'cd' in term) return null;
  const day = businessDateOf(last.at);
  const tables = tablesOf(context);
  const timing = timingAfter(null, { transition, term, day, stops: false }, tables, context);
  if (timing.due === undefined || timing.calendar === flow.calendar) return null;
  return {
    ...flow,
    due: timing.due,
    warn: warnOn(day, timing.due, tables),
    calendar: timing.calendar ?? flow.calendar,
  };
}
