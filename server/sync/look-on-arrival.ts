/** Looks at accepted rows beside what others have taken from the same source (shared/records/arrival.ts) and sets aside what needs a decision. */
import { randomUUID } from 'node:crypto';
import { sourceOf, type Arrival, type Finding } from '../../shared/records/arrival.ts';
import type { Envelope, EventDoc } from '../../shared/records/envelope.ts';
import { recordType } from '../../shared/records/registry.ts';
import type { Transaction } from '../database/database.ts';
import { scopeCounters } from '../docs/scope-counters.ts';
import type { StoredRow } from '../docs/stored-row.ts';
import { writeRows, type Writer } from '../docs/write-rows.ts';
import { serverActor } from '../instance.ts';

export interface Arriving {
  readonly row: StoredRow;
  readonly before: StoredRow | undefined;
}

export interface SetAside {
  /** The row as it is kept: in the waiting state, under a mutation of the district's own. */
  readonly row: StoredRow;
  readonly event: EventDoc;
}

type ArrivalOf = (type: string) => Arrival | undefined;

/** Server's device name in what it writes itself. */
const here = 'district';

/**
 * The rows that must wait for a decision, by place in `arriving`. Rows of one request count for one another in their order. Sources
 * are locked until commit, so that two units cannot both spend the same last hundred.
 */
export async function lookOnArrival(
  tx: Transaction,
  at: string,
  arriving: readonly (Arriving | null)[],
  arrivalOf: ArrivalOf = (type) => recordType(type)?.arrival,
): Promise<Map<number, SetAside>> {
  const found = new Map<number, SetAside>();
  const concerned = arriving.flatMap((each, index) => concern(each, index, arrivalOf) ?? []);
  const sources = [...new Set(concerned.map((each) => each.source))].toSorted();
  for (const source of sources)
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 330203))', [source]);
  const brought = new Map<string, Envelope>();
  for (const { index, doc, before, arrival, source } of concerned) {
    const stored = await rowsOfSource(tx, arrival, source);
    const standing = new Map(stored.map((row) => [row.id, row]));
    for (const earlier of brought.values())
      if (arrival.types.includes(earlier.type) && sourceOf(arrival, earlier.data) === source)
        standing.set(earlier.id, earlier);
    standing.delete(doc.id);
    const view = {
      record: doc,
      others: [...standing.values()],
      source: await recordOf(tx, source),
    };
    const finding = before?.state === arrival.state ? null : arrival.find(view);
    brought.set(doc.id, doc);
    if (finding !== null) found.set(index, setAside(doc, arrival, finding, at));
  }
  return found;
}

/** Writes why rows were set aside; after the rows themselves. Answers the scopes whose events grew. */
export async function noteSetAside(
  tx: Transaction,
  writer: Pick<Writer, 'at' | 'device' | 'actor'>,
  events: readonly EventDoc[],
): Promise<readonly string[]> {
  if (events.length === 0) return [];
  const counters = scopeCounters(tx, 'events');
  await counters.lock(events.map((event) => event.unit));
  await writeRows(
    tx,
    { ...writer, collection: 'events', counters },
    events.map((doc) => ({ doc, deleted: false, before: undefined })),
  );
  return counters.save();
}

function concern(each: Arriving | null, index: number, arrivalOf: ArrivalOf) {
  if (each === null || each.row.deleted || 'recordType' in each.row.doc) return null;
  const { doc } = each.row;
  const arrival = arrivalOf(doc.type);
  const source = arrival === undefined ? null : sourceOf(arrival, doc.data);
  if (arrival === undefined || source === null || doc.state === arrival.state) return null;
  const before = each.before?.doc;
  return {
    index,
    doc,
    before: before === undefined || 'recordType' in before ? null : before,
    arrival,
    source,
  };
}

function setAside(doc: Envelope, arrival: Arrival, finding: Finding, at: string): SetAside {
  const kept: Envelope = {
    ...doc,
    state: arrival.state,
    version: doc.version + 1,
    mutation: randomUUID(),
    updatedAt: at,
    updatedBy: serverActor.id,
    device: here,
  };
  const event: EventDoc = {
    id: randomUUID(),
    recordId: doc.id,
    recordType: doc.type,
    unit: doc.unit,
    community: doc.community,
    kind: 'transition',
    at,
    actor: serverActor.id,
    actorName: serverActor.name,
    device: here,
    deviceSeq: 1,
    mutation: kept.mutation,
    isDemo: doc.isDemo,
    data: { action: 'to_review', from: doc.state, to: arrival.state, finding: { ...finding } },
  };
  return { row: { doc: kept, deleted: false }, event };
}

async function rowsOfSource(
  tx: Transaction,
  arrival: Arrival,
  source: string,
): Promise<readonly Envelope[]> {
  const rows = await tx.query<{ doc: Envelope }>(
    `SELECT doc FROM docs WHERE collection = 'records' AND NOT deleted AND type = ANY($1::text[])
       AND coalesce(doc->'data'->$2::text->>'id', doc->'data'->>$2::text) = $3`,
    [arrival.types, arrival.sourceField, source],
  );
  return rows.map((row) => row.doc);
}

async function recordOf(tx: Transaction, id: string): Promise<Envelope | null> {
  const rows = await tx.query<{ doc: Envelope }>(
    `SELECT doc FROM docs WHERE collection = 'records' AND id = $1 AND NOT deleted`,
    [id],
  );
  return rows[0]?.doc ?? null;
}
