/**
 * The plan of visits: everybody within their cadence, no week fuller than it must be, nobody sent out in a week without a working day
 * (domain.md §3.1 生成计划). Deterministic: two computers of an office that plan from the same register plan the same.
 */
import { isBusinessDay, type HolidayTable } from '../calendar/business-day.ts';
import { addDays, daysBetween, weekdayOf } from '../calendar/day.ts';
import { visitClasses, type VisitClass } from './visit-class.ts';

export interface PlanSubject {
  readonly id: string;
  readonly visitClass: VisitClass;
  readonly cadenceDays: number;
  /** The last day somebody met them; undefined = never. */
  readonly lastVisitOn?: string | undefined;
  /** Who is to go; each has a week of their own to fill. */
  readonly liaison: string;
  /** Neighbours are planned into the same week where it costs nothing. */
  readonly community: string;
}

export interface PlannedVisit {
  readonly subject: string;
  readonly visitClass: VisitClass;
  readonly liaison: string;
  /** First and last working day of the week meant; the first is never before today. */
  readonly dueFrom: string;
  readonly dueTo: string;
  /** The cadence asked for this day at the latest, or the first week did where that had passed. */
  readonly deadline: string;
}

export interface PlanOptions {
  readonly today: string;
  /** Last day to plan for. */
  readonly until: string;
  readonly tables: readonly HolidayTable[];
  /** More visits than this a week for one person are spread over later weeks while cadences allow. */
  readonly perWeek?: number;
}

interface Week {
  readonly from: string;
  readonly to: string;
}

interface Wish {
  readonly subject: PlanSubject;
  readonly deadline: string;
}

const usualWeek = 8;

/** Visits in the order of their weeks, then of class and urgency. */
export function planVisits(
  subjects: readonly PlanSubject[],
  options: PlanOptions,
): readonly PlannedVisit[] {
  const weeks = weeksBetween(options);
  if (weeks.length === 0) return [];
  const byLiaison = Object.groupBy(subjects, ({ liaison }) => liaison);
  return Object.keys(byLiaison)
    .toSorted()
    .flatMap((liaison) => planFor(byLiaison[liaison] ?? [], weeks, options))
    .toSorted(
      (a, b) =>
        a.dueFrom.localeCompare(b.dueFrom) ||
        visitClasses.indexOf(a.visitClass) - visitClasses.indexOf(b.visitClass) ||
        a.deadline.localeCompare(b.deadline) ||
        a.subject.localeCompare(b.subject),
    );
}

function planFor(
  subjects: readonly PlanSubject[],
  weeks: readonly Week[],
  options: PlanOptions,
): PlannedVisit[] {
  const load = weeks.map(() => 0);
  const places = weeks.map(() => new Map<string, number>());
  const planned: PlannedVisit[] = [];
  // Due first is served first; a visit that is planned begets the next one of the same subject.
  let wishes = subjects
    .map((subject): Wish => ({ subject, deadline: firstDeadline(subject, weeks[0]?.to ?? '') }))
    .filter(({ deadline }) => deadline <= options.until);
  while (wishes.length > 0) {
    const next: Wish[] = [];
    for (const wish of wishes.toSorted(byUrgency)) {
      const at = bestWeek(wish, weeks, load, places, options);
      const week = weeks[at] as Week;
      load[at] = (load[at] ?? 0) + 1;
      const { community } = wish.subject;
      places[at]?.set(community, (places[at]?.get(community) ?? 0) + 1);
      planned.push({
        subject: wish.subject.id,
        visitClass: wish.subject.visitClass,
        liaison: wish.subject.liaison,
        dueFrom: week.from,
        dueTo: week.to,
        deadline: wish.deadline,
      });
      const later = addDays(week.to, wish.subject.cadenceDays);
      if (later <= options.until) next.push({ subject: wish.subject, deadline: later });
    }
    wishes = next;
  }
  return planned;
}

/** Whoever is overdue is due in the first week: nobody can go earlier. */
function firstDeadline(subject: PlanSubject, firstWeek: string): string {
  if (subject.lastVisitOn === undefined) return firstWeek;
  const due = addDays(subject.lastVisitOn, subject.cadenceDays);
  return due < firstWeek ? firstWeek : due;
}

function byUrgency(a: Wish, b: Wish): number {
  return (
    a.deadline.localeCompare(b.deadline) ||
    a.subject.cadenceDays - b.subject.cadenceDays ||
    a.subject.community.localeCompare(b.subject.community) ||
    a.subject.id.localeCompare(b.subject.id)
  );
}

/**
 * The latest week before the deadline that still has room, because going too early wastes the cadence; among the last few of them one in
 * which somebody goes to that community anyway. What is overdue, or finds no room, takes the first week with room after its deadline.
 */
function bestWeek(
  { subject, deadline }: Wish,
  weeks: readonly Week[],
  load: readonly number[],
  places: readonly ReadonlyMap<string, number>[],
  { perWeek = usualWeek }: PlanOptions,
): number {
  const hasRoom = (at: number) => (load[at] ?? 0) < perWeek;
  const last = weeks.findLastIndex(({ to }) => to <= deadline);
  // Never more than a third of the cadence too early.
  const earliest = addDays(deadline, -Math.floor(subject.cadenceDays / 3));
  const before: number[] = [];
  for (let at = last; at >= 0 && (weeks[at]?.from ?? '') >= earliest; at -= 1)
    if (hasRoom(at)) before.push(at);
  const neighbours = before.slice(0, 3).find((at) => (places[at]?.get(subject.community) ?? 0) > 0);
  if (neighbours !== undefined) return neighbours;
  const [latest] = before;
  if (latest !== undefined) return latest;
  for (let at = Math.max(0, last); at < weeks.length; at += 1) if (hasRoom(at)) return at;
  // All full: the emptiest of those that are not too late for it.
  const from = Math.max(0, last);
  const rest = weeks.map((_, at) => at).slice(from);
  return rest.toSorted((a, b) => (load[a] ?? 0) - (load[b] ?? 0) || a - b)[0] ?? from;
}

/** Weeks from Monday to Sunday as their first and last working day; a week that is a holiday from end to end is left out. */
export function weeksBetween({
  today,
  until,
  tables,
}: Pick<PlanOptions, 'today' | 'until' | 'tables'>): readonly Week[] {
  const weeks: Week[] = [];
  for (
    let monday = addDays(today, 1 - weekdayOf(today));
    monday <= until;
    monday = addDays(monday, 7)
  ) {
    const days = Array.from({ length: 7 }, (_, index) => addDays(monday, index)).filter(
      (day) => day >= today && day <= until && isBusinessDay(day, tables),
    );
    const [from, to] = [days[0], days.at(-1)];
    if (from !== undefined && to !== undefined) weeks.push({ from, to });
  }
  return weeks;
}

/** Days by which a planned visit misses its cadence; 0 when it does not. */
export function lateBy(visit: Pick<PlannedVisit, 'dueTo' | 'deadline'>): number {
  return Math.max(0, daysBetween(visit.deadline, visit.dueTo));
}
