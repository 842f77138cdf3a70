/**
 * Reads scopes again from their start and settles what the district did not name: a device that comes back from before the horizon of deletions
 * (`forgotten`) lets go of it, one whose district was restored from a backup (`restored`) offers what was written here once more. What waits
 * to be sent, and what the district refused, is never touched.
 */
import type { CheckpointVector, SyncCollection } from '../../../shared/sync/protocol.ts';
import { findStored, plain, scanStored, type Stored } from '../documents/stored-documents.ts';
import type { Store } from '../storage/index.ts';
import type { Cards, SyncRow } from './cards.ts';
import { purgedMutation, type Goes } from './purge.ts';
import type { RebaseMode, SyncMemory } from './sync-memory.ts';

export interface RebaseDeps {
  readonly collection: SyncCollection;
  readonly store: Store;
  readonly cards: Cards;
  readonly memory: SyncMemory;
  /** Who writes on this device. */
  readonly self: () => { readonly userId: string; readonly device: string };
  readonly drop: (collection: SyncCollection, goes: Goes) => Promise<void>;
  /** Sends a row once more; `district` is what it has of it, or null. */
  readonly offerAgain: (
    collection: SyncCollection,
    row: Stored<SyncCollection>,
    district: SyncRow | null,
  ) => Promise<void>;
}

export interface Rebase {
  /** The checkpoint to read from: scopes that are only now being settled start at 0. */
  from(checkpoint: CheckpointVector): CheckpointVector;
  /** The scope is being read from its start. */
  covers(scope: string): boolean;
  /** The district asks for these; true when one of them is new. */
  ask(scopes: readonly string[], mode: RebaseMode): Promise<boolean>;
  /** Notes what was named; leaves out rows of which this device has written a newer state that the district lost. */
  take(rows: readonly SyncRow[]): Promise<readonly SyncRow[]>;
  /** Everything has been read: the rest is settled. */
  finish(): Promise<void>;
}

const turn = 500;

export function createRebase(deps: RebaseDeps): Rebase {
  const { collection, store, memory } = deps;
  const named = new Map<string, Set<string>>();
  const modes = () => memory.state().rebases[collection] ?? {};

  const isOwn = (row: SyncRow) => {
    const { userId, device } = deps.self();
    const author = 'recordId' in row ? row.actor : row.updatedBy;
    return row.device === device && author === userId && row.mutation !== purgedMutation;
  };

  async function isKept(row: Stored<SyncCollection>): Promise<boolean> {
    return (
      (await store.outbox.has(collection, row.id)) ||
      (await deps.cards.rejected(collection, row.id)) !== undefined
    );
  }

  async function settle(scope: string, mode: RebaseMode): Promise<void> {
    const seen = named.get(scope) ?? new Set<string>();
    const left = new Set<string>();
    for await (const page of scanStored(store, collection, turn))
      for (const stored of page) {
        if (stored._deleted || stored.unit !== scope || seen.has(stored.id)) continue;
        // What is written here comes again at the end of the scan.
        seen.add(stored.id);
        if (mode === 'restored') {
          if (isOwn(toRow(stored))) await deps.offerAgain(collection, stored, null);
        } else if (!(await isKept(stored))) left.add(stored.id);
      }
    if (left.size > 0) await deps.drop(collection, (row) => left.has(row.id));
  }

  return {
    from(checkpoint) {
      const fresh = Object.keys(modes()).filter((scope) => !named.has(scope));
      for (const scope of fresh) named.set(scope, new Set());
      return Object.fromEntries(
        Object.entries(checkpoint).filter(([scope]) => !fresh.includes(scope)),
      );
    },
    covers: (scope) => named.has(scope),
    async ask(scopes, mode) {
      const known = modes();
      const fresh = scopes.filter((scope) => !Object.hasOwn(known, scope));
      if (fresh.length === 0) return false;
      await memory.setRebases(collection, {
        ...known,
        ...Object.fromEntries(fresh.map((scope) => [scope, mode])),
      });
      return true;
    },
    async take(rows) {
      const taken: SyncRow[] = [];
      for (const row of rows) {
        named.get(row.unit)?.add(row.id);
        if (modes()[row.unit] !== 'restored') {
          taken.push(row);
          continue;
        }
        const mine = await findStored(store, collection, row.id);
        const isLost = mine !== undefined && isOwn(toRow(mine)) && isNewer(toRow(mine), row);
        if (isLost) await deps.offerAgain(collection, mine, row);
        else taken.push(row);
      }
      return taken;
    },
    async finish() {
      if (named.size === 0) return;
      const open = modes();
      for (const scope of named.keys()) {
        const mode = open[scope];
        if (mode !== undefined) await settle(scope, mode);
      }
      const done = new Set(named.keys());
      named.clear();
      await memory.setRebases(
        collection,
        Object.fromEntries(Object.entries(modes()).filter(([scope]) => !done.has(scope))),
      );
    },
  };
}

/** Events never change; of a record the later version is the newer one. */
function isNewer(mine: SyncRow, theirs: SyncRow): boolean {
  return (
    'version' in mine &&
    'version' in theirs &&
    mine.mutation !== theirs.mutation &&
    mine.version > theirs.version
  );
}

function toRow(stored: Stored<SyncCollection>): SyncRow {
  return { ...plain<SyncCollection>(stored), _deleted: stored._deleted };
}
