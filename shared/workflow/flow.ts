/**
 * What a record carries of its own way through the workflow (`data.flow`): every step, and the deadline that follows from them.
 * Steps are only ever added; the district replays the new ones and refuses a record whose steps do not lead to its state.
 */
import { z } from 'zod';
import { roles } from '../access/actor.ts';
import type { PlainData } from '../records/envelope.ts';

/** The key in a record's data. No type declares it as a field: nobody edits it. */
export const flowField = 'flow';

const identifier = z.string().min(1).max(64);
const calendarVersion = z.string().max(60);

export const flowStepSchema = z.strictObject({
  id: identifier,
  action: z.string().min(1).max(40),
  from: z.string().max(40).nullable(),
  to: z.string().min(1).max(40),
  /** Device time. */
  at: z.iso.datetime(),
  by: identifier,
  byName: z.string().max(60),
  /** The role in which it was done; `system` for steps taken by themselves. */
  role: z.enum([...roles, 'system']),
  /** Done by an appointed substitute. */
  standIn: z.literal(true).optional(),
  opinion: z.string().max(1000).optional(),
  /** What was filled in with the step (批准金额…), kept as it was then. */
  values: z.record(z.string(), z.json()).optional(),
  dueBefore: z.iso.date().optional(),
  dueAfter: z.iso.date().optional(),
  calendar: calendarVersion,
});
export type FlowStep = z.infer<typeof flowStepSchema>;

export const flowSchema = z.strictObject({
  steps: z.array(flowStepSchema).min(1).max(200),
  /** Day on which the present state was entered. */
  since: z.iso.date(),
  /** The day from which `due` was counted, for the share of time that is left. */
  from: z.iso.date().optional(),
  due: z.iso.date().optional(),
  /** First day on which the light is yellow. */
  warn: z.iso.date().optional(),
  calendar: calendarVersion,
  /** The clock stands still since then, with so many working days left (negative: it was overdue). */
  stopped: z
    .strictObject({ since: z.iso.date(), from: z.iso.date().optional(), left: z.int().optional() })
    .optional(),
  /** Working days of finished pauses. */
  pausedDays: z.int().min(0),
  startedOn: z.iso.date().optional(),
  endedOn: z.iso.date().optional(),
  extensions: z.int().min(0),
});
export type Flow = z.infer<typeof flowSchema>;

/** The record's way so far; null for a record that an older app wrote without it. */
export function flowOf(record: { readonly data: PlainData }): Flow | null {
  const value = record.data[flowField];
  return typeof value === 'object' && value !== null && 'steps' in value ? (value as Flow) : null;
}

export function stepsOf(record: { readonly data: PlainData }): readonly FlowStep[] {
  return flowOf(record)?.steps ?? [];
}

/** The data without its way: what people filled in. */
export function withoutFlow(data: PlainData): PlainData {
  const { [flowField]: _flow, ...rest } = data;
  return rest;
}

/** `data` with the way of `from`: a form or a merge never changes it. */
export function keepFlow(data: PlainData, from: PlainData): PlainData {
  const flow = from[flowField];
  return flow === undefined ? withoutFlow(data) : { ...data, [flowField]: flow };
}
