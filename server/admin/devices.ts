/** Enrolment codes and the devices they let in. */
import { appendAudit } from '../audit.ts';
import { newEnrolCode } from '../auth/enrol-code.ts';
import { isoNow, type ServerDeps } from '../deps.ts';
import { serverActor } from '../instance.ts';
import { tellAccessChanged } from '../live/notices.ts';
import { listUnits } from './units.ts';

export interface DeviceRow {
  readonly id: string;
  readonly unit: string;
  readonly letter: string;
  readonly name: string;
  /** ISO 8601 UTC. */
  readonly enrolledAt: string;
  readonly lastSeenAt: string | null;
  readonly revoked: boolean;
}

export type NewCode =
  | { readonly ok: true; readonly code: string; readonly expiresAt: string }
  | { readonly ok: false; readonly code: 'unit_unknown' };

/** A code that enrols one device of the unit within `hours`. It is shown once and kept as a hash. */
export async function createCode(deps: ServerDeps, unit: string, hours = 24): Promise<NewCode> {
  if (!(await listUnits(deps)).some((each) => each.code === unit && unit.length === 9))
    return { ok: false, code: 'unit_unknown' };
  const expiresAt = new Date(deps.clock.now() + hours * 3_600_000).toISOString();
  for (;;) {
    const fresh = newEnrolCode(deps.random);
    const stored = await deps.database.query(
      `INSERT INTO enrol_codes (key, hash, unit, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT DO NOTHING RETURNING key`,
      [fresh.key, fresh.hash, unit, isoNow(deps.clock), expiresAt],
    );
    if (stored.length > 0) return { ok: true, code: fresh.text, expiresAt };
  }
}

export async function listDevices(deps: Pick<ServerDeps, 'database'>): Promise<DeviceRow[]> {
  const rows = await deps.database.query<{
    id: string;
    unit: string;
    letter: string;
    name: string;
    enrolled_at: Date;
    last_seen_at: Date | null;
    revoked: boolean;
  }>(
    `SELECT id, unit, letter, name, enrolled_at, last_seen_at, revoked_at IS NOT NULL AS revoked
     FROM devices ORDER BY unit, enrolled_at`,
  );
  return rows.map(({ enrolled_at, last_seen_at, ...row }) => ({
    ...row,
    enrolledAt: enrolled_at.toISOString(),
    lastSeenAt: last_seen_at?.toISOString() ?? null,
  }));
}

/** Stops a device at once, open connections included. False when there is no such device. */
export async function revokeDevice(deps: ServerDeps, id: string): Promise<boolean> {
  return deps.database.transaction(async (tx) => {
    const at = isoNow(deps.clock);
    const rows = await tx.query(
      'UPDATE devices SET revoked_at = coalesce(revoked_at, $2::timestamptz) WHERE id = $1 RETURNING id',
      [id, at],
    );
    if (rows.length === 0) return false;
    await tx.query('UPDATE families SET revoked_at = $2 WHERE device = $1 AND revoked_at IS NULL', [
      id,
      at,
    ]);
    await tellAccessChanged(tx);
    await appendAudit(tx, {
      at,
      actor: serverActor.id,
      device: id,
      verb: 'device revoke',
      subject: id,
      result: 'ok',
    });
    return true;
  });
}
