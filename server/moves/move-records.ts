/**
 * 转移: a record and everything that belongs to it go from one unit to another in one transaction, their history with them. The old
 * unit's devices get marks and drop them, the new unit's get the rows; nobody reads anything anew. What the old unit has written
 * meanwhile and not sent yet follows when it comes (follow-moved.ts).
 */
import { randomUUID } from 'node:crypto';
import { isUnitOf } from './destination.ts';
import type { Envelope, EventDoc } from '../../shared/records/envelope.ts';
import { recordType } from '../../shared/records/registry.ts';
import { appendAudit } from '../audit.ts';
import type { Transaction } from '../database/database.ts';
import { isoNow, type ServerDeps } from '../deps.ts';
import { serverActor } from '../instance.ts';
import { scopeCounters } from '../docs/scope-counters.ts';
import { writeRows, type Writer } from '../docs/write-rows.ts';
import { tellScopes } from '../live/notices.ts';
import { findBundle } from './find-bundle.ts';

export interface MoveOrder {
  /** The same order twice is done once. */
  readonly requestId: string;
  readonly ids: readonly string[];
  readonly to: string;
  /** Twelve digits within `to`; '' where nobody knows yet. */
  readonly community: string;
}

export interface Mover {
  readonly userId: string;
  readonly name: string;
  readonly deviceId: string;
}

export type Moved =
  | { readonly ok: true; readonly records: number; readonly events: number }
  | { readonly ok: false; readonly code: 'unit_unknown' | 'record_unknown' };

/** Moves what is not there already. All or nothing; who may ask is the caller's matter. */
export async function moveRecords(
  deps: ServerDeps,
  mover: Mover,
  order: MoveOrder,
): Promise<Moved> {
  return deps.database.transaction(async (tx) => {
    const at = isoNow(deps.clock);
    const fresh = await tx.query(
      `INSERT INTO move_requests (id, at, actor, records, events) VALUES ($1, $2, $3, 0, 0) ON CONFLICT DO NOTHING RETURNING id`,
      [order.requestId, at, mover.userId],
    );
    if (fresh.length === 0) return answerAgain(tx, order.requestId);
    const refused = await refusal(tx, order);
    if (refused !== null) {
      await tx.query('DELETE FROM move_requests WHERE id = $1', [order.requestId]);
      return { ok: false, code: refused };
    }
    const done = await move(deps, tx, mover, order, at);
    await tx.query('UPDATE move_requests SET records = $2, events = $3 WHERE id = $1', [
      order.requestId,
      done.records,
      done.events,
    ]);
    await appendAudit(tx, {
      at,
      actor: mover.userId,
      device: mover.deviceId,
      verb: 'move',
      subject: `${order.ids.slice(0, 3).join(',')} > ${order.to}`,
      result: `${done.records}/${done.events}`,
    });
    return { ok: true, ...done };
  });
}

async function answerAgain(tx: Transaction, id: string): Promise<Moved> {
  const rows = await tx.query<{ records: number; events: number }>(
    'SELECT records, events FROM move_requests WHERE id = $1',
    [id],
  );
  const { records, events } = rows[0] ?? { records: 0, events: 0 };
  return { ok: true, records, events };
}

