/**
 * RxDB's pull handler. The checkpoint is a vector {scope: seq}; it counts only for scopes we hold, so a gained scope starts at 0
 * by itself. What the district no longer lets this person hold is purged before anything else is taken (follow-rights.ts).
 */
import type {
  CheckpointVector,
  DeviceReport,
  PullReply,
  SyncCollection,
} from '../../../shared/sync/protocol.ts';
import { sightHash } from '../../../shared/sync/sight.ts';
import { findPlain } from '../documents/stored-documents.ts';
import type { Store } from '../storage/index.ts';
import type { Loss } from './brakes.ts';
import type { Cards, SyncRow } from './cards.ts';
import type { Exchange } from './exchange.ts';
import { followRights, type Purge } from './follow-rights.ts';
import type { OwnRows } from './own-rows.ts';
import type { Rebase } from './rebase.ts';
import type { SyncMemory } from './sync-memory.ts';
import type { Wanted } from './wanted.ts';

export interface PullDeps {
  readonly collection: SyncCollection;
  readonly exchange: Exchange;
  readonly memory: SyncMemory;
  readonly cards: Cards;
  readonly store: Store;
  /** Scopes to be read from the start once, because a digest showed a hole. Emptied by the pull that does it. */
  readonly rereads: Set<string>;
  readonly wanted: Wanted;
  readonly own: OwnRows;
  readonly purge: Purge;
  readonly rebase: Rebase;
  /** Stops sync and throws where a loss this large must be asked about; `ended`: the pull is over. */
  readonly watchLoss: (loss: Loss, ended: boolean) => Promise<void>;
  /** The district's numbers run behind ours: stops sync and throws. */
  readonly onRolledBack: () => Promise<never>;
  readonly onReceived: (rows: number) => void;
  /** Counts for the district's board. */
  readonly report: () => Promise<DeviceReport>;
}

export interface Pulled {
  readonly documents: SyncRow[];
  readonly checkpoint: CheckpointVector;
}

export function createPullHandler(
  deps: PullDeps,
): (checkpoint: CheckpointVector | undefined, limit: number) => Promise<Pulled> {
  // Scopes that are being read from their start: the district must not send them back there (protocol.ts, `fresh`).
  const fresh = new Set<string>();
  // The sight for which everything has been read again; rows that must go may keep it from being settled for a while.
  let readAgainFor = '';
  let hasAskedForOpen = false;
  let going = 0;

  /** A first read begins with the work that is open (protocol.ts, `openFirst`). */
  function asksForOpen(from: CheckpointVector): boolean {
    if (hasAskedForOpen || deps.collection !== 'records') return false;
    hasAskedForOpen = true;
    return !deps.memory.state().firstSync.done && Object.keys(from).length === 0;
  }

  function ask(from: CheckpointVector, limit: number, more: object): Promise<PullReply> {
    return deps.exchange.ask((client, token) =>
      client.pull(token, {
        collection: deps.collection,
        checkpoint: from,
        limit,
        ...sightKnown(deps),
        ...(fresh.size === 0 ? {} : { fresh: [...fresh] }),
        ...more,
      }),
    );
  }

  /** Rows of one page that may be written; throws where too many would go. */
  async function judge(reply: PullReply): Promise<readonly SyncRow[]> {
    const rows = await deps.rebase.take(await wanted(deps, reply.rows));
    const lost = await countLost(deps, rows);
    going += lost;
    if (lost > 0) await deps.watchLoss({ going, all: await countHeld(deps) }, false);
    if (!reply.more) {
      going = 0;
      await deps.watchLoss({ going, all: 0 }, true);
    }
    return rows;
  }

  return async (last, limit) => {
    const wish = deps.wanted.wish(deps.collection);
    if (wish === null) return { documents: [], checkpoint: last ?? {} };
    let checkpoint = startOf(deps, last ?? {});
    const report = deps.collection === 'records' ? { report: await deps.report() } : {};
    const rows = new Map<string, SyncRow>();
    for (;;) {
      const from = checkpoint;
      const openFirst = asksForOpen(from);
      const reply = await ask(from, limit, openFirst ? { ...report, openFirst } : report);
      for (const scope of reply.scopes) if ((from[scope] ?? 0) === 0) fresh.add(scope);
      if (!reply.more) fresh.clear();
      const sight = reply.sight === undefined ? '' : sightHash(reply.sight);
      if ((await followRights(deps, reply)) && sight !== readAgainFor) {
        readAgainFor = sight;
        checkpoint = {};
        continue;
      }
      if (isRolledBack(from, reply.checkpoint)) await deps.onRolledBack();
      if (await deps.rebase.ask(reply.rebase, 'forgotten')) {
        checkpoint = deps.rebase.from(from);
        continue;
      }
      for (const row of await judge(reply)) keepLiving(rows, row);
      checkpoint = { ...checkpoint, ...reply.checkpoint };
      // They come again in their order, and are counted then.
      deps.onReceived(openFirst ? 0 : reply.rows.length);
      // RxDB takes a short page for the last one, so a page is filled before it is handed over.
      if (reply.more && rows.size < limit) continue;
      if (!reply.more) {
        await deps.rebase.finish();
        deps.wanted.fulfilled(deps.collection, wish);
      }
      break;
    }
    return { documents: [...rows.values()], checkpoint };
  };
}

