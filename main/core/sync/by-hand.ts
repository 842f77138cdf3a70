/**
 * Sync without a network: what a bundle going up holds, and what one coming down does (shared/exchange). Both go through what the network
 * uses: the outbox and the base of each row, the push results, the pull's scopes and checkpoint vector, the digests.
 */
import type { DownMessage } from '../../../shared/exchange/format.ts';
import {
  maxBatch,
  type CheckpointVector,
  type SyncCollection,
} from '../../../shared/sync/protocol.ts';
import { findStored, plain } from '../documents/stored-documents.ts';
import type { Store } from '../storage/index.ts';
import type { Cards, SyncRow } from './cards.ts';
import type { ExportLedger, SentRequest, SentRow } from './export-ledger.ts';
import {
  knownMasters,
  moveStand,
  settleRequest,
  standOf,
  takePage,
  type Inside,
} from './hand-over.ts';
import { compareDigests, type ScopeComparison } from './proof.ts';
import { followRights, type Purge } from './follow-rights.ts';
import { countedVector, keepLiving, wanted } from './pull-rows.ts';
import { prepare } from './push-rows.ts';
import type { Rebase } from './rebase.ts';
import type { SyncMemory } from './sync-memory.ts';

/** What start-sync.ts lends to whoever works by hand. */
export interface Hand {
  readonly store: Store;
  readonly cards: Cards;
  readonly memory: SyncMemory;
  readonly ledger: ExportLedger;
  readonly rereads: Readonly<Record<SyncCollection, Set<string>>>;
  readonly now: () => number;
  readonly newId: () => string;
  readonly purge: Purge;
  readonly onPushed: (accepted: number, rejected: number) => void;
  readonly onReceived: (rows: number) => void;
  readonly inside: (collection: SyncCollection) => Promise<Inside>;
  readonly rebase: (collection: SyncCollection) => Rebase;
}

export interface Unsent {
  readonly requests: readonly SentRequest[];
  readonly rows: number;
  /** There is more than fits; it goes with the next bundle. */
  readonly more: boolean;
}

/** At most `most` unsent rows in the outbox's order, records before events, as push requests of bundle `seq`. */
export async function collectUnsent(hand: Hand, seq: number, most: number): Promise<Unsent> {
  const waiting = await hand.store.outbox.list({ limit: most + 1 });
  const requests: SentRequest[] = [];
  for (const collection of ['records', 'events'] as const) {
    const ids = waiting
      .slice(0, most)
      .flatMap((row) => (row.collection === collection ? [row.id] : []));
    const rows = await readUnsent(hand, collection, ids);
    for (let at = 0; at < rows.length; at += maxBatch)
      requests.push({
        seq,
        requestId: hand.newId(),
        collection,
        rows: rows.slice(at, at + maxBatch),
      });
  }
  return {
    requests,
    rows: requests.reduce((sum, request) => sum + request.rows.length, 0),
    more: waiting.length > most,
  };
}

async function readUnsent(
  hand: Hand,
  collection: SyncCollection,
  ids: readonly string[],
): Promise<SentRow[]> {
  const known = await knownMasters(await hand.inside(collection), ids);
  const cards = await hand.cards.rejectedAmong(collection, ids);
  const rows: SentRow[] = [];
  for (const id of ids) {
    const stored = await findStored(hand.store, collection, id);
    if (stored === undefined) continue;
    const row = { ...plain<SyncCollection>(stored), _deleted: stored._deleted } as SyncRow;
    const assumed = known.get(id);
    const prepared = prepare(
      {
        collection,
        earlier: (each) => hand.ledger.earlier(collection, each),
      },
      assumed === undefined
        ? { newDocumentState: row }
        : { newDocumentState: row, assumedMasterState: assumed },
      cards.get(id),
    );
    rows.push({
      base: prepared.base,
      known: assumed?.mutation ?? null,
      earlier: hand.ledger.earlier(collection, id),
      row,
    });
  }
  return rows;
}

/** Where this device stands, per collection: the district sends what came after. */
export async function readStands(
  hand: Hand,
): Promise<Readonly<Record<SyncCollection, CheckpointVector>>> {
  const stand = async (collection: SyncCollection) => {
    const { memory } = hand;
    const last = await standOf(await hand.inside(collection));
    return hand
      .rebase(collection)
      .standing(countedVector({ collection, memory, rereads: hand.rereads[collection] }, last));
  };
  return {
    records: await stand('records'),
    events: await stand('events'),
    masters: await stand('masters'),
  };
}

export interface TakenDown {
  /** Rows that were written here. */
  readonly rows: number;
  /** Scopes that this device could not follow: the bundle goes on from a later place than where it stands. */
  readonly behind: readonly string[];
  /** Both sides as of the bundle; null when it is older than what is here, or holds no digest. */
  readonly comparisons: readonly ScopeComparison[] | null;
  /** The district's clock when it compared; ISO 8601. */
  readonly comparedAt: string | null;
  /** The district had more than fits into one bundle. */
  readonly more: boolean;
}

