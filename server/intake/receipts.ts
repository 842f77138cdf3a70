/** Numbers and tokens of online requests: the number is spoken, the token proves who sent it and is stored as a hash only. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Queries, Transaction } from '../database/database.ts';
import type { ServerDeps } from '../deps.ts';

export interface Receipt {
  readonly serverNo: string;
  readonly token: string;
}

export interface StoredReceipt {
  readonly docId: string;
}

/** The next number of the year, `WS-2026-000123`. Locked until the transaction ends, so numbers have no gaps and no twins. */
export async function nextServerNo(tx: Transaction, year: number): Promise<string> {
  const rows = await tx.query<{ last: number }>(
    `INSERT INTO intake_counter (year, last) VALUES ($1, 1)
     ON CONFLICT (year) DO UPDATE SET last = intake_counter.last + 1 RETURNING last`,
    [year],
  );
  return `WS-${year}-${String(rows[0]?.last ?? 1).padStart(6, '0')}`;
}

export function newToken(random: ServerDeps['random']): string {
  return Buffer.from(random(32)).toString('base64url');
}

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** Tells one sender from another without keeping the number a second time. */
export function senderHash(deps: Pick<ServerDeps, 'instance'>, phone: string): string {
  return createHmac('sha256', deps.instance.tokenSecret)
    .update(`intake:${phone}`)
    .digest('base64url');
}

/** The receipt of that number, if the token is the one given out with it. */
export async function findReceipt(
  queries: Queries,
  { serverNo, token }: Receipt,
): Promise<StoredReceipt | null> {
  const rows = await queries.query<{ doc_id: string; token_hash: string }>(
    'SELECT doc_id, token_hash FROM intake WHERE server_no = $1',
    [serverNo],
  );
  const [row] = rows;
  // A hash is compared in any case, so that a wrong number takes as long as a wrong token.
  const expected = Buffer.from(row?.token_hash ?? hashToken(''));
  const given = Buffer.from(hashToken(token));
  const fits = expected.length === given.length && timingSafeEqual(expected, given);
  return row !== undefined && fits ? { docId: row.doc_id } : null;
}
