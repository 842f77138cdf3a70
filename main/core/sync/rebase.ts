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
import type { RebaseProgress } from './rebase-progress.ts';
import type { RebaseMode, SyncMemory } from './sync-memory.ts';

export interface RebaseDeps {
  readonly collection: SyncCollection;
  readonly store: Store;
  readonly cards: Cards;
  readonly memory: SyncMemory;
  /** How far bundles have come. */
  readonly progress: RebaseProgress;
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
  /** By hand: where the next bundle is to begin, for a computer that stands here. A scope that is being settled goes on from what was named. */
  standing(vector: CheckpointVector): Promise<CheckpointVector>;
  /** By hand: a page comes that begins at this number. False: what comes before it was never named, so that it settles nothing. */
  joins(scope: string, from: number): Promise<boolean>;
  /** By hand: everything up to this number was named, these rows by the last page. Durable when it resolves. */
  reached(scope: string, upTo: number, ids: readonly string[]): Promise<void>;
  /** The district asks for these; true when one of them is new. */
  ask(scopes: readonly string[], mode: RebaseMode): Promise<boolean>;
  /** Notes what was named; leaves out rows of which this device has written a newer state that the district lost. */
  take(rows: readonly SyncRow[]): Promise<readonly SyncRow[]>;
  /** The district's numbers mean something else now: what was named before counts no more. */
  startOver(scopes: readonly string[]): Promise<void>;
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
    async standing(vector) {
      const standing = { ...vector };
      for (const scope of Object.keys(modes())) {
        const before = await deps.progress.read(scope);
        if (before === null) delete standing[scope];
        else standing[scope] = Math.min(vector[scope] ?? 0, before.upTo);
      }
      return standing;
    },
    async joins(scope, from) {
      if (from === 0) {
        await deps.progress.drop(scope);
        named.set(scope, new Set());
        return true;
      }
      const before = await deps.progress.read(scope);
      const isJoined = before !== null && from <= before.upTo;
      if (isJoined) named.set(scope, new Set([...(named.get(scope) ?? []), ...before.ids]));
      else named.delete(scope);
      return isJoined;
    },
    reached: (scope, upTo, ids) => deps.progress.add(scope, upTo, ids),
    async startOver(scopes) {
      for (const scope of scopes) {
        named.delete(scope);
        await deps.progress.drop(scope);
      }
    },
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
      for (const scope of done) await deps.progress.drop(scope);
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