async function refusal(
  tx: Transaction,
  { ids, to, community }: MoveOrder,
): Promise<'unit_unknown' | 'record_unknown' | null> {
  if (!(await isUnitOf(tx, to, community))) return 'unit_unknown';
  const rows = await tx.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM docs WHERE collection = 'records' AND NOT deleted AND id = ANY($1::text[])`,
    [ids],
  );
  return rows[0]?.count === new Set(ids).size ? null : 'record_unknown';
}

async function move(
  deps: ServerDeps,
  tx: Transaction,
  mover: Mover,
  order: MoveOrder,
  at: string,
): Promise<{ records: number; events: number }> {
  const from = await tx.query<{ scope: string }>(
    `SELECT DISTINCT scope FROM docs WHERE collection = 'records' AND id = ANY($1::text[]) AND scope <> $2 ORDER BY scope`,
    [order.ids, order.to],
  );
  const scopes = [...from.map((row) => row.scope), order.to];
  const [records, events] = [scopeCounters(tx, 'records'), scopeCounters(tx, 'events')];
  // Both before anything is read: whoever writes these units waits, so nothing slips out of the bundle.
  await records.lock(scopes);
  await events.lock(scopes);
  const bundle: Envelope[] = [];
  for (const { scope } of from) bundle.push(...(await findBundle(tx, scope, order.ids)));
  const writer = { at, device: mover.deviceId, actor: mover.userId };
  await moveDocs(tx, { ...writer, collection: 'records', counters: records }, bundle, order);
  const moved = await moveEvents(
    tx,
    { ...writer, collection: 'events', counters: events },
    bundle,
    order,
  );
  await noteMove(
    deps,
    tx,
    { ...writer, collection: 'events', counters: events },
    mover,
    bundle,
    order,
  );
  const grown = new Set([...(await records.save()), ...(await events.save())]);
  await tellScopes(tx, { collection: null, device: '' }, [...grown]);
  return { records: bundle.length, events: moved };
}

async function moveDocs(
  tx: Transaction,
  writer: Writer,
  bundle: readonly Envelope[],
  order: MoveOrder,
): Promise<void> {
  if (bundle.length === 0) return;
  await rememberBase(tx, writer.at, bundle);
  await writeRows(
    tx,
    writer,
    bundle.map((doc) => ({
      doc: {
        ...doc,
        ...placed(doc, order),
        version: doc.version + 1,
        mutation: randomUUID(),
        updatedAt: writer.at,
        updatedBy: writer.actor,
        device: deviceOf(writer),
      },
      deleted: false,
      before: { doc, deleted: false },
    })),
  );
}

/** What the old unit is known to have held; its unsent edits name this state. */
export async function rememberBase(
  tx: Transaction,
  at: string,
  docs: readonly Envelope[],
): Promise<void> {
  await tx.query(
    `INSERT INTO moves (id, from_unit, mutation, at, doc)
     SELECT d->>'id', d->>'unit', d->>'mutation', $1::timestamptz, d FROM jsonb_array_elements($2::jsonb) AS d
     ON CONFLICT (id, from_unit, mutation) DO UPDATE SET at = excluded.at`,
    [at, JSON.stringify(docs)],
  );
}

function placed(
  doc: Envelope,
  { to, community }: MoveOrder,
): Pick<Envelope, 'unit' | 'community' | 'data'> {
  const inside = doc.community === '' ? '' : community;
  const source = recordType(doc.type)?.communityFrom;
  const data =
    source?.kind === 'code' && community !== '' && doc.data[source.field] !== undefined
      ? { ...doc.data, [source.field]: community }
      : doc.data;
  return { unit: to, community: inside, data };
}

/** The command line is no device; rows name one. */
function deviceOf(writer: Writer): string {
  return writer.device === '' ? serverActor.id : writer.device;
}

async function moveEvents(
  tx: Transaction,
  writer: Writer,
  bundle: readonly Envelope[],
  order: MoveOrder,
): Promise<number> {
  const homes = new Map(bundle.map((doc) => [doc.id, doc]));
  const rows = await tx.query<{ doc: EventDoc }>(
    `SELECT doc FROM docs WHERE collection = 'events' AND NOT deleted AND doc->>'recordId' = ANY($1::text[]) AND scope <> $2 ORDER BY seq`,
    [[...homes.keys()], order.to],
  );
  if (rows.length === 0) return 0;
  await writeRows(
    tx,
    writer,
    rows.map(({ doc }) => ({
      doc: {
        ...doc,
        unit: order.to,
        community: homes.get(doc.recordId)?.community === '' ? '' : order.community,
      },
      deleted: false,
      before: { doc, deleted: false },
    })),
  );
  return rows.length;
}

/** One line in the history of each record: where it came from. */
async function noteMove(
  deps: ServerDeps,
  tx: Transaction,
  writer: Writer,
  mover: Mover,
  bundle: readonly Envelope[],
  order: MoveOrder,
): Promise<void> {
  if (bundle.length === 0) return;
  await writeRows(
    tx,
    writer,
    bundle.map((doc, index) => ({
      doc: {
        id: randomUUID(),
        recordId: doc.id,
        recordType: doc.type,
        unit: order.to,
        community: doc.community === '' ? '' : order.community,
        kind: 'move' as const,
        at: writer.at,
        actor: mover.userId,
        actorName: mover.name,
        device: deviceOf(writer),
        deviceSeq: index + 1,
        mutation: '',
        isDemo: deps.instance.isDemo,
        data: { from: doc.unit, to: order.to },
      },
      deleted: false,
      before: undefined,
    })),
  );
}
