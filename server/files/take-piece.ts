/** Takes the next bytes of a file. One transaction a piece: what was answered is there, whatever happens next. */
import { createHash, randomUUID } from 'node:crypto';
import type { FilePiece, FilePut } from '../../shared/sync/files-protocol.ts';
import type { Session } from '../auth/session.ts';
import { appendAudit } from '../audit.ts';
import type { Transaction } from '../database/database.ts';
import { aboveWall } from '../database/wall.ts';
import { isoNow, type ServerDeps } from '../deps.ts';
import { behindWall, unitNaming } from './naming-record.ts';

type Taken = Pick<FilePut, 'status' | 'received'>;

interface Transfer {
  readonly id: string;
  readonly received: number;
}

export function takePiece(
  deps: ServerDeps,
  session: Session,
  piece: FilePiece,
  bytes: Uint8Array,
): Promise<Taken> {
  return behindWall(deps, session, async (tx, visibility): Promise<Taken> => {
    const [unit] = await unitNaming(tx, visibility, [piece]);
    if (unit === undefined || unit === null) return { status: 'not_yours', received: 0 };
    if (await isLinked(tx, piece)) return { status: 'whole', received: piece.size };
    const at = isoNow(deps.clock);
    const transfer = await transferOf(tx, session, piece, unit, at);
    const fits =
      piece.offset === transfer.received &&
      bytes.length > 0 &&
      transfer.received + bytes.length <= piece.size;
    if (!fits) return { status: 'part', received: transfer.received };
    // What a unit has used is counted over all its devices.
    const isFull =
      piece.offset === 0 && !(await aboveWall(tx, () => hasRoom(deps, tx, unit, piece.size)));
    if (isFull) {
      await tx.query('DELETE FROM files WHERE id = $1', [transfer.id]);
      return { status: 'full', received: 0 };
    }
    await tx.query('INSERT INTO file_pieces (file, start, bytes) VALUES ($1, $2, $3)', [
      transfer.id,
      transfer.received,
      bytes,
    ]);
    const received = transfer.received + bytes.length;
    await tx.query('UPDATE files SET received = $2, touched_at = $3::timestamptz WHERE id = $1', [
      transfer.id,
      received,
      at,
    ]);
    if (received < piece.size) return { status: 'part', received };
    return complete(tx, { session, piece, unit, at, id: transfer.id });
  });
}

async function isLinked(tx: Transaction, { sha256, record }: FilePiece): Promise<boolean> {
  const rows = await tx.query(
    `SELECT 1 FROM file_links l JOIN files f ON f.sha256 = l.sha256 AND f.complete
     WHERE l.sha256 = $1 AND l.record = $2`,
    [sha256, record],
  );
  return rows.length > 0;
}

/** This device's transfer of the file, locked until commit; a new one, or one of another size, begins at 0. */
async function transferOf(
  tx: Transaction,
  session: Session,
  piece: FilePiece,
  unit: string,
  at: string,
): Promise<Transfer> {
  await tx.query(
    `INSERT INTO files (id, sha256, size, device, unit, touched_at) VALUES ($1, $2, $3, $4, $5, $6::timestamptz)
     ON CONFLICT (sha256, device) WHERE NOT complete DO NOTHING`,
    [randomUUID(), piece.sha256, piece.size, session.deviceId, unit, at],
  );
  const [row] = await tx.query<{ id: string; size: number; received: number }>(
    `SELECT id, size::float8 AS size, received::float8 AS received FROM files
     WHERE sha256 = $1 AND device = $2 AND NOT complete FOR UPDATE`,
    [piece.sha256, session.deviceId],
  );
  if (row === undefined) throw new Error('a transfer vanished while it was locked');
  if (row.size === piece.size) return row;
  await tx.query('DELETE FROM file_pieces WHERE file = $1', [row.id]);
  await tx.query('UPDATE files SET size = $2, received = 0 WHERE id = $1', [row.id, piece.size]);
  return { id: row.id, received: 0 };
}

/** What the unit has sent and is sending counts, even where another unit had sent the same: nobody learns of that. */
async function hasRoom(
  deps: ServerDeps,
  tx: Transaction,
  unit: string,
  size: number,
): Promise<boolean> {
  const [row] = await tx.query<{ used: number }>(
    `SELECT coalesce(sum(size), 0)::float8 AS used FROM files WHERE unit = $1 AND received > 0`,
    [unit],
  );
  return (row?.used ?? 0) + size <= deps.settings.fileBytesPerUnit;
}

async function complete(
  tx: Transaction,
  done: {
    readonly session: Session;
    readonly piece: FilePiece;
    readonly unit: string;
    readonly at: string;
    readonly id: string;
  },
): Promise<Taken> {
  const { session, piece, unit, at, id } = done;
  if ((await hashOf(tx, id)) !== piece.sha256) {
    await tx.query('DELETE FROM files WHERE id = $1', [id]);
    return { status: 'damaged', received: 0 };
  }
  // Two devices may finish the same content at the same moment.
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [piece.sha256]);
  // A content is kept once, whoever sent it; this device has shown that it has the bytes.
  const there = await aboveWall(tx, () =>
    tx.query('SELECT 1 FROM files WHERE sha256 = $1 AND complete', [piece.sha256]),
  );
  if (there.length > 0) await tx.query('DELETE FROM files WHERE id = $1', [id]);
  else await tx.query('UPDATE files SET complete = true WHERE id = $1', [id]);
  await tx.query(
    `INSERT INTO file_links (sha256, record, unit, linked_at) VALUES ($1, $2, $3, $4::timestamptz)
     ON CONFLICT DO NOTHING`,
    [piece.sha256, piece.record, unit, at],
  );
  await appendAudit(tx, {
    at,
    actor: session.userId,
    device: session.deviceId,
    verb: 'file',
    subject: piece.record,
    result: String(piece.size),
  });
  return { status: 'whole', received: piece.size };
}

/** Piece by piece: a file of 50 MB is never in memory as a whole. */
async function hashOf(tx: Transaction, id: string): Promise<string> {
  const hash = createHash('sha256');
  const starts = await tx.query<{ start: number }>(
    'SELECT start::float8 AS start FROM file_pieces WHERE file = $1 ORDER BY start',
    [id],
  );
  for (const { start } of starts) {
    const [row] = await tx.query<{ bytes: Uint8Array }>(
      'SELECT bytes FROM file_pieces WHERE file = $1 AND start = $2',
      [id, start],
    );
    hash.update(row?.bytes ?? new Uint8Array());
  }
  return hash.digest('hex');
}
