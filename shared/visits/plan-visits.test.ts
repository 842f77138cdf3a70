import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SHIPPED_HOLIDAY_TABLES, HOLIDAYS_2026 } from '../calendar/holiday-tables.ts';
import { isBusinessDay } from '../calendar/business-day.ts';
import { addDays, daysBetween, weekdayOf } from '../calendar/day.ts';
import { planVisits, weeksBetween, type PlannedVisit, type PlanSubject } from './plan-visits.ts';

const today = '2026-01-05';
const until = '2026-12-31';
const options = { today, until, tables: SHIPPED_HOLIDAY_TABLES };

const person = (id: string, more: Partial<PlanSubject> = {}): PlanSubject => ({
  id,
  visitClass: 'key',
  cadenceDays: 180,
  liaison: 'u1',
  community: 'c1',
  ...more,
});

describe('the plan of visits', () => {
  it('sends somebody before the cadence runs out, and again after it', () => {
    const plan = planVisits([person('a', { lastVisitOn: '2025-12-01' })], options);
    expect(plan.map(({ dueTo }) => dueTo)).toEqual(['2026-05-29', '2026-11-20']);
    expect(plan.every(({ dueTo, deadline }) => dueTo <= deadline)).toBe(true);
  });

  it('sends at once where nobody has ever been, or too long ago', () => {
    const plan = planVisits([person('never'), person('late', { lastVisitOn: '2024-01-01' })], {
      ...options,
      until: '2026-01-31',
    });
    expect(plan.map(({ subject, dueFrom }) => [subject, dueFrom])).toEqual([
      ['late', today],
      ['never', today],
    ]);
  });

  it('spreads what is overdue over the weeks, the strictest class first', () => {
    const subjects = [
      ...Array.from({ length: 20 }, (_, index) => person(`k${index}`)),
      person('poor', { visitClass: 'hardship', cadenceDays: 90 }),
    ];
    const plan = planVisits(subjects, { ...options, until: '2026-03-01', perWeek: 8 });
    expect(plan[0]?.subject).toBe('poor');
    expect(Object.values(loadByWeek(plan))).toEqual([8, 8, 5]);
  });

  it('leaves out a week that is a holiday from end to end', () => {
    const golden = weeksBetween({
      today: '2026-09-28',
      until: '2026-10-18',
      tables: [HOLIDAYS_2026],
    });
    for (const { from, to } of golden)
      expect([from, to].every((day) => isBusinessDay(day, [HOLIDAYS_2026]))).toBe(true);
  });

  it('goes to one community in one week where it costs nothing', () => {
    const near = (id: string, community: string, lastVisitOn: string) =>
      person(id, { community, lastVisitOn });
    const plan = planVisits(
      [near('a', 'c1', '2025-12-01'), near('b', 'c2', '2025-12-08'), near('c', 'c1', '2025-12-14')],
      { ...options, until: '2026-06-30' },
    );
    const weekOf = (id: string) => plan.find(({ subject }) => subject === id)?.dueFrom;
    expect(weekOf('c')).toBe(weekOf('a'));
    expect(weekOf('b')).not.toBe(weekOf('a'));
  });

  const anySubject = fc.record({
    visitClass: fc.constantFrom('hardship' as const, 'key' as const, 'ordinary' as const),
    cadenceDays: fc.constantFrom(90, 180, 365, 730),
    lastVisitOn: fc.option(
      fc.integer({ min: 0, max: 900 }).map((days) => addDays(today, -days)),
      { nil: undefined },
    ),
    liaison: fc.constantFrom('u1', 'u2'),
    community: fc.constantFrom('c1', 'c2', 'c3'),
  });
  const anyOffice = fc
    .array(anySubject, { maxLength: 60 })
    .map((all) => all.map((each, index): PlanSubject => ({ ...each, id: `s${index}` })));

  it('never plans before today, on a day off, twice a week, or too early for the cadence', () => {
    fc.assert(
      fc.property(anyOffice, (subjects) => {
        const plan = planVisits(subjects, options);
        for (const subject of subjects) {
          const own = plan.filter((each) => each.subject === subject.id);
          let last = subject.lastVisitOn;
          for (const each of own) {
            expect(each.dueFrom >= today && each.dueTo <= until).toBe(true);
            expect(isBusinessDay(each.dueFrom, options.tables)).toBe(true);
            expect(isBusinessDay(each.dueTo, options.tables)).toBe(true);
            // A third of the cadence early and the week itself at most.
            if (last !== undefined)
              expect(daysBetween(last, each.dueTo)).toBeGreaterThanOrEqual(
                Math.min(daysBetween(last, today), subject.cadenceDays) * (2 / 3) - 13,
              );
            last = each.dueTo;
          }
          const weeks = Object.values(loadByWeek(own));
          expect(weeks.every((count) => count === 1)).toBe(true);
        }
      }),
      { seed: 20261125, numRuns: 150 },
    );
  });

  it('fills no week beyond its measure while a later one has room', () => {
    fc.assert(
      fc.property(anyOffice, fc.integer({ min: 1, max: 6 }), (subjects, perWeek) => {
        const plan = planVisits(subjects, { ...options, perWeek });
        for (const liaison of ['u1', 'u2']) {
          const own = plan.filter((each) => each.liaison === liaison);
          if (own.length > weeksBetween(options).length * perWeek) continue;
          const [first = 0] = Object.values(loadByWeek(own));
          expect(first).toBeLessThanOrEqual(perWeek);
        }
      }),
      { seed: 20261125, numRuns: 100 },
    );
  });

  it('does not depend on the order it is given', () => {
    fc.assert(
      fc.property(anyOffice, (subjects) => {
        expect(planVisits(subjects.toReversed(), options)).toEqual(planVisits(subjects, options));
      }),
      { seed: 20261125, numRuns: 60 },
    );
  });
});

/** Visits by the Monday of their week. */
function loadByWeek(
  planned: readonly Pick<PlannedVisit, 'dueFrom'>[],
): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { dueFrom } of planned) {
    const monday = addDays(dueFrom, 1 - weekdayOf(dueFrom));
    counts[monday] = (counts[monday] ?? 0) + 1;
  }
  return counts;
}
