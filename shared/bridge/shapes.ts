/** The shapes that travel over the bridge: session, sync state, records as pages see them, lists, drafts, cards, settings. */
import { z } from 'zod';
import { envelopeSchema, plainData } from '../records/envelope.ts';
import { actorSchema } from '../sync/protocol.ts';
import { opening, profileStatus, startupNote } from './keeping.ts';
import { denials, failures, type DenialCode, type FailureCode } from './errors.ts';

export const identifier = z.string().min(1).max(64);
export const typeName = z.string().min(1).max(40);
export const params = z.record(z.string(), z.union([z.string(), z.number()]));

export const problemSchema = z.object({
  field: z.string(),
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  params: params.optional(),
});
export const failureSchema = z.object({
  code: z.enum(Object.keys(failures) as [FailureCode, ...FailureCode[]]),
  params: params.optional(),
  problems: z.array(problemSchema).optional(),
});

/** While a computer leaves the district: unsent work is handed over first, then everything is erased. */
export const leaving = z.object({
  /** `password`: somebody must open a profile, so that its unsent work can be sealed. */
  step: z.enum(['password', 'seal', 'deliver', 'wipe', 'report']),
  done: z.int(),
  total: z.int(),
  /** By the district's order; else by the person who sits here. */
  ordered: z.boolean(),
  /** Why it stands still; it is tried again by itself. */
  failure: failureSchema.nullable(),
});
export type Leaving = z.infer<typeof leaving>;

export const sessionState = z.object({
  /** enrol: no district yet · login: nobody has signed in here · locked: a profile waits for its password · leaving · ready. */
  phase: z.enum(['enrol', 'login', 'locked', 'leaving', 'ready']),
  /** Null: this computer stays. */
  leaving: leaving.nullable(),
  shell: z.enum(['tab', 'desktop']),
  appVersion: z.string(),
  isDemo: z.boolean(),
  /** The program that started the app can open a demonstration beside it. */
  canDemo: z.boolean(),
  unit: z.string(),
  unitName: z.string(),
  server: z.string(),
  profiles: z.array(
    z.object({
      id: identifier,
      login: z.string(),
      name: z.string(),
      status: profileStatus,
      /** A forgotten password can be got over with the district's recovery key. */
      recoverable: z.boolean(),
    }),
  ),
  /** Profiles that were locked when this computer left a district; sealed under `rescue/` until it is enrolled for their unit again. */
  kept: z.int(),
  actor: actorSchema.nullable(),
  /** Nothing can be saved until the cause is gone (`notes` says which). */
  readOnly: z.boolean(),
  /** What the start-up found; empty when all was well or has been read. */
  notes: z.array(startupNote),
  /** Long work that runs before the profile is open. */
  opening: opening.nullable(),
  /** Last day (Shanghai) on which this profile opens without contact to the district; null before it is open. */
  leaseEndsOn: z.string().nullable(),
  /** The operating system seals the device secret; without it a longer password is asked for. */
  sealedBySystem: z.boolean(),
  /** Of this computer; read to the district before the first sign-in. */
  deviceFingerprint: z.string(),
  /** To be compared by telephone when a computer joins without network; empty before the district is known. */
  districtFingerprint: z.string(),
  /** Set when the start-up stopped; the page shows it instead of the sign-in form. */
  trouble: failureSchema.nullable(),
});
export type SessionState = z.infer<typeof sessionState>;

export const syncState = z.object({
  /** Four faces only (ui.md §8). `proved` needs an empty queue, equal numbers and equal digests. */
  face: z.enum(['proved', 'pending', 'offline', 'attention']),
  running: z.boolean(),
  online: z.boolean(),
  pending: z.int(),
  /** Cards that wait for a person: rejected rows and clashes. */
  attention: z.int(),
  /** Files that have not arrived at the district; `failed` ones need somebody to look. */
  files: z.object({ waiting: z.int(), failed: z.int() }),
  /** Sealed boxes of rescued work that the district has not signed for (design.md §4.6). */
  boxes: z.int(),
  oldestPendingAt: z.string().nullable(),
  /** Last moment at which equality with the district was proved. */
  provedAt: z.string().nullable(),
  lastContactAt: z.string().nullable(),
  lastFailure: failureSchema.nullable(),
  /** Milliseconds this machine's clock is ahead of the server's; null = not measured. */
  clockOffset: z.number().nullable(),
  /** Rows of the first sync; `total` is what the district said it holds, null before it was asked. */
  firstSync: z.object({ received: z.int(), total: z.int().nullable(), done: z.boolean() }),
});
export type SyncState = z.infer<typeof syncState>;

export const reference = z.object({ type: typeName, id: identifier, label: z.string() });

export const actionState = z.object({
  action: z.string(),
  to: z.string(),
  allowed: z.boolean(),
  denial: z.enum(Object.keys(denials) as [DenialCode, ...DenialCode[]]).nullable(),
  problems: z.array(problemSchema),
  needsOpinion: z.boolean(),
  danger: z.boolean(),
  /** Not the way forward (extension, withdrawal): drawn under 更多. */
  aside: z.boolean().optional(),
  /** Fields that are filled in with the step. */
  asks: z.array(z.string()).optional(),
  /** Those of them that begin empty, whatever they held the last time. */
  anew: z.array(z.string()).optional(),
  /** Of `asks`, words that begin drafted: whoever takes the step reads and changes them first. */
  drafts: z.record(z.string(), z.string()).optional(),
  /** Taken as somebody's appointed substitute. */
  standIn: z.boolean().optional(),
});
export type ActionState = z.infer<typeof actionState>;