/** Numbers of a scope never fall, but where a backup was restored. */
function isRolledBack(from: CheckpointVector, to: CheckpointVector): boolean {
  return Object.entries(to).some(([scope, seq]) => seq < (from[scope] ?? 0));
}

function sightKnown({ memory, collection }: PullDeps): { readonly sight?: string } {
  const known = memory.state().sights[collection];
  return known === null ? {} : { sight: sightHash(known) };
}

/** Where a pull begins. Own rows are passed over, but not where everything must be named. */
function startOf(deps: PullDeps, last: CheckpointVector): CheckpointVector {
  const vector = deps.rebase.from(countedVector(deps, last));
  deps.rereads.clear();
  const skipped = deps.own.skip(vector);
  return Object.fromEntries(
    Object.entries(skipped).map(([scope, seq]) => [
      scope,
      deps.rebase.covers(scope) ? (vector[scope] ?? 0) : seq,
    ]),
  );
}

async function countLost(
  { store, collection }: Pick<PullDeps, 'store' | 'collection'>,
  rows: readonly SyncRow[],
): Promise<number> {
  const deleted = rows.filter((row) => row._deleted).map(({ id }) => id);
  return (await findPlain(store, collection, deleted)).length;
}

async function countHeld({
  store,
  collection,
}: Pick<PullDeps, 'store' | 'collection'>): Promise<number> {
  const digests = await store.digest.all();
  return digests.reduce((sum, each) => sum + (each.collection === collection ? each.count : 0), 0);
}

/** The part of a checkpoint that counts: scopes that are held and not to be read again. */
export function countedVector(
  deps: Pick<PullDeps, 'collection' | 'memory' | 'rereads'>,
  last: CheckpointVector,
): CheckpointVector {
  const held = deps.memory.state().scopes[deps.collection] ?? [];
  return Object.fromEntries(
    Object.entries(last).filter(([scope]) => held.includes(scope) && !deps.rereads.has(scope)),
  );
}

/** Keeps the row unless it is the shadow of one that is there: a record that moved leaves a mark in its old scope and lives in the new one; whatever the order, the living one is meant. */
export function keepLiving(rows: Map<string, SyncRow>, row: SyncRow): void {
  const present = rows.get(row.id);
  if (present !== undefined && row._deleted && !present._deleted && present.unit !== row.unit)
    return;
  rows.set(row.id, row);
}

/** The rows that may be written: not the shadow of a moved record, and not over work that waits on a card. */
export async function wanted(
  deps: Pick<PullDeps, 'collection' | 'cards' | 'store'>,
  rows: readonly SyncRow[],
): Promise<SyncRow[]> {
  const kept: SyncRow[] = [];
  const ids = rows.map(({ id }) => id);
  const cards = await deps.cards.rejectedAmong(deps.collection, ids);
  for (const row of rows) {
    if (row._deleted && (await livesElsewhere(deps, row))) continue;
    const card = cards.get(row.id);
    // Taking it would write over work that the district refused and a person has not looked at yet.
    if (card !== undefined && row.mutation !== card.mine.mutation) {
      await deps.cards.put({ ...card, held: row });
      continue;
    }
    kept.push(row);
  }
  return kept;
}

async function livesElsewhere(
  deps: Pick<PullDeps, 'collection' | 'store'>,
  row: SyncRow,
): Promise<boolean> {
  const [here] = await findPlain(deps.store, deps.collection, [row.id]);
  return here !== undefined && here.unit !== row.unit;
}
