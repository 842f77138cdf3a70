/**
 * Everything the page may ask of the core. One entry per procedure: input and output are zod schemas, checked on both sides.
 * An expected failure is an answer `{ok:false, error}`, never an exception. Live topics are pushed by `live.watch`.
 */
import { z } from 'zod';
import { actorSchema } from '../sync/protocol.ts';
import { envelopeSchema, eventSchema, plainData } from '../records/envelope.ts';
import { denials, failures, type DenialCode, type FailureCode } from './errors.ts';

const identifier = z.string().min(1).max(64);
const typeName = z.string().min(1).max(40);
const params = z.record(z.string(), z.union([z.string(), z.number()]));

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

/** `{ok:true, value}` or `{ok:false, error}`. */
function answer<T extends z.ZodType>(value: T) {
  return z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value }),
    z.object({ ok: z.literal(false), error: failureSchema }),
  ]);
}
const nothing = z.object({});

export const sessionState = z.object({
  /** enrol: no district yet · login: nobody has signed in here · locked: a profile waits for its password · ready. */
  phase: z.enum(['enrol', 'login', 'locked', 'ready']),
  shell: z.enum(['tab', 'desktop']),
  appVersion: z.string(),
  isDemo: z.boolean(),
  unit: z.string(),
  unitName: z.string(),
  server: z.string(),
  profiles: z.array(z.object({ id: identifier, login: z.string(), name: z.string() })),
  actor: actorSchema.nullable(),
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
  oldestPendingAt: z.string().nullable(),
  /** Last moment at which equality with the district was proved. */
  provedAt: z.string().nullable(),
  lastContactAt: z.string().nullable(),
  lastFailure: failureSchema.nullable(),
  /** Milliseconds this machine's clock is ahead of the server's; null = not measured. */
  clockOffset: z.number().nullable(),
  firstSync: z.object({ received: z.int(), done: z.boolean() }),
});
export type SyncState = z.infer<typeof syncState>;

const reference = z.object({ type: typeName, id: identifier, label: z.string() });

export const actionState = z.object({
  action: z.string(),
  to: z.string(),
  allowed: z.boolean(),
  denial: z.enum(Object.keys(denials) as [DenialCode, ...DenialCode[]]).nullable(),
  problems: z.array(problemSchema),
  needsOpinion: z.boolean(),
  danger: z.boolean(),
});
export type ActionState = z.infer<typeof actionState>;

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
  /** Not yet acknowledged by the district. */
  pending: z.boolean(),
});
export type RecordView = z.infer<typeof recordView>;

const cell = z.union([z.string(), z.number(), z.null()]);
const condition = z.object({
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
  kind: z.enum(['visit_due', 'draft', 'returned', 'to_confirm', 'to_answer', 'sync']),
  due: z.string().nullable(),
  type: typeName,
  recordId: z.string(),
  subject: z.string(),
  what: z.string(),
  whatParams: params,
  place: z.string(),
});
export type TodayItem = z.infer<typeof todayItem>;

export const card = z.object({
  id: identifier,
  kind: z.enum(['rejected', 'clash']),
  type: typeName,
  recordId: identifier,
  label: z.string(),
  at: z.string(),
  code: z.string(),
  problems: z.array(problemSchema),
  clashes: z.array(
    z.object({
      field: z.string(),
      base: z.json().optional(),
      mine: z.json().optional(),
      theirs: z.json().optional(),
      mineBy: z.string(),
      mineAt: z.string(),
      theirsBy: z.string(),
      theirsAt: z.string(),
      chosen: z.enum(['mine', 'theirs']).nullable(),
    }),
  ),
});
export type Card = z.infer<typeof card>;

export const settings = z.object({
  language: z.enum(['zh', 'en']),
  textSize: z.enum(['normal', 'large', 'huge']),
  theme: z.enum(['light', 'dark', 'contrast']),
  rowHeight: z.enum(['normal', 'roomy']),
  syncEveryMinutes: z.int().min(1).max(1440),
  lockAfterMinutes: z.int().min(1).max(240),
});
export type Settings = z.infer<typeof settings>;

const saveInput = z.object({
  type: typeName,
  id: identifier.nullable(),
  data: plainData,
  draftId: identifier.nullable(),
  baseMutation: z.string().nullable(),
  baseData: plainData.nullable(),
  /** Taken together with the save, in the same transaction (提交 of a form). */
  action: z.string().nullable(),
  opinion: z.string().max(1000),
});

