/** Invented records and events in the envelope, for tests of storage alone. */
import type { Envelope, EventDoc } from '../../../../shared/records/envelope.ts';

/** A record of an invented type with a name, a phone number and whatever else a test wants in `data`. */
export function sampleRecord(id: string, changes: Partial<Envelope> = {}): Envelope {
  return {
    id,
    type: 'person',
    unit: '330203001',
    community: '330203001001',
    state: 'active',
    bizNo: '',
    class: 'internal',
    isDemo: true,
    schemaVersion: 1,
    version: 1,
    mutation: `${id}-1`,
    createdAt: '2026-03-01T01:00:00.000Z',
    createdBy: 'u1',
    updatedAt: '2026-03-01T01:00:00.000Z',
    updatedBy: 'u1',
    device: 'd1',
    data: { name: '演示甲' },
    ...changes,
  };
}

export function sampleEvent(
  id: string,
  recordId: string,
  changes: Partial<EventDoc> = {},
): EventDoc {
  return {
    id,
    recordId,
    recordType: 'person',
    unit: '330203001',
    community: '330203001001',
    kind: 'edit',
    at: '2026-03-01T01:00:00.000Z',
    actor: 'u1',
    actorName: '演示员',
    device: 'd1',
    deviceSeq: 1,
    mutation: '',
    isDemo: true,
    data: {},
    ...changes,
  };
}
