/** What the page may ask about plans of visits and their coverage. */
import { z } from 'zod';
import { plainData } from '../records/envelope.ts';
import { answer } from './answer.ts';
import { identifier, reference, typeName } from './shapes.ts';

const day = z.iso.date();
const visitClass = z.string().max(20);
const share = z.object({
  numerator: z.int(),
  denominator: z.int(),
  /** Null = "—". */
  percent: z.number().nullable(),
});

export const planPreview = z.object({
  weeks: z.array(z.object({ from: day, to: day, count: z.int() })),
  byClass: z.record(z.string(), z.int()),
  total: z.int(),
  /** Visits that come later than their cadence asks, because too much is overdue. */
  late: z.int(),
  /** Subjects left out because an open plan for them exists. */
  already: z.int(),
  /** Subjects nobody is responsible for: they are planned for the office itself. */
  unassigned: z.int(),
  /** The holiday table of a year is missing; weekends alone were left out. */
  missingYear: z.boolean(),
});
export type PlanPreview = z.infer<typeof planPreview>;

export const weekPlan = z.object({
  id: z.string(),
  subject: reference,
  visitClass,
  state: z.string(),
  dueFrom: day,
  dueTo: day,
  visitors: z.array(z.string()),
  community: z.string(),
  address: z.string(),
  lastVisitOn: z.string().nullable(),
  /** 未遇 so far: the second means a telephone call, the third a check whether they are out of contact. */
  attempts: z.int(),
});
export type WeekPlan = z.infer<typeof weekPlan>;

export const coverageRow = z.object({
  type: typeName,
  id: z.string(),
  label: z.string(),
  visitClass,
  community: z.string(),
  liaison: z.string(),
  lastMetOn: z.string().nullable(),
  isPlanned: z.boolean(),
});
export type CoverageRow = z.infer<typeof coverageRow>;

const horizon = { until: day, perWeek: z.int().min(1).max(60) };

export const visitProcedures = {
  /** What a new visit to this subject may start with. */
  'visits.known': {
    input: z.object({ type: typeName, id: identifier }),
    output: answer(z.object({ data: plainData })),
  },
  'visits.preview': { input: z.object(horizon), output: answer(planPreview) },
  'visits.generate': {
    input: z.object(horizon),
    output: answer(z.object({ batch: z.string(), made: z.int() })),
  },
  /** Takes back one run of the generator, as far as nobody has gone yet. */
  'visits.undoBatch': {
    input: z.object({ batch: z.string().max(60) }),
    output: answer(z.object({ cancelled: z.int() })),
  },
  /** The week that begins on that Monday, with whatever is overdue; of one visitor, or of all. */
  'visits.week': {
    input: z.object({ monday: day, visitor: z.string().max(60).nullable() }),
    output: answer(z.object({ plans: z.array(weekPlan), isComplete: z.boolean() })),
  },
  'visits.assign': {
    input: z.object({ ids: z.array(identifier).min(1).max(500) }),
    output: answer(z.object({ assigned: z.int(), withoutVisitor: z.int() })),
  },
  'visits.coverage': {
    input: z.object({ unit: z.string().max(12).nullable() }),
    output: answer(
      z.object({
        asOf: day,
        classes: z.array(
          z.object({ visitClass, share, missing: z.int(), tooNew: z.int(), days: z.int() }),
        ),
        communities: z.array(z.object({ community: z.string(), share })),
        rows: z.array(coverageRow),
        /** More are missing than fit in the list. */
        isComplete: z.boolean(),
        planned: share,
        met: share,
        routed: share,
      }),
    ),
  },
} as const;
