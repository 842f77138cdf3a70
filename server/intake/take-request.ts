/** Takes one online request in: a record in the matched unit's scope, its clock started by this receipt, and a token for the sender. */
import { randomUUID } from 'node:crypto';
import { districtUnit } from '../../shared/access/actor.ts';
import { addDays } from '../../shared/calendar/day.ts';
import { businessDateOf } from '../../shared/calendar/time-zone.ts';
import { findUnitByCode } from '../../shared/divisions/haishu-units.ts';
import type { Envelope, PlainData } from '../../shared/records/envelope.ts';
import { onlineRequest } from '../../shared/records/online_request/index.ts';
import { cleanData, hasErrors, validateRecord } from '../../shared/records/validate.ts';
import { moveRecord } from '../../shared/workflow/move.ts';
import type { IntakeRequest } from '../../shared/sync/intake-protocol.ts';
import type { Transaction } from '../database/database.ts';
import { isoNow, type ServerDeps } from '../deps.ts';
import { fail, type Answer } from '../http/answer.ts';
import { serverActor } from '../instance.ts';
import { intakeContext } from './intake-context.ts';
import { hashToken, newToken, nextServerNo, senderHash, type Receipt } from './receipts.ts';
import { writeRequest } from './write-request.ts';

/** Requests of one sender within 24 hours; more are held back. */
const mostADay = 5;
/** Personal text from abroad is kept two years after the close (domain.md §3.5); until it closes the receipt's day counts. */
const keptDays = 730;

export async function takeRequest(
  deps: ServerDeps,
  input: IntakeRequest,
): Promise<Answer<Receipt>> {
  const at = isoNow(deps.clock);
  const token = newToken(deps.random);
  // A robot filled what people do not see: it is given a receipt of the usual form, and nothing is kept.
  if ((input.website ?? '') !== '')
    return { ok: true, value: { serverNo: lureNo(deps, at), token } };
  const sender = senderHash(deps, input.phone);
  return deps.database.transaction(async (tx): Promise<Answer<Receipt>> => {
    if ((await sentToday(tx, sender, at)) >= mostADay) return fail('too_many', { seconds: 86_400 });
    const serverNo = await nextServerNo(tx, Number(at.slice(0, 4)));
    const made = newRequest(deps, input, { at, serverNo });
    if (!made.ok) return made;
    await writeRequest(deps, tx, { before: null, after: made.value, kind: 'create' });
    await tx.query(
      'INSERT INTO intake (server_no, doc_id, token_hash, sender_hash, received_at) VALUES ($1, $2, $3, $4, $5)',
      [serverNo, made.value.id, hashToken(token), sender, at],
    );
    return { ok: true, value: { serverNo, token } };
  });
}

async function sentToday(tx: Transaction, sender: string, at: string): Promise<number> {
  const rows = await tx.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM intake WHERE sender_hash = $1 AND received_at > $2::timestamptz - interval '24 hours'`,
    [sender, at],
  );
  return rows[0]?.n ?? 0;
}

function newRequest(
  deps: ServerDeps,
  input: IntakeRequest,
  { at, serverNo }: { at: string; serverNo: string },
): Answer<Envelope> {
  const context = intakeContext(deps, at);
  const matched = input.unit !== undefined && findUnitByCode(input.unit) !== null;
  const data: PlainData = cleanData(onlineRequest.fields, {
    channel: input.channel,
    serverNo,
    receivedAt: at,
    kind: input.kind,
    senderName: input.name,
    senderContact: input.phone,
    ...(input.country === undefined ? {} : { senderCountry: input.country }),
    ...(input.identity === undefined ? {} : { identityClaimed: input.identity }),
    title: input.title,
    content: input.content,
    matched,
    purgeOn: addDays(businessDateOf(at), keptDays),
  });
  const problems = validateRecord(onlineRequest, data, context);
  if (hasErrors(problems)) {
    const first = problems.find((problem) => problem.severity === 'error');
    return fail('bad_request', { field: portalField(first?.field ?? '') });
  }
  const unit = matched && input.unit !== undefined ? input.unit : districtUnit;
  const arrive = onlineRequest.workflow?.transitions.find((step) => step.action === 'arrive');
  if (arrive === undefined) throw new Error('online requests can arrive');
  const envelope: Envelope = {
    id: randomUUID(),
    type: onlineRequest.name,
    unit,
    community: '',
    state: '',
    bizNo: '',
    class: 'internal',
    isDemo: deps.instance.isDemo,
    schemaVersion: onlineRequest.version,
    version: 1,
    mutation: randomUUID(),
    createdAt: at,
    createdBy: serverActor.id,
    updatedAt: at,
    updatedBy: serverActor.id,
    device: serverActor.id,
    data,
  };
  return {
    ok: true,
    value: moveRecord(
      onlineRequest,
      envelope,
      { transition: arrive, from: null, stepId: randomUUID() },
      context,
    ),
  };
}

/** Our field under the name that the portal sent. */
function portalField(field: string): string {
  const names: Readonly<Record<string, string>> = {
    senderName: 'name',
    senderContact: 'phone',
    senderCountry: 'country',
    identityClaimed: 'identity',
  };
  return names[field] ?? field;
}

/** Looks like a number of this year, and is none: real ones begin at 1. */
function lureNo(deps: ServerDeps, at: string): string {
  const some = Buffer.from(deps.random(4)).readUInt32BE() % 900_000;
  return `WS-${at.slice(0, 4)}-${String(100_000 + some)}`;
}