/** Where a record stands with its time; all days are working days. */
export const flowView = z.object({
  due: z.string().nullable(),
  light: z.enum(['green', 'yellow', 'red', 'grey']).nullable(),
  /** Negative: overdue by so many. */
  left: z.int().nullable(),
  used: z.int().nullable(),
  paused: z.int(),
  extensions: z.int(),
  escalatedTo: z.enum(['H', 'D', 'B']).nullable(),
  /** The next to act is the district and it has not heard of it: 待区级确认. */
  awaitsDistrict: z.boolean(),
  /** The holiday table of a year it touches is missing: counted Monday to Friday. */
  calendarMissing: z.boolean(),
  /** Steps with a date of their own beside the record's. */
  own: z
    .array(
      z.object({
        action: z.string(),
        due: z.string(),
        light: z.enum(['green', 'yellow', 'red', 'grey']),
        left: z.int(),
      }),
    )
    .optional(),
});
export type FlowView = z.infer<typeof flowView>;

export const recordView = z.object({
  record: envelopeSchema.extend({ data: plainData }),
  /** S3 values come masked until unmasked with a reason. */
  masked: z.array(z.string()),
  canEdit: z.boolean(),
  editDenial: z.enum(Object.keys(denials) as [DenialCode, ...DenialCode[]]).nullable(),
  actions: z.array(actionState),
  related: z.array(
    z.object({
      relation: z.string(),
      type: typeName,
      id: identifier,
      label: z.string(),
      state: z.string(),
      note: z.string(),
    }),
  ),
  /** Why the district refused it; null when it did not. */
  refusal: z.object({ code: z.string(), problems: z.array(problemSchema) }).nullable(),
  /** Not yet acknowledged by the district. */
  pending: z.boolean(),
  /** Null where the type has no workflow or the record is older than it. */
  flow: flowView.nullable().optional(),
  /** Merged into another record: the page goes there. */
  mergedInto: reference.nullable().optional(),
});
export type RecordView = z.infer<typeof recordView>;

export const cell = z.union([z.string(), z.number(), z.null()]);
export const condition = z.object({
  column: z.string(),
  op: z.enum(['=', '!=', '<', '<=', '>', '>=', 'in', 'empty', 'filled', 'contains']),
  value: z.union([z.string(), z.number(), z.array(z.union([z.string(), z.number()]))]).optional(),
});
export const listQuery = z.object({
  type: typeName,
  view: z.string().optional(),
  where: z.array(condition).max(30),
  /** 汉字, pinyin, initials or digits; filters within the type. */
  text: z.string().max(100).optional(),
  sort: z
    .array(z.object({ column: z.string(), dir: z.enum(['asc', 'desc']) }))
    .max(3)
    .optional(),
  offset: z.int().min(0),
  limit: z.int().min(1).max(500),
  facets: z.boolean().optional(),
});
export type ListQuery = z.infer<typeof listQuery>;
export const listAnswer = z.object({
  rows: z.array(
    z.object({
      id: identifier,
      state: z.string(),
      unit: z.string(),
      pending: z.boolean(),
      cells: z.record(z.string(), cell),
    }),
  ),
  total: z.int(),
  facets: z.record(z.string(), z.array(z.object({ value: cell, count: z.int() }))),
  views: z.record(z.string(), z.int()),
});
export type ListAnswer = z.infer<typeof listAnswer>;

export const hit = z.object({
  type: typeName,
  id: identifier,
  title: z.string(),
  subtitle: z.string(),
  community: z.string(),
  /** Why it was found: a text of the record with the places that fit, as [start, end) in UTF-16 units. */
  match: z.object({
    in: z.enum(['title', 'subtitle', 'other']),
    text: z.string(),
    marks: z.array(z.tuple([z.int(), z.int()])),
  }),
});
export type Hit = z.infer<typeof hit>;

export const draft = z.object({
  id: identifier,
  type: typeName,
  /** The record being edited, or null for a new one. */
  recordId: identifier.nullable(),
  /** The record's mutation when the form was opened; the merge at save starts from `baseData`. */
  baseMutation: z.string().nullable(),
  baseData: plainData.nullable(),
  data: plainData,
  title: z.string(),
  updatedAt: z.string(),
});
export type Draft = z.infer<typeof draft>;

export const todayItem = z.object({
  id: z.string(),
  group: z.enum(['overdue', 'today', 'week']),
  /** waiting: a step of this person's is next · escalated: overdue and risen to this person. */
  kind: z.enum(['visit_due', 'draft', 'returned', 'waiting', 'escalated', 'sync']),
  due: z.string().nullable(),
  type: typeName,
  recordId: z.string(),
  subject: z.string(),
  what: z.string(),
  whatParams: params,
  place: z.string(),
});
export type TodayItem = z.infer<typeof todayItem>;

export const settings = z.object({
  language: z.enum(['zh', 'en']),
  textSize: z.enum(['normal', 'large', 'huge']),
  theme: z.enum(['light', 'dark', 'contrast']),
  rowHeight: z.enum(['normal', 'roomy']),
  syncEveryMinutes: z.int().min(1).max(1440),
  lockAfterMinutes: z.int().min(1).max(240),
});
export type Settings = z.infer<typeof settings>;
