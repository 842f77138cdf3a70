/**
 * Takes rows from a device (shared/sync/protocol.ts). Each row gets its own result; one bad row never stops the others.
 * Everything of one request — rows, counters, quarantine, audit, the stored answer — is one transaction.
 */
import type { z } from 'zod';
import { businessDateOf } from '../../shared/calendar/time-zone.ts';
import type { Envelope } from '../../shared/records/envelope.ts';
import type {
  pushReply,
  PushRequest,
  PushResult,
  SyncCollection,
} from '../../shared/sync/protocol.ts';
import { appendAudit } from '../audit.ts';
import type { Session } from '../auth/session.ts';
import type { Transaction } from '../database/database.ts';
import { aboveWall, raiseWall } from '../database/wall.ts';
import { isoNow, type ServerDeps } from '../deps.ts';
import { readPlaces, type Place } from '../docs/places.ts';
import { scopeCounters, type ScopeCounters } from '../docs/scope-counters.ts';
import { placeOf } from '../../shared/sync/sight.ts';
import { readRows, toWire, type Doc, type StoredRow } from '../docs/stored-row.ts';
import { visibilityOf } from '../docs/visibility.ts';
import type { Writer } from '../docs/write-rows.ts';
import { tellScopes } from '../live/notices.ts';
import { mergeArrival, sentOn, type Arrival } from '../moves/follow-moved.ts';
import { rememberBase } from '../moves/move-records.ts';
import { countDeclared, isExportRequest, judgeDeclared } from './declared-export.ts';
import { judgeEvent } from './judge-event.ts';
import { judgeHidden, judgeRecord } from './judge-record.ts';
import { rejected, type JudgeContext, type Verdict } from './judgement.ts';
import { lookOnArrival, noteSetAside, type SetAside } from './look-on-arrival.ts';
import { keepInQuarantine } from './quarantine.ts';
import { workflowRules } from './workflow-rules.ts';
import { readPushRow, type ReadRow } from './read-push-row.ts';
import { answerOnce } from './requests.ts';
import { storeAccepted } from './store-accepted.ts';
import { findMoved, judgeArrival, type MovedRows } from './take-moved.ts';

export type PushReply = z.infer<typeof pushReply>;

export async function push(
  deps: ServerDeps,
  session: Session,
  request: PushRequest,
): Promise<PushReply> {
  const { collection } = request;
  const rows = request.rows.map((row, index) => readPushRow(collection, row, index));
  return deps.database.transaction(async (tx) => {
    const at = isoNow(deps.clock);
    const visibility = await visibilityOf(tx, session.actor, collection);
    const context: JudgeContext = {
      // Events are only added; no workflow is asked.
      ...(collection === 'records'
        ? await workflowRules(tx, session.actor, businessDateOf(at))
        : { actor: session.actor }),
      isDemo: deps.instance.isDemo,
      now: at,
      today: businessDateOf(at),
      visibility,
    };
    await raiseWall(tx, session, collection, visibility);
    return answerOnce(tx, session, request.requestId, at, async () => {
      const taken = await takeRows(tx, session, collection, rows, context);
      return { ...taken, instance: deps.instance.id, epoch: deps.instance.epoch };
    });
  });
}

async function takeRows(
  tx: Transaction,
  session: Session,
  collection: SyncCollection,
  rows: readonly ReadRow[],
  context: JudgeContext,
): Promise<Pick<PushReply, 'results' | 'grown'>> {
  const at = context.now;
  const counters = scopeCounters(tx, collection);
  const known = await lockAndRead(tx, counters, collection, rows);
  // A later row of the same request meets what an earlier one has just brought.
  const standing = new Map(known.masters);
  const requests = rows.flatMap((row) =>
    row.ok && isExportRequest(row.row.doc) ? [row.row.doc] : [],
  );
  const declared =
    requests.length === 0
      ? new Map<string, number>()
      : await aboveWall(tx, () => countDeclared(tx, requests, context.today));
  const arrivals: Arrival[] = [];
  const verdicts = rows.map((row) => {
    const away = row.ok ? known.moved.away.get(row.id) : undefined;
    if (row.ok && away !== undefined) {
      const { verdict, arrival } = judgeArrival(context, row, away);
      if (arrival !== null) arrivals.push(arrival);
      return verdict;
    }
    const judged = judge(context, collection, row, known, standing);
    const verdict = row.ok
      ? (refusedExport(judged, standing.get(row.id), declared) ?? judged)
      : judged;
    if (verdict.kind !== 'write') return verdict;
    standing.set(row.id, verdict.row);
    const home = known.moved.homes.get(row.id);
    const isNew = known.masters.get(row.id) === undefined;
    return home === undefined || !isNew
      ? verdict
      : { kind: 'write' as const, ...sentOn(verdict.row, home) };
  });
  const writer = { collection, counters, at, device: session.deviceId, actor: session.userId };
  // Totals are over the whole district, whoever sends.
  const aside = await aboveWall(tx, () =>
    lookOnArrival(
      tx,
      at,
      verdicts.map((verdict) =>
        verdict.kind === 'write'
          ? { row: verdict.row, before: known.masters.get(verdict.row.doc.id) }
          : null,
      ),
    ),
  );
  const kept = verdicts.map((verdict, index) => asKept(verdict, aside.get(index)));
  const sent = kept.flatMap((verdict) =>
    verdict.kind === 'write' && verdict.cameFrom !== undefined ? [verdict.cameFrom.doc] : [],
  );
  // What goes to a unit that the sender does not see is written above the wall, and nothing else is.
  const store = () => storeAccepted(tx, writer, rows, kept, known.masters);
  const failed = sent.length === 0 ? await store() : await aboveWall(tx, store);
  const grownByMoves = await followAll(tx, writer, arrivals, sent);
  const results = verdicts.map((verdict, index) =>
    resultOf(rows[index]?.id ?? '', failed.get(index) ?? verdict),
  );
  await keepInQuarantine(tx, writer, rows, results);
  const noted = [...aside].filter(([index]) => !failed.has(index)).map(([, { event }]) => event);
  // Where rows were kept as they came, the sender has them already and need not be told.
  const asSent = aside.size === 0 && arrivals.length === 0 && sent.length === 0;
  const device = asSent ? writer.device : '';
  await tellScopes(tx, { collection, device }, await counters.save());
  const noticed = await aboveWall(tx, () => noteSetAside(tx, writer, noted));
  await tellScopes(tx, { collection: null, device: '' }, [
    ...new Set([...noticed, ...grownByMoves]),
  ]);
  if (rows.length > 0) {
    const accepted = results.filter((result) => result.status === 'accepted').length;
    await appendAudit(tx, {
      at,
      actor: session.userId,
      device: session.deviceId,
      verb: `push ${collection}`,
      subject: session.actor.unit,
      result: `${accepted}/${results.length}`,
    });
  }
  return { results, grown: asSent ? counters.grown() : [] };
}

