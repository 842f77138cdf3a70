/**
 * A backup of the database was put back: devices must not take the older state for the district's last word. The new epoch is one that no
 * device has seen, also where the same backup is put back twice: seconds since 2020 by this machine's clock.
 */
import { appendAudit } from '../audit.ts';
import { isoNow, type ServerDeps } from '../deps.ts';
import { serverActor } from '../instance.ts';

export async function noteRestored(deps: Pick<ServerDeps, 'database' | 'clock'>): Promise<number> {
  return deps.database.transaction(async (tx) => {
    const [row] = await tx.query<{ epoch: number }>(
      'UPDATE instance SET epoch = greatest(epoch + 1, $1::int) RETURNING epoch',
      [Math.floor((deps.clock.now() - Date.UTC(2020, 0, 1)) / 1000)],
    );
    const epoch = row?.epoch ?? 0;
    await appendAudit(tx, {
      at: isoNow(deps.clock),
      actor: serverActor.id,
      device: '',
      verb: 'restored',
      subject: '',
      result: String(epoch),
    });
    return epoch;
  });
}
