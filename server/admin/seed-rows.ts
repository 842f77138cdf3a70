/** Puts ready-made rows in through the same counters as everybody's: demonstration data, a first import. */
import { wireRow, type SyncCollection } from '../../shared/sync/protocol.ts';
import { isoNow, type ServerDeps } from '../deps.ts';
import { scopeCounters } from '../docs/scope-counters.ts';
import { placeOf } from '../../shared/sync/sight.ts';
import { readRows, type Doc } from '../docs/stored-row.ts';
import { writeRows } from '../docs/write-rows.ts';
import { serverActor } from '../instance.ts';
import { tellScopes } from '../live/notices.ts';

const batch = 500;

/**
 * Writes the rows in their order, in transactions of 500. The wire's shape is checked, the types' own rules are not. A row that
 * is there already in the same state is left alone, so an interrupted run can be repeated. Resolves to the number written.
 * Throws on a row that does not have the wire's shape: that is a bug of the caller.
 */
export async function seedRows(
  deps: ServerDeps,
  collection: SyncCollection,
  rows: readonly Doc[],
): Promise<number> {
  let written = 0;
  for (let start = 0; start < rows.length; start += batch) {
    const part = lastOfEach(rows.slice(start, start + batch));
    for (const row of part) wireRow.parse({ ...row, _deleted: false });
    written += await writePart(deps, collection, part);
  }
  return written;
}

async function writePart(
  deps: ServerDeps,
  collection: SyncCollection,
  part: readonly Doc[],
): Promise<number> {
  return deps.database.transaction(async (tx) => {
    const ids = part.map((row) => row.id);
    const counters = scopeCounters(tx, collection);
    const known = await readRows(tx, collection, ids);
    await counters.lock(
      [...part, ...[...known.values()].map((row) => row.doc)].map((doc) => placeOf(doc).scope),
    );
    const standing = await readRows(tx, collection, ids);
    const writes = part.flatMap((doc) => {
      const before = standing.get(doc.id);
      const same = before !== undefined && before.doc.mutation === doc.mutation && !before.deleted;
      return same ? [] : [{ doc, deleted: false, before }];
    });
    const writer = {
      collection,
      counters,
      at: isoNow(deps.clock),
      device: '',
      actor: serverActor.id,
    };
    await writeRows(tx, writer, writes);
    await tellScopes(tx, writer, await counters.save());
    return writes.length;
  });
}

function lastOfEach(rows: readonly Doc[]): Doc[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}
