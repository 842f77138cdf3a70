/** A device's own account of itself, kept for the board. */
import type { DeviceReport } from '../../shared/sync/protocol.ts';
import type { Session } from '../auth/session.ts';
import { isoNow, type ServerDeps } from '../deps.ts';

/** Writes the report down; its version may have changed since it enrolled. */
export async function noteContact(
  deps: Pick<ServerDeps, 'database' | 'clock'>,
  session: Pick<Session, 'deviceId'>,
  appVersion: string,
  report: DeviceReport,
): Promise<void> {
  await deps.database.query(
    'UPDATE devices SET report = $2::jsonb, reported_at = $3, last_seen_at = $3, app_version = $4 WHERE id = $1',
    [session.deviceId, JSON.stringify(report), isoNow(deps.clock), appVersion],
  );
}
