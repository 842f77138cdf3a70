/** Records as lines of a page: what they are, where they stand, what is due. */
import { can } from '../../../../shared/access/can.ts';
import type { Line } from '../../../../shared/bridge/panorama.ts';
import { businessDateOf } from '../../../../shared/calendar/time-zone.ts';
import type { Envelope } from '../../../../shared/records/envelope.ts';
import { recordType } from '../../../../shared/records/registry.ts';
import { flowOf } from '../../../../shared/workflow/flow.ts';
import { findPlain } from '../../documents/stored-documents.ts';
import type { ProfileContext } from '../profile/context.ts';

/** In the order of the ids; what this person may not read is left out. */
export async function readableRecords(
  context: ProfileContext,
  ids: readonly string[],
): Promise<readonly Envelope[]> {
  const found = await findPlain(context.store, 'records', ids);
  const known = new Map(found.map((record) => [record.id, record]));
  return ids.flatMap((id) => {
    const record = known.get(id);
    const type = record === undefined ? undefined : recordType(record.type);
    return record !== undefined &&
      type !== undefined &&
      can(context.actor(), 'read', type, record, record).allow
      ? [record]
      : [];
  });
}

export function lineOf(record: Envelope): Line {
  const type = recordType(record.type);
  const flow = flowOf(record);
  return {
    type: record.type,
    id: record.id,
    label: labelOf(record),
    state: record.state,
    due: type?.workflow?.states[record.state]?.open === true ? (flow?.due ?? null) : null,
    stopped: flow?.stopped !== undefined,
    on: dayOf(record),
  };
}

export function labelOf(record: Envelope): string {
  return recordType(record.type)?.label(record.data) ?? '';
}

export function refOf(record: Envelope): { type: string; id: string; label: string } {
  return { type: record.type, id: record.id, label: labelOf(record) };
}

/** The day a record counts on, as its list says; its creation where the list says nothing. */
export function dayOf(record: Envelope): string | null {
  const type = recordType(record.type);
  const column = type?.list.columns.find(({ key }) => key === type.countedOn);
  const cell = column?.value(record);
  if (typeof cell !== 'string' || cell === '') return businessDateOf(record.createdAt);
  return cell.includes('T') ? businessDateOf(cell) : cell.slice(0, 10);
}