async function followAll(
  tx: Transaction,
  writer: Writer,
  arrivals: readonly Arrival[],
  sent: readonly Doc[],
): Promise<readonly string[]> {
  const records = sent.filter((doc): doc is Envelope => !('recordType' in doc));
  if (arrivals.length === 0 && records.length === 0) return [];
  return aboveWall(tx, async () => {
    // A case that was sent on will be edited again by a sender who has not heard of it.
    if (records.length > 0) await rememberBase(tx, writer.at, records);
    // One record may come twice in a request; each merges into what the one before has left.
    const grown: string[] = [];
    for (const arrival of arrivals) grown.push(...(await mergeArrival(tx, writer, arrival)));
    return grown;
  });
}

interface Known {
  /** What the district holds and the actor may see. */
  readonly masters: ReadonlyMap<string, StoredRow>;
  /** Where the others are. */
  readonly hidden: ReadonlyMap<string, Place>;
  readonly moved: MovedRows;
  /** Deleted so long ago that only the id is known. */
  readonly purged: ReadonlySet<string>;
}

/**
 * Locks the counters of all scopes these rows come from or go to, then reads what the district holds. Whoever writes a row
 * holds its scope's counter, so nothing read here changes before commit.
 */
async function lockAndRead(
  tx: Transaction,
  counters: ScopeCounters,
  collection: SyncCollection,
  rows: readonly ReadRow[],
): Promise<Known> {
  const read = rows.flatMap((row) => (row.ok ? [row] : []));
  const ids = [...new Set(read.map((row) => row.id))];
  for (;;) {
    const masters = await readRows(tx, collection, ids);
    const places = await readPlaces(
      tx,
      collection,
      ids.filter((id) => !masters.has(id)),
    );
    const moved = await findMoved(tx, collection, rows, places);
    const scopes = [
      ...read.map((row) => row.row.doc.unit),
      ...[...masters.values()].map((master) => placeOf(master.doc).scope),
      ...[...places.values()].map((place) => place.scope),
      ...[...moved.homes.values()].map((home) => home.unit),
    ];
    if (scopes.every((scope) => counters.has(scope)))
      return { masters, hidden: places, moved, purged: await readPurged(tx, collection, ids) };
    await counters.lock(scopes);
  }
}

function judge(
  context: JudgeContext,
  collection: SyncCollection,
  row: ReadRow,
  known: Known,
  standing: ReadonlyMap<string, StoredRow>,
): Verdict {
  if (!row.ok) return rejected(row.code, row.problems);
  if (collection === 'masters') return rejected('masters_read_only');
  const place = known.hidden.get(row.id);
  if (place !== undefined) return judgeHidden(context, row.row, place);
  const master = standing.get(row.id);
  if (master === undefined && known.purged.has(row.id)) return longDeleted(row.row);
  return collection === 'events'
    ? judgeEvent(context, row.row, master)
    : judgeRecord(context, row.base, row.row, master);
}

function refusedExport(
  verdict: Verdict,
  before: StoredRow | undefined,
  declared: ReadonlyMap<string, number>,
): Verdict | null {
  if (verdict.kind !== 'write' || verdict.row.deleted || 'recordType' in verdict.row.doc)
    return null;
  const { doc } = verdict.row;
  const was = before === undefined || 'recordType' in before.doc ? null : before.doc;
  return judgeDeclared(doc, was, declared.get(doc.id));
}

async function readPurged(
  tx: Transaction,
  collection: SyncCollection,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx.query<{ id: string }>(
    'SELECT id FROM purged WHERE collection = $1 AND id = ANY($2::text[])',
    [collection, ids],
  );
  return new Set(rows.map((row) => row.id));
}

/** Edit against delete, long after: the deletion stands and the device makes a card of its edit. */
function longDeleted({ doc }: StoredRow): Verdict {
  return {
    kind: 'conflict',
    master: { doc: { ...doc, data: {}, mutation: 'purged' }, deleted: true },
  };
}

/** What needs a decision is written in the state that waits for it. */
function asKept(verdict: Verdict, aside: SetAside | undefined): Verdict {
  return aside === undefined ? verdict : { ...verdict, kind: 'write', row: aside.row };
}

function resultOf(id: string, verdict: Verdict): PushResult {
  switch (verdict.kind) {
    case 'write':
    case 'same':
    case 'follow':
      return { status: 'accepted', id };
    case 'conflict':
      return { status: 'conflict', id, master: toWire(verdict.master) };
    case 'rejected':
      return { status: 'rejected', id, code: verdict.code, problems: [...verdict.problems] };
    default:
      return verdict satisfies never;
  }
}
