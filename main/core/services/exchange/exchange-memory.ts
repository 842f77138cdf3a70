/** What USB exchange remembers in the encrypted profile: the key that replies are sealed to, the numbers, the register, the LAN folder. */
import { z } from 'zod';
import { registerEntry, type RegisterEntry } from '../../../../shared/exchange/desk-protocol.ts';
import type { SealingKey } from '../../../../shared/sync/district-keys.ts';
import type { LocalValues } from '../../documents/local-values.ts';
import { plain, type Stored } from '../../documents/stored-documents.ts';
import type { Store } from '../../storage/index.ts';
import type { Redacted } from '../../vault/redacted.ts';
import {
  createSealingPair,
  readSealingPrivateKey,
  type SealingPrivateKey,
} from '../../vault/sealing.ts';

const stateSchema = z.object({
  /** Highest number made here. */
  up: z.int(),
  /** Highest number taken here. */
  down: z.int(),
  /** Highest number made here that the district has confirmed. */
  confirmedUp: z.int(),
  folder: z.string().nullable(),
  folderTrouble: z.enum(['', 'missing', 'unwritable']),
  /** What went into the folder last, so that nothing is dropped twice. */
  dropped: z.string(),
  droppedAt: z.number(),
  /** How far each waiting content has gone out, or is at the district by its word. */
  sentFiles: z.record(z.string(), z.int()).default({}),
});
export type ExchangeState = z.infer<typeof stateSchema>;

const fresh: ExchangeState = {
  up: 0,
  down: 0,
  confirmedUp: 0,
  folder: null,
  folderTrouble: '',
  dropped: '',
  droppedAt: 0,
  sentFiles: {},
};

export interface ExchangeMemory {
  state(): Promise<ExchangeState>;
  change(change: Partial<ExchangeState>): Promise<void>;
  key(): Promise<{ publicKey: SealingKey; privateKey: Redacted<SealingPrivateKey> }>;
  entries(): Promise<readonly RegisterEntry[]>;
  enter(entry: RegisterEntry): Promise<void>;
}

const stateKey = 'exchange:state';
const keyKey = 'exchange:key';
const entryKind = 'exchange-entry';
const most = 300;

export function createExchangeMemory(deps: {
  readonly store: Store;
  readonly local: LocalValues;
}): ExchangeMemory {
  const { store, local } = deps;

  async function state(): Promise<ExchangeState> {
    const parsed = stateSchema.safeParse(await local.get(stateKey));
    return parsed.success ? parsed.data : fresh;
  }

  return {
    state,
    async change(change) {
      await local.put(stateKey, 'exchange', { ...(await state()), ...change });
    },
    async key() {
      const kept = readSealingPrivateKey(await local.get(keyKey));
      if (kept !== null) {
        const { kty, crv, x } = kept.reveal();
        return { publicKey: { kty, crv, x }, privateKey: kept };
      }
      const made = createSealingPair();
      await local.put(keyKey, 'exchange', { ...made.privateKey.reveal() });
      return made;
    },
    async entries() {
      const found = await store.collections.local
        .find({ selector: { kind: entryKind }, sort: [{ updatedAt: 'desc' }], limit: most })
        .exec();
      return found.flatMap((doc) => {
        const parsed = registerEntry.safeParse(
          plain<'local'>(doc.toJSON(true) as Stored<'local'>).data,
        );
        return parsed.success ? [parsed.data] : [];
      });
    },
    enter: (entry) => local.put(`exchange:entry:${entry.id}`, entryKind, { ...entry }),
  };
}
