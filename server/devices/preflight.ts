/** What a new device of a unit will have to download, before anybody is sent there with it (anchors: DHIS2's user sync test). */
import type { PreflightReply } from '../../shared/sync/devices-protocol.ts';
import type { ServerDeps } from '../deps.ts';
import { districtUnit } from '../../shared/access/actor.ts';

/** Bytes per second of an office line of 10 Mbit/s, and rows that a two-core computer stores per second. */
const lineRate = 1_250_000;
const rowRate = 2_500;
/** Quotes, keys and commas around a row of a reply. */
const wrapping = 20;

export async function preflight(
  deps: Pick<ServerDeps, 'database'>,
  unit: string,
): Promise<PreflightReply> {
  const rows = await deps.database.query<{ collection: string; count: number; bytes: number }>(
    `SELECT collection, count(*)::int AS count, coalesce(sum(octet_length(doc::text)), 0)::float8 AS bytes FROM docs
     WHERE NOT deleted AND ($1 = $2 OR scope = $1 OR (collection = 'masters' AND scope = $2)) GROUP BY collection`,
    [unit, districtUnit],
  );
  const count = (name: string) => rows.find((row) => row.collection === name)?.count ?? 0;
  const [records, events, masters] = [count('records'), count('events'), count('masters')];
  const all = records + events + masters;
  const bytes = rows.reduce((sum, row) => sum + row.bytes, 0) + all * wrapping;
  const seconds = Math.ceil(bytes / lineRate + all / rowRate);
  return { records, events, masters, bytes: Math.round(bytes), seconds };
}
