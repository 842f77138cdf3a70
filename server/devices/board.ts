/** The device board: every computer of the district, how it is and what waits on it. */
import { calculateJwkThumbprint } from 'jose';
import type { BoardDevice, BoardReply } from '../../shared/sync/devices-protocol.ts';
import { fingerprintOf } from '../../shared/sync/fingerprint.ts';
import { deviceReport } from '../../shared/sync/protocol.ts';
import { isoNow, type ServerDeps } from '../deps.ts';

interface Row {
  readonly id: string;
  readonly unit: string;
  readonly unit_name: string | null;
  readonly letter: string;
  readonly name: string;
  readonly public_key: string;
  readonly confirmed: boolean;
  readonly revoked: boolean;
  readonly wipe_ordered: boolean;
  readonly wiped: boolean;
  readonly users: readonly string[] | null;
  readonly enrolled_at: Date;
  readonly last_seen_at: Date | null;
  readonly app_version: string;
  readonly report: unknown;
  readonly rejected: number;
}

/** All devices, by unit and letter. */
export async function deviceBoard(
  deps: Pick<ServerDeps, 'database' | 'clock'>,
): Promise<BoardReply> {
  const rows = await deps.database.query<Row>(
    `SELECT d.id, d.unit, u.doc->'data'->>'name' AS unit_name, d.letter, d.name, d.public_key,
       d.confirmed_at IS NOT NULL AS confirmed, d.revoked_at IS NOT NULL AS revoked,
       EXISTS (SELECT 1 FROM orders o WHERE o.device = d.id AND o.kind = 'wipe' AND o.done_at IS NULL) AS wipe_ordered,
       EXISTS (SELECT 1 FROM orders o WHERE o.device = d.id AND o.kind = 'wipe' AND o.done_at IS NOT NULL) AS wiped,
       (SELECT array_agg(DISTINCT m.doc->'data'->>'name') FROM families f
          JOIN docs m ON m.collection = 'masters' AND m.id = f.user_id
          WHERE f.device = d.id AND f.revoked_at IS NULL) AS users,
       d.enrolled_at, d.last_seen_at, d.app_version, d.report,
       (SELECT count(*)::int FROM quarantine q WHERE q.device = d.id AND q.resolved_at IS NULL) AS rejected
     FROM devices d LEFT JOIN docs u ON u.collection = 'masters' AND u.id = d.unit
     ORDER BY d.unit, length(d.letter), d.letter`,
  );
  const devices = await Promise.all(rows.map((row) => shown(row)));
  return { devices, serverTime: isoNow(deps.clock) };
}

/** As a device shows it of itself. */
export async function fingerprintOfKey(x: string): Promise<string> {
  return fingerprintOf(await calculateJwkThumbprint({ kty: 'OKP', crv: 'Ed25519', x }));
}

async function shown(row: Row): Promise<BoardDevice> {
  const report = deviceReport.safeParse(row.report);
  return {
    id: row.id,
    unit: row.unit,
    unitName: row.unit_name ?? row.unit,
    letter: row.letter,
    name: row.name,
    state: stateOf(row),
    wipeOrdered: row.wipe_ordered,
    fingerprint: await fingerprintOfKey(row.public_key),
    users: [...(row.users ?? [])],
    enrolledAt: row.enrolled_at.toISOString(),
    lastSeenAt: row.last_seen_at?.toISOString() ?? null,
    appVersion: row.app_version,
    report: report.success ? report.data : null,
    rejected: row.rejected,
  };
}

function stateOf(row: Row): BoardDevice['state'] {
  if (row.wiped) return 'wiped';
  if (row.revoked) return 'revoked';
  return row.confirmed ? 'active' : 'pending';
}
