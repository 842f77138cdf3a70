/** Everything that happened to one record, newest first. Sensitive values in changes stay masked. */
import type { Input, Output } from '../../../../shared/bridge/contract.ts';
import type { EventDoc, FieldChange, PlainData } from '../../../../shared/records/envelope.ts';
import { recordType } from '../../../../shared/records/registry.ts';
import { ok } from '../../../../shared/result.ts';
import { plain, type Stored } from '../../documents/stored-documents.ts';
import { fail, type Answer } from '../answer.ts';
import type { ProfileContext } from '../profile/context.ts';
import { maskChanges, maskClash, type MaskableClash } from './mask-fields.ts';
import { can } from '../../../../shared/access/can.ts';

type Timeline = Extract<Output<'records.timeline'>, { ok: true }>['value'];

const most = 500;

export async function timelineOf(
  context: ProfileContext,
  input: Input<'records.timeline'>,
): Promise<Answer<Timeline>> {
  const { store } = context;
  const found = await store.collections.events
    .find({ selector: { recordId: input.id }, sort: [{ at: 'desc' }], limit: most })
    .exec();
  const events = found.map((doc) =>
    plain<'events'>(doc.toMutableJSON(true) as unknown as Stored<'events'>),
  );
  const first = events[0];
  if (first === undefined) return ok([]);
  const type = recordType(first.recordType);
  if (type === undefined) return fail('E_UNKNOWN_TYPE', { type: first.recordType });
  // The right to the record is the right to its history; the scope stands in every event.
  if (!can(context.actor(), 'read', type, first).allow) return fail('E_NOT_FOUND');
  const waiting = new Set(
    (await store.outbox.list({ collection: 'events', limit: 5000 })).map((row) => row.id),
  );
  const ordered = events.toSorted((a, b) => b.at.localeCompare(a.at) || b.deviceSeq - a.deviceSeq);
  return ok(
    ordered.map((event) => ({
      ...event,
      data: shownData(event) as Timeline[number]['data'],
      pending: waiting.has(event.id),
    })),
  );
}

function shownData(event: EventDoc): PlainData {
  const fields = recordType(event.recordType)?.fields ?? {};
  const data: PlainData = { ...event.data };
  if (Array.isArray(data['changes']))
    data['changes'] = maskChanges(fields, data['changes'] as FieldChange[]);
  if (Array.isArray(data['clashes']))
    data['clashes'] = (data['clashes'] as MaskableClash[]).map((clash) => maskClash(fields, clash));
  return data;
}
