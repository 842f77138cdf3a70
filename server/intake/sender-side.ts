/** What the sender may do with the receipt: hear the answer, and rate it. */
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Envelope } from '../../shared/records/envelope.ts';
import { onlineRequest } from '../../shared/records/online_request/index.ts';
import { stepsOf } from '../../shared/workflow/flow.ts';
import { moveRecord } from '../../shared/workflow/move.ts';
import type { IntakeAnswer, intakeRating } from '../../shared/sync/intake-protocol.ts';
import type { Queries } from '../database/database.ts';
import { isoNow, type ServerDeps } from '../deps.ts';
import { scopeCounters } from '../docs/scope-counters.ts';
import { readRows } from '../docs/stored-row.ts';
import { fail, type Answer } from '../http/answer.ts';
import { serverActor } from '../instance.ts';
import { intakeContext } from './intake-context.ts';
import { findReceipt, type Receipt } from './receipts.ts';
import { writeRequest } from './write-request.ts';

/** The answer once there is one, and before that only how far it is. Nothing of what was sent. */
export async function answerFor(deps: ServerDeps, receipt: Receipt): Promise<Answer<IntakeAnswer>> {
  const found = await findReceipt(deps.database, receipt);
  if (found === null) return fail('not_found');
  const record = await readRequest(deps.database, found.docId);
  if (record === null) return fail('not_found');
  const { answer, answerDocRef, answeredOn } = record.data;
  const isAnswered = stepsOf(record).some((step) => step.to === 'answered');
  return {
    ok: true,
    value: {
      state: stateFor(record),
      // A draft of an answer that the lead has not checked yet is not an answer.
      ...(isAnswered && typeof answer === 'string' ? { answer } : {}),
      ...(isAnswered && typeof answerDocRef === 'string' ? { docRef: answerDocRef } : {}),
      ...(typeof answeredOn === 'string' ? { answeredOn } : {}),
    },
  };
}

/** Takes the rating of the present answer; a second rating of the same answer is refused. */
export async function rateRequest(
  deps: ServerDeps,
  input: z.infer<typeof intakeRating>,
): Promise<Answer<Record<string, never>>> {
  const found = await findReceipt(deps.database, input);
  if (found === null) return fail('not_found');
  return deps.database.transaction(async (tx): Promise<Answer<Record<string, never>>> => {
    const seen = await readRequest(tx, found.docId);
    if (seen === null) return fail('not_found');
    // The counter's lock keeps the office's own change from slipping in between reading and writing.
    await scopeCounters(tx, 'records').lock([seen.unit]);
    const record = await readRequest(tx, found.docId);
    const rate = onlineRequest.workflow?.transitions.find((step) => step.action === 'rate');
    if (record === null || rate === undefined || !rate.from.includes(record.state))
      return fail('bad_request', { field: 'state' });
    const at = isoNow(deps.clock);
    const filled: Envelope = {
      ...record,
      version: record.version + 1,
      mutation: randomUUID(),
      updatedAt: at,
      updatedBy: serverActor.id,
      device: serverActor.id,
      data: {
        ...record.data,
        rating: input.rating,
        ratedAt: at,
        ...(input.note === undefined ? {} : { ratingNote: input.note }),
      },
    };
    const step = { transition: rate, from: record.state, stepId: randomUUID() };
    const after = moveRecord(onlineRequest, filled, step, intakeContext(deps, at));
    await writeRequest(deps, tx, { before: record, after, kind: 'transition' });
    return { ok: true, value: {} };
  });
}

/** The request, or where the district passed it on to. */
async function readRequest(queries: Queries, id: string, hops = 3): Promise<Envelope | null> {
  const row = (await readRows(queries, 'records', [id])).get(id);
  if (row === undefined || row.deleted || !('type' in row.doc)) return null;
  if (row.doc.type !== onlineRequest.name) return null;
  const next = row.doc.data['forwardedTo'];
  if (row.doc.state !== 'forwarded' || typeof next !== 'string' || hops === 0) return row.doc;
  return (await readRequest(queries, next, hops - 1)) ?? row.doc;
}

function stateFor(record: Envelope): IntakeAnswer['state'] {
  if (record.state === 'new') return 'received';
  if (record.state === 'answered' || record.state === 'rated') return 'answered';
  return ['closed', 'invalid', 'merged'].includes(record.state) ? 'closed' : 'in_work';
}