export const procedures = {
  'app.session': { input: nothing, output: sessionState },
  'app.enrol': {
    input: z.object({
      server: z.string().max(300),
      code: z.string().max(40),
      deviceName: z.string().max(60),
    }),
    output: answer(sessionState),
  },
  'app.login': {
    input: z.object({ login: z.string().max(60), password: z.string().max(200) }),
    output: answer(sessionState),
  },
  'app.unlock': {
    input: z.object({ profileId: identifier, password: z.string().max(200) }),
    output: answer(sessionState),
  },
  'app.lock': { input: nothing, output: answer(sessionState) },
  'app.settings': { input: nothing, output: settings },
  'app.saveSettings': { input: settings, output: answer(settings) },
  'records.get': {
    input: z.object({ type: typeName, id: identifier }),
    output: answer(recordView),
  },
  'records.unmask': {
    input: z.object({
      type: typeName,
      id: identifier,
      field: z.string(),
      reason: z.string().min(1).max(200),
    }),
    output: answer(z.json()),
  },
  'records.list': { input: listQuery, output: answer(listAnswer) },
  'records.check': {
    input: z.object({ type: typeName, data: plainData }),
    output: answer(z.array(problemSchema)),
  },
  'records.save': {
    input: saveInput,
    output: answer(z.object({ id: identifier, bizNo: z.string(), state: z.string() })),
  },
  'records.act': {
    input: z.object({
      type: typeName,
      id: identifier,
      action: z.string(),
      opinion: z.string().max(1000),
    }),
    output: answer(z.object({ state: z.string() })),
  },
  'records.remove': {
    input: z.object({ type: typeName, id: identifier, reason: z.string().max(200) }),
    output: answer(nothing),
  },
  'records.timeline': {
    input: z.object({ id: identifier }),
    output: answer(z.array(eventSchema.extend({ data: plainData, pending: z.boolean() }))),
  },
  /** Context beside a visit form: members, last visits, open matters, what was given in 24 months. */
  'records.context': {
    input: z.object({ type: typeName, id: identifier }),
    output: answer(
      z.object({
        label: z.string(),
        place: z.string(),
        members: z.array(
          z.object({
            ...reference.shape,
            relation: z.string(),
            age: z.number().nullable(),
            identity: z.string(),
          }),
        ),
        abroad: z.array(
          z.object({ ...reference.shape, country: z.string(), relation: z.string() }),
        ),
        visits: z.array(
          z.object({
            id: identifier,
            at: z.string(),
            outcome: z.string(),
            kind: z.string(),
            note: z.string(),
            visitors: z.string(),
            fen: z.int(),
          }),
        ),
        open: z.array(z.object({ ...reference.shape, state: z.string() })),
        given: z.array(
          z.object({ at: z.string(), kind: z.string(), fen: z.int(), note: z.string() }),
        ),
      }),
    ),
  },
  'household.quick': {
    input: z.object({
      headName: z.string().max(60),
      sex: z.string(),
      birth: z.string(),
      addr: z.string().max(200),
      community: z.string(),
      phone: z.string().max(30),
      identity: z.string(),
    }),
    output: answer(reference),
  },
  'search.find': {
    input: z.object({
      text: z.string().max(100),
      types: z.array(typeName),
      limit: z.int().min(1).max(50),
    }),
    output: answer(z.array(hit)),
  },
  'drafts.save': {
    input: draft.omit({ updatedAt: true }),
    output: answer(z.object({ savedAt: z.string() })),
  },
  'drafts.list': { input: nothing, output: answer(z.array(draft)) },
  'drafts.get': { input: z.object({ id: identifier }), output: answer(draft) },
  'drafts.drop': { input: z.object({ id: identifier }), output: answer(nothing) },
  'today.board': {
    input: nothing,
    output: answer(z.object({ items: z.array(todayItem), asOf: z.string() })),
  },
  'sync.state': { input: nothing, output: syncState },
  'sync.now': { input: nothing, output: answer(syncState) },
  'sync.board': {
    input: nothing,
    output: answer(
      z.object({
        state: syncState,
        scopes: z.array(
          z.object({
            collection: z.string(),
            scope: z.string(),
            name: z.string(),
            local: z.int(),
            district: z.int().nullable(),
            same: z.boolean().nullable(),
          }),
        ),
        pending: z.array(
          z.object({
            collection: z.string(),
            id: z.string(),
            type: z.string(),
            label: z.string(),
            since: z.string(),
          }),
        ),
        cards: z.array(card),
        log: z.array(z.object({ at: z.string(), what: z.string(), params })),
      }),
    ),
  },
  /** One choice per field; undoable by choosing again. */
  'sync.choose': {
    input: z.object({ cardId: identifier, field: z.string(), choice: z.enum(['mine', 'theirs']) }),
    output: answer(card),
  },
  'sync.dismiss': { input: z.object({ cardId: identifier }), output: answer(nothing) },
  'masters.users': {
    input: z.object({ unit: z.string().optional() }),
    output: answer(
      z.array(z.object({ ...reference.shape, unit: z.string(), roles: z.array(z.string()) })),
    ),
  },
  'masters.communities': {
    input: nothing,
    output: answer(z.array(z.object({ code: z.string(), name: z.string(), unit: z.string() }))),
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

export type ProcedureName = keyof typeof procedures;
export type Input<P extends ProcedureName> = z.infer<(typeof procedures)[P]['input']>;
export type Output<P extends ProcedureName> = z.infer<(typeof procedures)[P]['output']>;

/** What the core pushes. The page keeps one `live.watch` stream open and refetches what a message names. */
export const liveMessage = z.discriminatedUnion('topic', [
  z.object({ topic: z.literal('session'), state: sessionState }),
  z.object({ topic: z.literal('sync'), state: syncState }),
  /** Records of these types changed; a page that shows them asks again. */
  z.object({ topic: z.literal('records'), types: z.array(z.string()), ids: z.array(z.string()) }),
  z.object({ topic: z.literal('drafts') }),
]);
export type LiveMessage = z.infer<typeof liveMessage>;

/** The page's view of the core. */
export interface Bridge {
  call<P extends ProcedureName>(name: P, input: Input<P>): Promise<Output<P>>;
  /** Calls back for every live message until the returned function is called. */
  watch(listener: (message: LiveMessage) => void): () => void;
}
