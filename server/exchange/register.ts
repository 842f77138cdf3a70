/** U盘交换登记 (F17) at the district: each bundle that came or went, with medium, number, checksum, handler and virus check. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { BundleKind } from '../../shared/exchange/format.ts';
import type { registerReply, RegisterEntry } from '../../shared/exchange/desk-protocol.ts';
import { sealingKey, type SealingKey } from '../../shared/sync/district-keys.ts';
import { checkpointVector, type CheckpointVector } from '../../shared/sync/protocol.ts';
import type { Queries } from '../database/database.ts';
import { unitNameOf } from '../docs/unit-name.ts';

/** Who did it: an account of the district's desk, or the command line. */
export interface Handler {
  readonly id: string;
  readonly name: string;
}

export interface NewEntry {
  readonly direction: 'up' | 'down';
  readonly kind: BundleKind;
  readonly device: string;
  readonly seq: number;
  readonly answers: number;
  readonly checksum: string;
  readonly mediaNo: string;
  readonly handler: Handler;
  readonly virusChecked: boolean;
  readonly rows: number;
  readonly accepted: number;
  readonly conflicts: number;
  readonly rejected: number;
  readonly missing: readonly number[];
  readonly userId: string;
  readonly stands: Readonly<Record<string, CheckpointVector>>;
  readonly answerTo: SealingKey | null;
  readonly at: string;
}

/** Enters a bundle; the same file again counts up and changes nothing else. */
export async function enter(queries: Queries, entry: NewEntry): Promise<RegisterEntry> {
  const rows = await queries.query<{ id: string }>(
    `INSERT INTO exchange_packages (id, direction, kind, device, seq, answers, checksum, media_no, handler, handler_name,
       virus_checked, row_count, accepted, conflicts, rejected, missing, user_id, stands, answer_to, at)
     VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16::jsonb,$17,$18::jsonb,$19::jsonb,$20)
     ON CONFLICT (direction, device, seq, checksum) DO UPDATE SET times = exchange_packages.times + 1
     RETURNING id`,
    [
      randomUUID(),
      entry.direction,
      entry.kind,
      entry.device,
      entry.seq,
      entry.answers,
      entry.checksum,
      entry.mediaNo,
      entry.handler.id,
      entry.handler.name,
      entry.virusChecked,
      entry.rows,
      entry.accepted,
      entry.conflicts,
      entry.rejected,
      JSON.stringify(entry.missing),
      entry.userId,
      JSON.stringify(entry.stands),
      entry.answerTo === null ? null : JSON.stringify(entry.answerTo),
      entry.at,
    ],
  );
  const [made] = await readEntries(queries, 'p.id = $1', [rows[0]?.id]);
  if (made === undefined) throw new Error('the entry just made is missing');
  return made;
}

/** The device says up to which number it has what was sent down. */
export async function noteReceipt(
  queries: Queries,
  device: string,
  lastReceipt: number,
  at: string,
): Promise<void> {
  await queries.query(
    `UPDATE exchange_packages SET received_at = $3
     WHERE direction = 'down' AND device = $1 AND seq <= $2 AND received_at IS NULL`,
    [device, lastReceipt, at],
  );
}

/** The highest number taken from, or made for, a device; 0 = none. */
export async function lastNumber(
  queries: Queries,
  direction: 'up' | 'down',
  device: string,
): Promise<number> {
  const rows = await queries.query<{ seq: number }>(
    'SELECT coalesce(max(seq), 0)::int AS seq FROM exchange_packages WHERE direction = $1 AND device = $2',
    [direction, device],
  );
  return rows[0]?.seq ?? 0;
}

/** What was taken under this number, by checksum. */
export async function takenAs(queries: Queries, device: string, seq: number): Promise<string[]> {
  const rows = await queries.query<{ checksum: string }>(
    `SELECT checksum FROM exchange_packages WHERE direction = 'up' AND device = $1 AND seq = $2`,
    [device, seq],
  );
  return rows.map((row) => row.checksum);
}

const lastStand = z.object({
  userId: z.string(),
  seq: z.int(),
  stands: z.record(z.string(), checkpointVector),
  answerTo: sealingKey,
});
export type LastStand = z.infer<typeof lastStand>;

/** Where the device stood when its newest bundle was made; null when it has never sent one. */
export async function lastStandOf(queries: Queries, device: string): Promise<LastStand | null> {
  const rows = await queries.query(
    `SELECT user_id AS "userId", seq, stands, answer_to AS "answerTo" FROM exchange_packages
     WHERE direction = 'up' AND device = $1 ORDER BY seq DESC, at DESC LIMIT 1`,
    [device],
  );
  return rows[0] === undefined ? null : lastStand.parse(rows[0]);
}

const most = 500;

export async function readRegister(queries: Queries): Promise<z.infer<typeof registerReply>> {
  const entries = await readEntries(queries, 'true', []);
  const devices = await queries.query<{
    id: string;
    unit: string;
    letter: string;
    name: string;
    lastUp: number;
    lastDown: number;
  }>(
    `SELECT d.id, d.unit, d.letter, d.name,
       coalesce(max(p.seq) FILTER (WHERE p.direction = 'up'), 0)::int AS "lastUp",
       coalesce(max(p.seq) FILTER (WHERE p.direction = 'down'), 0)::int AS "lastDown"
     FROM devices d LEFT JOIN exchange_packages p ON p.device = d.id
     WHERE d.revoked_at IS NULL GROUP BY d.id ORDER BY d.unit, d.letter`,
  );
  const names = await unitNames(
    queries,
    devices.map((device) => device.unit),
  );
  return {
    entries,
    devices: devices.map((device) => ({ ...device, unitName: names.get(device.unit) ?? '' })),
  };
}

async function readEntries(
  queries: Queries,
  where: string,
  params: readonly unknown[],
): Promise<RegisterEntry[]> {
  const rows = await queries.query<
    Omit<RegisterEntry, 'unitName' | 'direction'> & { direction: 'up' | 'down' }
  >(
    `SELECT p.id, p.direction, p.kind, d.unit, d.letter, p.seq, p.answers, p.checksum, p.media_no AS "mediaNo",
       p.handler_name AS handler, p.virus_checked AS "virusChecked", p.row_count AS rows, p.accepted, p.conflicts, p.rejected,
       p.missing, p.times, p.received_at AS "receivedAt", p.at
     FROM exchange_packages p JOIN devices d ON d.id = p.device WHERE ${where} ORDER BY p.at DESC, p.seq DESC LIMIT ${most}`,
    params,
  );
  const names = await unitNames(
    queries,
    rows.map((row) => row.unit),
  );
  return rows.map((row) => ({
    ...row,
    direction: row.direction === 'up' ? 'in' : 'out',
    unitName: names.get(row.unit) ?? '',
    receivedAt: row.receivedAt === null ? null : new Date(row.receivedAt).toISOString(),
    at: new Date(row.at).toISOString(),
  }));
}

async function unitNames(
  queries: Queries,
  units: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const unit of new Set(units)) names.set(unit, await unitNameOf(queries, unit));
  return names;
}
