/** What the district has of the files that a device wants to send. */
import type { z } from 'zod';
import type { FileStanding, filesAsk } from '../../shared/sync/files-protocol.ts';
import type { Session } from '../auth/session.ts';
import type { Queries } from '../database/database.ts';
import type { ServerDeps } from '../deps.ts';
import { behindWall, unitNaming } from './naming-record.ts';

export function askFiles(
  deps: ServerDeps,
  session: Session,
  input: z.infer<typeof filesAsk>,
): Promise<FileStanding[]> {
  return behindWall(deps, session, async (tx, visibility) => {
    const units = await unitNaming(tx, visibility, input.files);
    const standings: FileStanding[] = [];
    for (const [index, { record, sha256 }] of input.files.entries()) {
      const unit = units[index] ?? null;
      standings.push(
        unit === null
          ? { sha256, status: 'not_yours', received: 0 }
          : await standingOf(tx, session, { record, sha256 }),
      );
    }
    return standings;
  });
}

/** For a record that may name it. Complete counts only when somebody has sent the bytes for this very record. */
async function standingOf(
  queries: Queries,
  session: Session,
  { record, sha256 }: { readonly record: string; readonly sha256: string },
): Promise<FileStanding> {
  const rows = await queries.query<{
    size: number;
    received: number;
    complete: boolean;
    linked: boolean;
  }>(
    `SELECT f.size::float8 AS size, f.received::float8 AS received, f.complete,
       EXISTS (SELECT 1 FROM file_links l WHERE l.sha256 = f.sha256 AND l.record = $2) AS linked
     FROM files f WHERE f.sha256 = $1 AND (f.complete OR f.device = $3)`,
    [sha256, record, session.deviceId],
  );
  const whole = rows.find((row) => row.complete && row.linked);
  if (whole !== undefined) return { sha256, status: 'whole', received: whole.size };
  const part = rows.find((row) => !row.complete);
  return { sha256, status: 'part', received: part?.received ?? 0 };
}