/** Takes a bundle's messages. `isNewest`: no later bundle has been taken, so its list of scopes counts. */
export async function takeDownward(
  hand: Hand,
  messages: readonly DownMessage[],
  isNewest: boolean,
): Promise<TakenDown> {
  for (const message of messages) {
    if (message.kind !== 'pushed') continue;
    const sent = await hand.ledger.find(message.requestId);
    // Settled before, by the network or a former reply.
    if (sent === undefined) continue;
    const deps = { ...hand, outbox: hand.store.outbox };
    await settleRequest(deps, await hand.inside(sent.collection), sent, message.reply.results);
  }
  const behind = new Set<string>();
  const unfinished = new Set<SyncCollection>();
  const rebases = {
    records: hand.rebase('records'),
    events: hand.rebase('events'),
    masters: hand.rebase('masters'),
  };
  let rows = 0;
  for (const message of messages) {
    if (message.kind !== 'pulled') continue;
    const rebase = rebases[message.collection];
    rows += await takePulled(hand, rebase, message, isNewest, behind);
    if (message.reply.more) unfinished.add(message.collection);
    else unfinished.delete(message.collection);
  }
  const compared = messages.findLast((message) => message.kind === 'digest');
  const usable = isNewest && behind.size === 0 && unfinished.size === 0 && compared !== undefined;
  return {
    rows,
    behind: [...behind],
    comparisons: usable
      ? compareDigests(await hand.store.digest.all(), compared.reply.scopes)
      : null,
    comparedAt: usable ? compared.reply.serverTime : null,
    more: unfinished.size > 0,
  };
}

type Pulled = Extract<DownMessage, { kind: 'pulled' }>;

async function takePulled(
  hand: Hand,
  rebase: Rebase,
  { collection, from, reply }: Pulled,
  isNewest: boolean,
  behind: Set<string>,
): Promise<number> {
  const deps = { ...hand, collection };
  if (isNewest && (await followRights(deps, reply))) {
    for (const scope of reply.scopes) hand.rereads[collection].add(scope);
  }
  if (isNewest) await beginRebase(hand, rebase, { collection, from, reply });
  const inside = await hand.inside(collection);
  const stand = countedVector(
    { collection, memory: hand.memory, rereads: hand.rereads[collection] },
    await standOf(inside),
  );
  const held = hand.memory.state().scopes[collection] ?? [];
  const next: CheckpointVector = {};
  for (const [scope, end] of Object.entries(reply.checkpoint)) {
    if (!held.includes(scope)) continue;
    const here = stand[scope] ?? 0;
    if (here < (from[scope] ?? 0)) behind.add(scope);
    else if (here < end || !Object.hasOwn(stand, scope)) next[scope] = end;
  }
  const fresh = (reply.rows as readonly SyncRow[]).filter((row) => Object.hasOwn(next, row.unit));
  const kept = await wanted(deps, newestOf(fresh));
  const rows = await rebase.take(kept);
  await takePage(hand.store, inside, collection, rows);
  await moveStand(inside, next);
  if (isNewest) await noteRebase(rebase, reply.checkpoint, kept);
  if (!reply.more) await rebase.finish();
  for (const scope of Object.keys(next)) hand.rereads[collection].delete(scope);
  if (fresh.length > 0) hand.onReceived(fresh.length);
  return rows.length;
}

/**
 * Scopes whose old deletions the district has forgotten: the next bundle is asked to bring them from their start, and the bundles that
 * do so, one after the other, settle them.
 */
async function beginRebase(
  hand: Hand,
  rebase: Rebase,
  { collection, from, reply }: Omit<Pulled, 'kind'>,
): Promise<void> {
  await rebase.ask(reply.rebase, 'forgotten');
  for (const scope of Object.keys(hand.memory.state().rebases[collection] ?? {})) {
    const start = from[scope] ?? 0;
    const isJoined = await rebase.joins(scope, start);
    if (!isJoined || start === 0) hand.rereads[collection].add(scope);
  }
}

async function noteRebase(
  rebase: Rebase,
  checkpoint: CheckpointVector,
  kept: readonly SyncRow[],
): Promise<void> {
  for (const [scope, upTo] of Object.entries(checkpoint)) {
    if (!rebase.covers(scope)) continue;
    const ids = kept.filter(({ unit }) => unit === scope).map(({ id }) => id);
    await rebase.reached(scope, upTo, ids);
  }
}

function newestOf(rows: readonly SyncRow[]): SyncRow[] {
  const byId = new Map<string, SyncRow>();
  for (const row of rows) keepLiving(byId, row);
  return [...byId.values()];
}

/** What the badge may believe after a bundle: every scope equal. */
export function isEqual(comparisons: readonly ScopeComparison[] | null): boolean {
  return comparisons !== null && comparisons.every((each) => each.same);
}
