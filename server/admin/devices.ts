/** Enrolment codes and the devices they let in. */
import { appendAudit } from '../audit.ts';
import { newEnrolCode } from '../auth/enrol-code.ts';
import { isoNow, type ServerDeps } from '../deps.ts';
import { serverActor } from '../instance.ts';
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

export interface CodeOptions {
  /** A quarter by default: a code is read out over the telephone and typed at once. */
  readonly hours?: number;
  /** Lets the device in without comparing its fingerprint. By default only in a demonstration. */
  readonly autoConfirm?: boolean;
  /** The command line when missing. */
  readonly by?: { readonly userId: string; readonly deviceId: string };
}

/** A code that enrols one device of the unit. It is shown once and kept as a hash. */
export async function createCode(
  deps: ServerDeps,
  unit: string,
  options: CodeOptions = {},
): Promise<NewCode> {
  const { hours = 0.25, autoConfirm = deps.instance.isDemo } = options;
  if (!(await listUnits(deps)).some((each) => each.code === unit && unit.length === 9))
    return { ok: false, code: 'unit_unknown' };
  const expiresAt = new Date(deps.clock.now() + hours * 3_600_000).toISOString();
  return deps.database.transaction(async (tx) => {
    for (;;) {
      const fresh = newEnrolCode(deps.random);
      const stored = await tx.query(
        `INSERT INTO enrol_codes (key, hash, unit, created_at, expires_at, auto_confirm) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT DO NOTHING RETURNING key`,
        [fresh.key, fresh.hash, unit, isoNow(deps.clock), expiresAt, autoConfirm],
      );
      if (stored.length === 0) continue;
      await appendAudit(tx, {
        at: isoNow(deps.clock),
        actor: options.by?.userId ?? serverActor.id,
        device: options.by?.deviceId ?? '',
        verb: 'code new',
        subject: unit,
        result: autoConfirm ? 'auto' : 'ok',
      });
      return { ok: true, code: fresh.text, expiresAt };
    }
  });
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
