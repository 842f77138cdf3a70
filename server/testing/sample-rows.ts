/** Wire rows made from the registry's own samples. */
import { randomUUID } from 'node:crypto';
import { recordType } from '../../shared/records/registry.ts';
import { moveRecord } from '../../shared/workflow/move.ts';
import type { WireEvent, WireRecord } from '../../shared/sync/protocol.ts';
import type { TestSeat } from './test-office.ts';

const at = '2026-11-20T02:00:00.000Z';

/** A new record by this seat, with the type's first sample as its content. */
export function newRow(
  seat: Pick<TestSeat, 'userId' | 'unit' | 'device'> & Partial<Pick<TestSeat, 'reply'>>,
  type: string,
  changes: Partial<WireRecord> = {},
  more: WireRecord['data'] = {},
): WireRecord {
  const registered = recordType(type);
  const sample = registered?.samples[0];
  if (registered === undefined || sample === undefined) throw new Error(`no sample of ${type}`);
  const row: WireRecord = {
    id: randomUUID(),
    type,
    unit: seat.unit,
    community: '',
    state: firstState(type),
    bizNo: '',
    class: 'internal',
    isDemo: true,
    schemaVersion: registered.version,
    version: 1,
    mutation: randomUUID(),
    createdAt: at,
    createdBy: seat.userId,
    updatedAt: at,
    updatedBy: seat.userId,
    device: seat.device.id,
    // Through JSON, as it would come over the wire.
    data: JSON.parse(JSON.stringify({ ...sample, ...more })) as WireRecord['data'],
    _deleted: false,
    ...changes,
  };
  const born = registered.workflow?.transitions.find((step) => step.from.includes(null));
  if (registered.workflow?.tracked !== true || born === undefined || seat.reply === undefined)
    return row;
  const step = { transition: born, from: null, stepId: randomUUID() };
  const { actor } = seat.reply;
  const context = { now: at, today: at.slice(0, 10), isDemo: true, actor, opinion: '' };
  return { ...moveRecord(registered, row, step, context), _deleted: false } as WireRecord;
}

/** The next version of a row, changed by this seat. */
export function edited(
  seat: Pick<TestSeat, 'userId' | 'device'>,
  row: WireRecord,
  data: WireRecord['data'],
  changes: Partial<WireRecord> = {},
): WireRecord {
  return {
    ...row,
    version: row.version + 1,
    mutation: randomUUID(),
    updatedBy: seat.userId,
    device: seat.device.id,
    data: { ...row.data, ...data },
    ...changes,
  };
}

export function newEvent(
  seat: Pick<TestSeat, 'userId' | 'unit' | 'device'>,
  record: WireRecord,
  changes: Partial<WireEvent> = {},
): WireEvent {
  return {
    id: randomUUID(),
    recordId: record.id,
    recordType: record.type,
    unit: record.unit,
    community: record.community,
    kind: 'edit',
    at,
    actor: seat.userId,
    actorName: '演示人员',
    device: seat.device.id,
    deviceSeq: 1,
    mutation: record.mutation,
    isDemo: true,
    data: { changes: [{ field: 'phone', before: null, after: '10100000001' }] },
    _deleted: false,
    ...changes,
  };
}

function firstState(type: string): string {
  const workflow = recordType(type)?.workflow;
  const born = workflow?.transitions.find((step) => step.from.includes(null));
  return born?.to ?? 'active';
}
