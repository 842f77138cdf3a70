/**
 * RxDB's push handler. Each row gets its own result: accepted rows leave the outbox, conflicts go back to RxDB, rejected rows
 * become cards and stop being pending, so that no row ever holds up another.
 */
import { createHash } from 'node:crypto';
import type { PushResult, SyncCollection } from '../../../shared/sync/protocol.ts';
import type { Outbox } from '../storage/index.ts';
import {
  rejectedCard,
  rejectedCardId,
  type Cards,
  type StoredCard,
  type SyncRow,
} from './cards.ts';
import type { Exchange } from './exchange.ts';
import type { OwnRows } from './own-rows.ts';
import type { SentStates } from './sent-states.ts';

export interface PushRow {
  readonly assumedMasterState?: SyncRow;
  readonly newDocumentState: SyncRow;
}

export interface PushDeps {
  readonly collection: SyncCollection;
  readonly exchange: Exchange;
  readonly outbox: Outbox;
  readonly cards: Cards;
  readonly now: () => number;
  readonly newId: () => string;
  /** States of a row that went out by hand and are not settled yet (export-ledger.ts), oldest first. */
  readonly earlier: (id: string) => readonly string[];
  /** Remembers what is on its way, should the answer be lost. */
  readonly sent: Pick<SentStates, 'note' | 'answered'>;
  readonly own: OwnRows;
  readonly onPushed: (accepted: number, rejected: number) => void;
}

export interface Outgoing {
  readonly base: string | null;
  readonly row: SyncRow;
  readonly assumed: SyncRow | null;
  readonly card: StoredCard | undefined;
}

/** Answers the district's states of the rows that are in conflict, as RxDB expects it. */
export function createPushHandler(
  deps: PushDeps,
): (rows: readonly PushRow[]) => Promise<SyncRow[]> {
  const requestIds = new Map<string, string>();

  return async (rows) => {
    const outgoing: Outgoing[] = [];
    const ids = rows.map(({ newDocumentState }) => newDocumentState.id);
    const cards = await deps.cards.rejectedAmong(deps.collection, ids);
    for (const row of rows) outgoing.push(prepare(deps, row, cards.get(row.newDocumentState.id)));
    const conflicts: SyncRow[] = [];
    for (const part of inMessages(outgoing)) conflicts.push(...(await sendPart(part)));
    return conflicts;
  };

  async function sendPart(outgoing: readonly Outgoing[]): Promise<SyncRow[]> {
    const fingerprint = fingerprintOf(outgoing);
    const requestId = requestIds.get(fingerprint) ?? deps.newId();
    // Kept until answered: the same rows asked again after a cut connection are the same request.
    requestIds.set(fingerprint, requestId);
    // Events never change, so that a former state of one is never met.
    if (deps.collection === 'records')
      await deps.sent.note(outgoing.map(({ row: { id, mutation } }) => ({ id, mutation })));
    const reply = await deps.exchange.ask((client, token) =>
      client.push(token, {
        requestId,
        collection: deps.collection,
        rows: outgoing.map(({ base, row }) => ({ base, row })),
      }),
    );
    requestIds.delete(fingerprint);
    // A conflict may be with one of our own states: resolving it still needs the note.
    const settled = reply.results.filter(({ status }) => status !== 'conflict');
    if (deps.collection === 'records') deps.sent.answered(settled.map(({ id }) => id));
    deps.own.note(reply.grown);
    return takeResults(deps, outgoing, reply.results);
  }
}

/** UTF-16 units per message: at most 3.6 of the 4 MB that the district takes at once. */
const longestMessage = 1_200_000;

function inMessages(outgoing: readonly Outgoing[]): Outgoing[][] {
  const parts: Outgoing[][] = [];
  let length = Infinity;
  for (const each of outgoing) {
    const own = JSON.stringify(each.row).length;
    if (length + own > longestMessage) {
      parts.push([]);
      length = 0;
    }
    parts.at(-1)?.push(each);
    length += own;
  }
  return parts;
}

type PrepareDeps = Pick<PushDeps, 'collection' | 'earlier'>;

/** What is sent for a row, over the network or by hand. */
export function prepare(
  deps: PrepareDeps,
  { assumedMasterState, newDocumentState: row }: PushRow,
  card: StoredCard | undefined,
): Outgoing {
  // RxDB takes a rejected row for accepted; the card remembers what the district really has.
  const base = card === undefined ? (assumedMasterState?.mutation ?? null) : card.base;
  // Made and removed again. It is told all the same: a bundle may have carried it there, or an answer may have been lost.
  if (row._deleted && base === null)
    return { base: deps.earlier(row.id).at(-1) ?? null, row, assumed: null, card };
  return { base, row, assumed: assumedMasterState ?? null, card };
}

/** Does what each result asks for; answers the district's states of the rows in conflict. */
export async function takeResults(
  deps: Pick<PushDeps, 'collection' | 'outbox' | 'cards' | 'now' | 'onPushed'>,
  outgoing: readonly Outgoing[],
  results: readonly PushResult[],
): Promise<SyncRow[]> {
  const byId = new Map(results.map((result) => [result.id, result]));
  const conflicts: SyncRow[] = [];
  const done: { id: string; mutation: string }[] = [];
  let rejected = 0;
  for (const sent of outgoing) {
    const result = byId.get(sent.row.id);
    if (result === undefined) throw new Error('the district left out a row in its answer');
    if (result.status === 'conflict') {
      conflicts.push(result.master);
      continue;
    }
    if (result.status === 'rejected') {
      await deps.cards.put(toCard(deps, sent, result));
      // Purged meanwhile: it lies in a rescue box, and nothing of it may come back here.
      if (!(await deps.outbox.has(deps.collection, sent.row.id))) {
        await deps.cards.drop(rejectedCardId(deps.collection, sent.row.id));
        continue;
      }
      rejected += 1;
    } else if (sent.card !== undefined) {
      await deps.cards.drop(sent.card.id);
    }
    done.push({ id: sent.row.id, mutation: sent.row.mutation });
  }
  await deps.outbox.acknowledge(deps.collection, done);
  deps.onPushed(done.length - rejected, rejected);
  return conflicts;
}

function toCard(
  deps: Pick<PushDeps, 'collection' | 'now'>,
  { row, base, assumed, card }: Outgoing,
  result: Extract<PushResult, { status: 'rejected' }>,
): StoredCard {
  return rejectedCard({
    collection: deps.collection,
    at: new Date(deps.now()).toISOString(),
    code: result.code,
    problems: result.problems.map(({ params, ...problem }) =>
      params === undefined ? problem : { ...problem, params },
    ),
    base,
    master: card === undefined ? assumed : card.master,
    held: card?.held ?? null,
    mine: row,
  });
}

function fingerprintOf(outgoing: readonly Outgoing[]): string {
  const hash = createHash('sha256');
  for (const { base, row } of outgoing)
    hash.update(JSON.stringify([row.id, row.mutation, row._deleted, base]));
  return hash.digest('base64');
}
