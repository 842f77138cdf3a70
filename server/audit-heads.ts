/**
 * Heads of the audit chain, kept away from the database: whoever can rewrite the whole chain cannot rewrite what lies elsewhere. One line of
 * JSON per head: number, hash and time, nothing about anybody.
 */
import { open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Queries } from './database/database.ts';
import { isoNow, type ServerDeps } from './deps.ts';

const headSchema = z.strictObject({
  instance: z.string(),
  epoch: z.int(),
  seq: z.int(),
  hash: z.string(),
  at: z.iso.datetime(),
});
export type AuditHead = z.infer<typeof headSchema>;

type Deps = Pick<ServerDeps, 'database' | 'clock' | 'instance'>;

export async function readHead({ database, clock, instance }: Deps): Promise<AuditHead> {
  const [head] = await database.query<{ seq: number; hash: string }>(
    'SELECT seq::float8 AS seq, hash FROM audit_head',
  );
  return {
    instance: instance.id,
    epoch: instance.epoch,
    seq: head?.seq ?? 0,
    hash: head?.hash ?? '',
    at: isoNow(clock),
  };
}

/** Adds the present head to a file, or to `audit-heads.jsonl` in a folder. On the disk when it resolves; throws what the disk says. */
export async function exportHead(deps: Deps, place: string): Promise<AuditHead> {
  const head = await readHead(deps);
  const file = await open(await fileAt(place), 'a', 0o600);
  try {
    await file.appendFile(`${JSON.stringify(head)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  return head;
}

/** The heads in a file; null: it holds something else. Throws when it cannot be read. */
export async function readHeads(place: string): Promise<readonly AuditHead[] | null> {
  const text = await readFile(await fileAt(place), 'utf8');
  const heads: AuditHead[] = [];
  // Cut off when the disk was full or the share went away: the one before counts.
  for (const line of text.slice(0, text.lastIndexOf('\n') + 1).split('\n')) {
    if (line.trim() === '') continue;
    const parsed = headSchema.safeParse(asJson(line));
    if (!parsed.success) return null;
    heads.push(parsed.data);
  }
  return heads;
}

export interface HeadCheck {
  readonly heads: number;
  /** Of another district. */
  readonly foreign: number;
  /** Written after a backup that was put back later: the entries they speak of went with the restore, which stands in the chain itself. */
  readonly restored: number;
  /** The first that the chain contradicts; null: it fits them all. */
  readonly broken: AuditHead | null;
}

/** Compares the chain, which is whole in itself (`verifyAudit`), with heads from elsewhere. */
export async function compareHeads(
  { database, instance }: Pick<Deps, 'database' | 'instance'>,
  heads: readonly AuditHead[],
): Promise<HeadCheck> {
  const own = heads.filter((head) => head.instance === instance.id);
  const restores = await restoresIn(database);
  let broken: AuditHead | null = null;
  let restored = 0;
  for (const head of own) {
    if (await holds(database, head)) continue;
    if (restores.some(({ seq, epoch }) => head.epoch < epoch && head.seq >= seq)) restored += 1;
    else broken ??= head;
  }
  return { heads: own.length, foreign: heads.length - own.length, restored, broken };
}

async function holds(queries: Queries, { seq, hash }: AuditHead): Promise<boolean> {
  if (seq === 0) return hash === '';
  const [row] = await queries.query<{ hash: string }>('SELECT hash FROM audit WHERE seq = $1', [
    seq,
  ]);
  return row?.hash === hash;
}

/** What `backup restored` has left in the chain (admin/note-restored.ts). */
async function restoresIn(queries: Queries): Promise<{ seq: number; epoch: number }[]> {
  const rows = await queries.query<{ seq: number; result: string }>(
    "SELECT seq::float8 AS seq, result FROM audit WHERE verb = 'restored'",
  );
  return rows.map(({ seq, result }) => ({ seq, epoch: Number(result) }));
}

async function fileAt(place: string): Promise<string> {
  const found = await stat(place).catch(() => null);
  return found?.isDirectory() === true ? join(place, 'audit-heads.jsonl') : place;
}

function asJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
