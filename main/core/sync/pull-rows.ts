/**
 * RxDB's pull handler. The checkpoint is a vector {scope: seq}; it counts only for scopes we hold, so a gained scope starts at 0
 * by itself. What the district no longer lets this person hold is purged before anything else is taken (follow-rights.ts).
 */
import type {
  CheckpointVector,
  DeviceReport,
  SyncCollection,
} from '../../../shared/sync/protocol.ts';
import { sightHash } from '../../../shared/sync/sight.ts';
import { findPlain } from '../documents/stored-documents.ts';
import type { Store } from '../storage/index.ts';
import type { Cards, SyncRow } from './cards.ts';
import type { Exchange } from './exchange.ts';
import { followRights, type Purge } from './follow-rights.ts';
import type { OwnRows } from './own-rows.ts';
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
  return async (last, limit) => {
    const wish = deps.wanted.wish(deps.collection);
    if (wish === null) return { documents: [], checkpoint: last ?? {} };
    let checkpoint = deps.own.skip(currentVector(deps, last ?? {}));
    const report = deps.collection === 'records' ? { report: await deps.report() } : {};
    const rows = new Map<string, SyncRow>();
    for (;;) {
      const from = checkpoint;
      const reply = await deps.exchange.ask((client, token) =>
        client.pull(token, {
          collection: deps.collection,
          checkpoint: from,
          limit,
          ...sightKnown(deps),
          ...(fresh.size === 0 ? {} : { fresh: [...fresh] }),
          ...report,
        }),
      );
      for (const scope of reply.scopes) if ((from[scope] ?? 0) === 0) fresh.add(scope);
      if (!reply.more) fresh.clear();
      const sight = reply.sight === undefined ? '' : sightHash(reply.sight);
      if ((await followRights(deps, reply)) && sight !== readAgainFor) {
        readAgainFor = sight;
        checkpoint = {};
        continue;
      }
      for (const row of await wanted(deps, reply.rows)) keepLiving(rows, row);
      checkpoint = { ...checkpoint, ...reply.checkpoint };
      deps.onReceived(reply.rows.length);
      // RxDB takes a short page for the last one, so a page is filled before it is handed over.
      if (reply.more && rows.size < limit) continue;
      if (!reply.more) deps.wanted.fulfilled(deps.collection, wish);
      break;
    }
    return { documents: [...rows.values()], checkpoint };
  };
}

function sightKnown({ memory, collection }: PullDeps): { readonly sight?: string } {
  const known = memory.state().sights[collection];
  return known === null ? {} : { sight: sightHash(known) };
}

function currentVector(deps: PullDeps, last: CheckpointVector): CheckpointVector {
  const vector = countedVector(deps, last);
  deps.rereads.clear();
  return vector;
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
