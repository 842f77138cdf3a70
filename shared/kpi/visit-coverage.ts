/** Figures of visits (domain.md §4.2). Pure; business time, never the time of arrival. */
import { addDays } from '../calendar/day.ts';
import { visitClasses, type VisitClass } from '../visits/visit-class.ts';
import { shareOf, type Share } from './share.ts';

export interface CoverageSubject {
  readonly id: string;
  readonly visitClass: VisitClass;
  readonly cadenceDays: number;
  /** The day it entered the register. */
  readonly since: string;
  /** Visits to it or to anybody of the household, submitted or later, in any order. */
  readonly visits: readonly { readonly on: string; readonly outcome: string }[];
}

export interface Coverage {
  readonly share: Share;
  /** Counted and not covered. */
  readonly missing: readonly string[];
  /** Known for less than their cadence and not met yet: not counted (domain.md §4.2 "active for ≥ the window"). */
  readonly tooNew: number;
}

/** A telephone call counts only where nobody is in need of being seen, and never twice running. */
const byTelephone: ReadonlySet<VisitClass> = new Set([
  'above_scale',
  'enterprise',
  'watch',
  'ordinary',
]);

/** 走访覆盖率 by class, as of the end of that day. */
export function visitCoverage(
  subjects: readonly CoverageSubject[],
  asOf: string,
): Readonly<Record<VisitClass, Coverage>> {
  const all = Object.groupBy(subjects, ({ visitClass }) => visitClass);
  return Object.fromEntries(
    visitClasses.map((visitClass) => [visitClass, coverageOf(all[visitClass] ?? [], asOf)]),
  ) as Record<VisitClass, Coverage>;
}

function coverageOf(subjects: readonly CoverageSubject[], asOf: string): Coverage {
  const counted = subjects.filter((each) => isCounted(each, asOf));
  const missing = counted.filter((subject) => !isCovered(subject, asOf)).map(({ id }) => id);
  return {
    share: shareOf(counted.length - missing.length, counted.length),
    missing,
    tooNew: subjects.filter((each) => !counted.includes(each) && !isCovered(each, asOf)).length,
  };
}

/** Known for at least its cadence: before that nobody is late. */
export function isCounted(
  { since, cadenceDays }: Pick<CoverageSubject, 'since' | 'cadenceDays'>,
  asOf: string,
): boolean {
  return since <= addDays(asOf, -cadenceDays);
}

/** Met, or called where a call counts, within the cadence that ends on that day. */
export function isCovered(subject: CoverageSubject, asOf: string): boolean {
  const from = addDays(asOf, -subject.cadenceDays);
  const past = subject.visits
    .filter(({ on, outcome }) => on <= asOf && (outcome === 'met' || outcome === 'called'))
    .toSorted((a, b) => a.on.localeCompare(b.on));
  let lastCounted = '';
  for (const { on, outcome } of past) {
    const counts =
      outcome === 'met' || (byTelephone.has(subject.visitClass) && lastCounted !== 'called');
    if (!counts) continue;
    lastCounted = outcome;
    if (on > from) return true;
  }
  return false;
}

export interface PlanFact {
  readonly dueTo: string;
  /** The visit that carried it out; undefined while there is none. */
  readonly visit?: { readonly on: string; readonly state: string } | undefined;
}

const graceDays = 7;

/** 计划完成率: plans due in the period, over those whose visit was confirmed and made at most seven days after. */
export function planCompletion(
  plans: readonly PlanFact[],
  period: { readonly from: string; readonly to: string },
): Share {
  const due = plans.filter(({ dueTo }) => dueTo >= period.from && dueTo <= period.to);
  return shareOf(due.filter(isDone).length, due.length);
}

/** Carried out by a confirmed visit, at most seven days late. */
export function isDone({ dueTo, visit }: PlanFact): boolean {
  return (
    visit !== undefined &&
    (visit.state === 'confirmed' || visit.state === 'archived') &&
    visit.on <= addDays(dueTo, graceDays)
  );
}
