/** What sync must remember between runs, in `local`: scopes held, when equality was proved, whether the first fill is complete. */
import { z } from 'zod';
import { syncCollections, type SyncCollection } from '../../../shared/sync/protocol.ts';
import { sightSchema, type Sight } from '../../../shared/sync/sight.ts';
import type { LocalValues } from '../documents/local-values.ts';

const rebaseModes = ['forgotten', 'restored'] as const;
/** Why a scope is read again from its start and settled (rebase.ts). */
export type RebaseMode = (typeof rebaseModes)[number];

const memorySchema = z.object({
  /** Per collection, the scopes of the last pull; null = never pulled. A checkpoint counts only for these. */
  scopes: z.record(z.enum(syncCollections), z.union([z.array(z.string()), z.null()])),
  /** Per collection, what this device keeps to (shared/sync/sight.ts); null = never heard. */
  sights: z
    .record(z.enum(syncCollections), z.union([sightSchema, z.null()]))
    .default({ records: null, events: null, masters: null }),
  /** Per collection, scopes that are to be read again and settled. */
  rebases: z
    .record(z.enum(syncCollections), z.record(z.string(), z.enum(rebaseModes)))
    .default({ records: {}, events: {}, masters: {} }),
  /** The district's epoch that a person has accepted; null: the one of the enrolment. */
  epoch: z.int().nullable().default(null),
  provedAt: z.union([z.string(), z.null()]),
  lastContactAt: z.union([z.string(), z.null()]),
  firstSync: z.object({
    received: z.int(),
    total: z.int().nullable().default(null),
    done: z.boolean(),
  }),
});
export type SyncMemoryState = z.infer<typeof memorySchema>;

const key = 'sync:memory';
const empty: SyncMemoryState = {
  scopes: { records: null, events: null, masters: null },
  sights: { records: null, events: null, masters: null },
  rebases: { records: {}, events: {}, masters: {} },
  epoch: null,
  provedAt: null,
  lastContactAt: null,
  firstSync: { received: 0, total: null, done: false },
};

export interface SyncMemory {
  state(): SyncMemoryState;
  /** The scopes of a pull; durable when it resolves. */
  setScopes(collection: SyncCollection, scopes: readonly string[]): Promise<void>;
  /** Everything that does not fit is gone; durable when it resolves. */
  setSight(collection: SyncCollection, sight: Sight): Promise<void>;
  /** Durable when it resolves. */
  setRebases(
    collection: SyncCollection,
    scopes: Readonly<Record<string, RebaseMode>>,
  ): Promise<void>;
  /** Goes on with this epoch of the district, and settles everything that is held. Durable when it resolves. */
  acceptEpoch(epoch: number | null): Promise<void>;
  /** Changes in memory at once and on disk soon: losing the last minutes of these costs nothing. */
  note(change: Partial<Pick<SyncMemoryState, 'provedAt' | 'lastContactAt' | 'firstSync'>>): void;
  /** Writes what `note` has left. */
  save(): Promise<void>;
}

export async function openSyncMemory(local: LocalValues): Promise<SyncMemory> {
  const parsed = memorySchema.safeParse(await local.get(key));
  let state = parsed.success ? parsed.data : empty;
  let dirty = false;

  async function save(): Promise<void> {
    if (!dirty) return;
    dirty = false;
    await local.put(key, 'sync', state);
  }

  return {
    state: () => state,
    async setScopes(collection, scopes) {
      const known = state.scopes[collection];
      if (
        known !== null &&
        known.length === scopes.length &&
        known.every((scope) => scopes.includes(scope))
      )
        return;
      state = { ...state, scopes: { ...state.scopes, [collection]: [...scopes] } };
      dirty = true;
      await save();
    },
    async setSight(collection, sight) {
      state = { ...state, sights: { ...state.sights, [collection]: sight } };
      dirty = true;
      await save();
    },
    async setRebases(collection, scopes) {
      state = { ...state, rebases: { ...state.rebases, [collection]: { ...scopes } } };
      dirty = true;
      await save();
    },
    async acceptEpoch(epoch) {
      const all = (collection: SyncCollection) =>
        Object.fromEntries(
          (state.scopes[collection] ?? []).map((scope) => [scope, 'restored' as const]),
        );
      state = {
        ...state,
        epoch: epoch ?? state.epoch,
        rebases: { records: all('records'), events: all('events'), masters: all('masters') },
      };
      dirty = true;
      await save();
    },
    note(change) {
      state = { ...state, ...change };
      dirty = true;
    },
    save,
  };
}
