/** Writes a request and the event of its last step through the same counters as everybody's rows, and wakes the unit's devices. */
import { randomUUID } from 'node:crypto';
import type { Envelope, EventDoc } from '../../shared/records/envelope.ts';
import { stepsOf } from '../../shared/workflow/flow.ts';
import type { Transaction } from '../database/database.ts';
import type { ServerDeps } from '../deps.ts';
import { scopeCounters } from '../docs/scope-counters.ts';
import { writeRows } from '../docs/write-rows.ts';
import { serverActor } from '../instance.ts';
import { tellScopes } from '../live/notices.ts';

export interface RequestWrite {
  readonly before: Envelope | null;
  readonly after: Envelope;
  readonly kind: 'create' | 'transition';
}

/** The scope's counter of records is locked before the record is read for a change: see `rateRequest`. */
export async function writeRequest(
  _deps: ServerDeps,
  tx: Transaction,
  { before, after, kind }: RequestWrite,
): Promise<void> {
  const at = after.updatedAt;
  const writer = { at, device: serverActor.id, actor: serverActor.id };
  const records = scopeCounters(tx, 'records');
  const events = scopeCounters(tx, 'events');
  await records.lock([after.unit]);
  await events.lock([after.unit]);
  await writeRows(tx, { collection: 'records', counters: records, ...writer }, [
    {
      doc: after,
      deleted: false,
      before: before === null ? undefined : { doc: before, deleted: false },
    },
  ]);
  await writeRows(tx, { collection: 'events', counters: events, ...writer }, [
    { doc: eventOf(after, kind), deleted: false, before: undefined },
  ]);
  const grown = new Set([...(await records.save()), ...(await events.save())]);
  await tellScopes(tx, { collection: null, device: '' }, [...grown]);
}

function eventOf(record: Envelope, kind: RequestWrite['kind']): EventDoc {
  const step = stepsOf(record).at(-1);
  return {
    id: randomUUID(),
    recordId: record.id,
    recordType: record.type,
    unit: record.unit,
    community: record.community,
    kind,
    at: record.updatedAt,
    actor: serverActor.id,
    actorName: serverActor.name,
    device: serverActor.id,
    deviceSeq: 1,
    mutation: record.mutation,
    isDemo: record.isDemo,
    data: {
      action: step?.action ?? '',
      to: record.state,
      ...(typeof step?.from === 'string' ? { from: step.from } : {}),
      ...(step?.dueAfter === undefined ? {} : { dueAfter: step.dueAfter }),
    },
  };
}
