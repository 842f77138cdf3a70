/**
 * The audit chain: who did what to which thing with which result, never any content. Each entry carries the hash of the one
 * before, so that a removed or changed entry shows (style: append-only, written in the transaction that does the deed).
 */
import { createHash } from 'node:crypto';
import type { Queries, Transaction } from './database/database.ts';

export interface AuditEntry {
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly actor: string;
  readonly device: string;
  readonly verb: string;
  readonly subject: string;
  readonly result: string;
}

/** Appends one entry. Takes the chain's lock until commit, so call it last in a transaction. */
export async function appendAudit(tx: Transaction, entry: AuditEntry): Promise<void> {
  const heads = await tx.query<{ seq: number; hash: string }>(
    'SELECT seq::float8 AS seq, hash FROM audit_head FOR UPDATE',
  );
  const head = heads[0] ?? { seq: 0, hash: '' };
  const seq = head.seq + 1;
  const hash = hashOf(seq, head.hash, entry);
  await tx.query(
    `INSERT INTO audit (seq, at, actor, device, verb, subject, result, prev_hash, hash)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      seq,
      entry.at,
      entry.actor,
      entry.device,
      entry.verb,
      entry.subject,
      entry.result,
      head.hash,
      hash,
    ],
  );
  await tx.query('UPDATE audit_head SET seq = $1, hash = $2', [seq, hash]);
}

export type ChainCheck =
  | {
      readonly ok: true;
      readonly entries: number;
      /** Hash of the last entry: kept elsewhere, it shows later that nobody has made the whole chain anew. */
      readonly head: string;
    }
  | { readonly ok: false; readonly brokenAt: number };

/** Walks the whole chain; `brokenAt` is the first number that is missing or does not fit. */
export async function verifyAudit(queries: Queries): Promise<ChainCheck> {
  let hash = '';
  let last = 0;
  for (;;) {
    const rows = await queries.query<AuditEntry & { seq: number; prev_hash: string; hash: string }>(
      `SELECT seq::float8 AS seq, at, actor, device, verb, subject, result, prev_hash, hash
       FROM audit WHERE seq > $1 ORDER BY seq LIMIT 1000`,
      [last],
    );
    for (const row of rows) {
      const fits =
        row.seq === last + 1 && row.prev_hash === hash && row.hash === hashOf(row.seq, hash, row);
      if (!fits) return { ok: false, brokenAt: last + 1 };
      hash = row.hash;
      last = row.seq;
    }
    if (rows.length === 0) break;
  }
  const heads = await queries.query<{ seq: number; hash: string }>(
    'SELECT seq::float8 AS seq, hash FROM audit_head',
  );
  const whole = heads[0]?.seq === last && heads[0].hash === hash;
  return whole ? { ok: true, entries: last, head: hash } : { ok: false, brokenAt: last + 1 };
}

function hashOf(seq: number, previous: string, entry: AuditEntry): string {
  const parts = [
    seq,
    previous,
    entry.at,
    entry.actor,
    entry.device,
    entry.verb,
    entry.subject,
    entry.result,
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
