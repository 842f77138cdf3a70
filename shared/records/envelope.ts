/** What wraps every record and every event, on the device, on the wire and at the district. */
import { z } from 'zod';

export const recordCollections = ['records', 'masters'] as const;
export type RecordCollection = (typeof recordCollections)[number];

const unitCode = z.string().regex(/^330203\d{3}$/);
const identifier = z.string().min(1).max(64);
const moment = z.iso.datetime();

/** Field data of any type; each type's own schema decides what may be inside. */
export const plainData = z.record(z.string(), z.json());
export type PlainData = Record<string, unknown>;

export const envelopeSchema = z.strictObject({
  id: identifier,
  type: z.string().min(1).max(40),
  /** 填报单位, nine digits; the scope that decides who receives the record. */
  unit: unitCode,
  /** Twelve digits, or empty where the record belongs to no community. */
  community: z.union([z.literal(''), z.string().regex(/^330203\d{6}$/)]),
  state: z.string().min(1).max(40),
  bizNo: z.string().max(40),
  class: z.enum(['public', 'internal', 'work_secret']),
  isDemo: z.boolean(),
  schemaVersion: z.int().min(1),
  /** Grows with each edit; only for people. Order comes from the server, never from here. */
  version: z.int().min(1),
  /** Names the last write; equal mutation = same content. */
  mutation: identifier,
  createdAt: moment,
  createdBy: identifier,
  updatedAt: moment,
  updatedBy: identifier,
  device: identifier,
  data: plainData,
});
export type Envelope<D = PlainData> = Omit<z.infer<typeof envelopeSchema>, 'data'> & { data: D };

export const eventKinds = [
  'create',
  'edit',
  'transition',
  'remove',
  'conflict',
  /** Went to another unit; data says from and to. */
  'move',
  'unmask',
  'print',
  'export',
] as const;

/** One thing that happened to one record. Append-only: never edited, never merged. */
export const eventSchema = z.strictObject({
  id: identifier,
  recordId: identifier,
  recordType: z.string().min(1).max(40),
  unit: unitCode,
  community: z.union([z.literal(''), z.string().regex(/^330203\d{6}$/)]),
  kind: z.enum(eventKinds),
  /** Device time; shown with the device, never used for order between machines. */
  at: moment,
  actor: identifier,
  actorName: z.string().max(60),
  device: identifier,
  /** Counts the events of one device, so that its own order is exact whatever the clock says. */
  deviceSeq: z.int().min(1),
  /** The record's mutation that this event produced, or empty. */
  mutation: z.string().max(64),
  isDemo: z.boolean(),
  data: plainData,
});
export type EventDoc = z.infer<typeof eventSchema>;

export interface FieldChange {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}
