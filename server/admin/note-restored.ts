/** A backup of the database was put back: devices must not take the older state for the district's last word. */
import { appendAudit } from '../audit.ts';
import { isoNow, type ServerDeps } from '../deps.ts';
import { serverActor } from '../instance.ts';

export async function noteRestored(deps: Pick<ServerDeps, 'database' | 'clock'>): Promise<number> {
  return deps.database.transaction(async (tx) => {
    const [row] = await tx.query<{ epoch: number }>(
      'UPDATE instance SET epoch = epoch + 1 RETURNING epoch',
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
