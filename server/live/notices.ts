/** What servers on one database tell each other; sent inside the transaction, heard after its commit. */
import { z } from 'zod';
import { syncCollections, type SyncCollection } from '../../shared/sync/protocol.ts';
import type { Transaction } from '../database/database.ts';

export const channel = 'qiaobang';

const notice = z.union([
  z.strictObject({
    poke: z.array(z.string()),
    /** null = look everywhere. */
    collection: z.union([z.enum(syncCollections), z.null()]),
    /** Who brought it and has it already; '' = nobody in particular. */
    device: z.string(),
  }),
  /** Somebody's access has changed: every open connection must be looked at again. */
  z.strictObject({ access: z.literal(true) }),
]);
export type Notice = z.infer<typeof notice>;

/** These scopes have grown. */
export async function tellScopes(
  tx: Transaction,
  { collection, device }: { readonly collection: SyncCollection | null; readonly device: string },
  scopes: readonly string[],
): Promise<void> {
  if (scopes.length > 0) await tell(tx, { poke: [...scopes], collection, device });
}

/** A device or an account has been stopped. */
export async function tellAccessChanged(tx: Transaction): Promise<void> {
  await tell(tx, { access: true });
}

/** The notice in a payload; null for anything that is not ours. */
export function readNotice(payload: string): Notice | null {
  try {
    const parsed = notice.safeParse(JSON.parse(payload));
    return parsed.success ? parsed.data : null;
  } catch {
    // Anybody with a login to the database can send on the channel; what is not JSON is not for us.
    return null;
  }
}

async function tell(tx: Transaction, value: Notice): Promise<void> {
  await tx.query('SELECT pg_notify($1, $2)', [channel, JSON.stringify(value)]);
}
