/**
 * Takes rows from a device (shared/sync/protocol.ts). Each row gets its own result; one bad row never stops the others.
 * Everything of one request — rows, counters, quarantine, audit, the stored answer — is one transaction.
 */
import type { z } from 'zod';
import { businessDateOf } from '../../shared/calendar/time-zone.ts';
import type { pushReply, PushRequest, PushResult } from '../../shared/sync/protocol.ts';
import { appendAudit } from '../audit.ts';
import type { Session } from '../auth/session.ts';
import type { Transaction } from '../database/database.ts';
import { isoNow, type ServerDeps } from '../deps.ts';
import { scopeCounters, type ScopeCounters } from '../docs/scope-counters.ts';
import { placeOf, readRows, toWire, type StoredRow } from '../docs/stored-row.ts';
import { visibilityOf } from '../docs/visibility.ts';
import { tellScopes } from '../live/notices.ts';
import { judgeEvent } from './judge-event.ts';
import { judgeRecord } from './judge-record.ts';
import { rejected, type JudgeContext, type Verdict } from './judgement.ts';
import { lookOnArrival, noteSetAside, type SetAside } from './look-on-arrival.ts';
import { keepInQuarantine } from './quarantine.ts';
import { workflowRules } from './workflow-rules.ts';
import { readPushRow, type ReadRow } from './read-push-row.ts';
import { answerOnce } from './requests.ts';
import { storeAccepted } from './store-accepted.ts';

export type PushReply = z.infer<typeof pushReply>;

export async function push(
  deps: ServerDeps,
  session: Session,
  request: PushRequest,
): Promise<PushReply> {
  const rows = request.rows.map((row, index) => readPushRow(request.collection, row, index));
  return deps.database.transaction((tx) =>
    answerOnce(tx, session, request.requestId, isoNow(deps.clock), async () => {
      const results = await takeRows(deps, tx, session, request.collection, rows);
      return { results, instance: deps.instance.id, epoch: deps.instance.epoch };
    }),
  );
}

async function takeRows(
  deps: ServerDeps,
  tx: Transaction,
  session: Session,
  collection: PushRequest['collection'],
  rows: readonly ReadRow[],
): Promise<PushResult[]> {
  const at = isoNow(deps.clock);
  const counters = scopeCounters(tx, collection);
  const masters = await lockAndRead(tx, counters, collection, rows);
  const context: JudgeContext = {
    // Events are only added; no workflow is asked.
    ...(collection === 'records'
      ? await workflowRules(tx, session.actor, businessDateOf(at))
      : { actor: session.actor }),
    isDemo: deps.instance.isDemo,
    now: at,
    today: businessDateOf(at),
    visibility: await visibilityOf(tx, session.actor, collection),
  };
  // A later row of the same request meets what an earlier one has just brought.
  const standing = new Map(masters);
  const verdicts = rows.map((row) => {
    const verdict = judge(context, collection, row, standing);
    if (verdict.kind === 'write') standing.set(row.id, verdict.row);
    return verdict;
  });
  const writer = { collection, counters, at, device: session.deviceId, actor: session.userId };
  const aside = await lookOnArrival(
    tx,
    at,
    verdicts.map((verdict) =>
      verdict.kind === 'write'
        ? { row: verdict.row, before: masters.get(verdict.row.doc.id) }
        : null,
    ),
  );
  const kept = verdicts.map((verdict, index) => asKept(verdict, aside.get(index)));
  const failed = await storeAccepted(tx, writer, rows, kept, masters);
  const results = verdicts.map((verdict, index) =>
    resultOf(rows[index]?.id ?? '', failed.get(index) ?? verdict),
  );
  await keepInQuarantine(tx, writer, rows, results);
  const noted = [...aside].filter(([index]) => !failed.has(index)).map(([, { event }]) => event);
  const grown = [...(await counters.save()), ...(await noteSetAside(tx, writer, noted))];
  await tellScopes(tx, [...new Set(grown)]);
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
  return results;
}

/**
 * Locks the counters of all scopes these rows come from or go to, then reads what the district holds. Whoever writes a row
 * holds its scope's counter, so nothing read here changes before commit.
 */
async function lockAndRead(
  tx: Transaction,
  counters: ScopeCounters,
  collection: PushRequest['collection'],
  rows: readonly ReadRow[],
): Promise<Map<string, StoredRow>> {
  const read = rows.flatMap((row) => (row.ok ? [row] : []));
  const ids = [...new Set(read.map((row) => row.id))];
  let masters = await readRows(tx, collection, ids);
  for (;;) {
    const scopes = [
      ...read.map((row) => row.row.doc.unit),
      ...[...masters.values()].map((master) => placeOf(master.doc).scope),
    ];
    if (scopes.every((scope) => counters.has(scope))) return masters;
    await counters.lock(scopes);
    masters = await readRows(tx, collection, ids);
  }
}

function judge(
  context: JudgeContext,
  collection: PushRequest['collection'],
  row: ReadRow,
  standing: ReadonlyMap<string, StoredRow>,
): Verdict {
  if (!row.ok) return rejected(row.code, row.problems);
  const master = standing.get(row.id);
  if (collection === 'masters') return rejected('masters_read_only');
  return collection === 'events'
    ? judgeEvent(context, row.row, master)
    : judgeRecord(context, row.base, row.row, master);
}

/** What needs a decision is written in the state that waits for it. */
function asKept(verdict: Verdict, aside: SetAside | undefined): Verdict {
  return aside === undefined ? verdict : { kind: 'write', row: aside.row };
}

function resultOf(id: string, verdict: Verdict): PushResult {
  switch (verdict.kind) {
    case 'write':
    case 'same':
      return { status: 'accepted', id };
    case 'conflict':
      return { status: 'conflict', id, master: toWire(verdict.master) };
    case 'rejected':
      return { status: 'rejected', id, code: verdict.code, problems: [...verdict.problems] };
    default:
      return verdict satisfies never;
  }
}
