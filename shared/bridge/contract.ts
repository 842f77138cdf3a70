/**
 * Everything the page may ask of the core. One entry per procedure: input and output are zod schemas, checked on both sides.
 * An expected failure is an answer `{ok:false, error}`, never an exception. Live topics are pushed by `live.watch`.
 */
import { z } from 'zod';
import { eventSchema, plainData } from '../records/envelope.ts';
import { answer, nothing } from './answer.ts';
import { acrossProcedures } from './across.ts';
import { excelProcedures } from './excel.ts';
import { rosterProcedures } from './rosters.ts';
import { templateProcedures } from './templates.ts';
import { listProcedures } from './lists.ts';
import { networkProcedures } from './network.ts';
import { taskProcedures } from './tasks.ts';
import { statisticsProcedures } from './statistics.ts';
import { exchangeProcedures } from './exchange.ts';
import { fileProcedures, filesTopic } from './files.ts';
import {
  draft,
  hit,
  identifier,
  listAnswer,
  listQuery,
  params,
  problemSchema,
  recordView,
  reference,
  sessionState,
  settings,
  syncState,
  todayItem,
  typeName,
} from './shapes.ts';

import { caseloadProcedures } from './caseload.ts';
import { duplicateProcedures } from './duplicates.ts';
import { deviceProcedures } from './devices.ts';
import { keepingBoard } from './keeping.ts';
import { deskProcedures } from './desks.ts';
import { escalationProcedures } from './escalations.ts';
import { figureProcedures } from './figures.ts';
import { fourClearProcedures } from './four-clears.ts';
import { hardshipWatchProcedures } from './hardship-watch.ts';
import { ledgerProcedures } from './ledger.ts';
import { panoramaProcedures } from './panorama.ts';
import { printProcedures } from './prints.ts';
import { registerProcedures } from './register.ts';
import { rescueProcedures } from './rescue.ts';
import { brakeRoom } from './brakes.ts';
import { card, syncLogKinds, syncRoom } from './sync-room.ts';
import { verifyingProcedures } from './verifying.ts';
import { visitProcedures } from './visits.ts';

export * from './exchange.ts';
export * from './files.ts';
export * from './keeping.ts';
export * from './shapes.ts';
export * from './sync-room.ts';

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
  ...ledgerProcedures,
  ...figureProcedures,
  ...panoramaProcedures,
  ...deskProcedures,
  ...escalationProcedures,
  ...hardshipWatchProcedures,
  ...fourClearProcedures,
  ...printProcedures,
  ...registerProcedures,
  ...verifyingProcedures,
  ...visitProcedures,
  ...caseloadProcedures,
  ...excelProcedures,
  ...rosterProcedures,
  ...templateProcedures,
  ...statisticsProcedures,
  ...taskProcedures,
  ...networkProcedures,
  ...listProcedures,
  ...duplicateProcedures,
  ...acrossProcedures,
  'app.session': { input: nothing, output: sessionState },
  'app.enrol': {
    input: z.object({
      server: z.string().max(300),
      code: z.string().max(40),
      deviceName: z.string().max(60),
      /** PEM of the district's own authorities, where it has some; without it this computer goes on accepting what it does. */
      authorities: z.string().max(40_000).optional(),
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
  /** Opens the demonstration beside this app, on a data folder of its own; the first time it is filled, which takes a while. */
  'app.startDemo': {
    input: nothing,
    output: answer(
      z.object({
        /** Where the page goes, on this machine only; null when the demonstration opened a window of its own. */
        address: z
          .string()
          .regex(/^http:\/\/127\.0\.0\.1:\d+\/#\S+$/)
          .nullable(),
      }),
    ),
  },
  /** Changed at the district first, then the key is wrapped anew; the records are not touched. */
  'app.changePassword': {
    input: z.object({ oldPassword: z.string().max(200), newPassword: z.string().max(200) }),
    output: answer(nothing),
  },
  /** Forgotten password, step 1: a text for the district's recovery key (shared/sync/keys.ts). */
  'recovery.request': {
    input: z.object({ profileId: identifier }),
    output: answer(z.object({ text: z.string() })),
  },
  /** Step 2: the district's answer and the new password. Opens the profile. */
  'recovery.use': {
    input: z.object({
      profileId: identifier,
      answer: z.string().max(20_000),
      newPassword: z.string().max(200),
    }),
    output: answer(sessionState),
  },
  /** A new data key for the open profile; its old one opens only the older backups. */
  'app.rotateKey': {
    input: z.object({ password: z.string().max(200) }),
    output: answer(sessionState),
  },
  /** Removes everything of this computer's office. What was never sent goes into a rescue box first. */
  'app.wipe': {
    input: z.object({ password: z.string().max(200), unitName: z.string().max(60) }),
    output: answer(sessionState),
  },
  'keeping.board': { input: nothing, output: answer(keepingBoard) },
  'keeping.backUp': { input: nothing, output: answer(keepingBoard) },
  'keeping.check': { input: nothing, output: answer(keepingBoard) },
  /** The present state is set aside first, so that `undoRestore` brings it back. */
  'keeping.restore': {
    input: z.object({ backupId: z.string().max(80), password: z.string().max(200) }),
    output: answer(sessionState),
  },
  'keeping.undoRestore': {
    input: z.object({ password: z.string().max(200) }),
    output: answer(sessionState),
  },
  'keeping.setSecondPlace': {
    input: z.object({ folder: z.string().max(400).nullable() }),
    output: answer(keepingBoard),
  },
  /** Somebody has read the start-up's notes. */
  'keeping.readNotes': { input: nothing, output: answer(sessionState) },
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
    /** `id` of the record being changed: it is not its own neighbour. */
    input: z.object({ type: typeName, id: identifier.nullable().optional(), data: plainData }),
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
      /** What the step asks for (`asks` of the transition). */
      values: plainData.optional(),
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
        /** Waiting for somebody. */
        cards: z.array(card),
        /** Decided ones, the newest first: each can still be changed. */
        decided: z.array(card),
        log: z.array(z.object({ at: z.string(), what: z.enum(syncLogKinds), params })),
      }),
    ),
  },
  ...syncRoom,
  ...brakeRoom,
  ...exchangeProcedures,
  ...fileProcedures,
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
  ...deviceProcedures,
  ...rescueProcedures,
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
  /** Backups or the state of the data file changed. */
  z.object({ topic: z.literal('keeping') }),
  filesTopic,
]);
export type LiveMessage = z.infer<typeof liveMessage>;

/** The page's view of the core. */
export interface Bridge {
  call<P extends ProcedureName>(name: P, input: Input<P>): Promise<Output<P>>;
  /** Calls back for every live message until the returned function is called. */
  watch(listener: (message: LiveMessage) => void): () => void;
}
