/** A part of a file, for whoever may receive a record that names it. */
import type { FileRead } from '../../shared/sync/files-protocol.ts';
import type { Session } from '../auth/session.ts';
import type { ServerDeps } from '../deps.ts';
import { behindWall, unitNaming } from './naming-record.ts';

/** Null: not (completely) here, or not for this person. Those look the same from outside. */
export function readFilePart(
  deps: ServerDeps,
  session: Session,
  input: FileRead,
): Promise<Buffer | null> {
  return behindWall(deps, session, async (tx, visibility) => {
    const [unit] = await unitNaming(tx, visibility, [input]);
    if (unit === undefined || unit === null) return null;
    const end = input.offset + input.length;
    const rows = await tx.query<{ start: number; bytes: Uint8Array }>(
      `SELECT p.start::float8 AS start, p.bytes FROM files f JOIN file_pieces p ON p.file = f.id
     WHERE f.sha256 = $1 AND f.complete
       AND EXISTS (SELECT 1 FROM file_links l WHERE l.sha256 = f.sha256 AND l.record = $2)
       AND p.start < $4 AND p.start + length(p.bytes) > $3
     ORDER BY p.start`,
      [input.sha256, input.record, input.offset, end],
    );
    if (rows.length === 0) return null;
    return Buffer.concat(
      rows.map(({ start, bytes }) =>
        bytes.subarray(Math.max(0, input.offset - start), Math.max(0, end - start)),
      ),
    );
  });
}
