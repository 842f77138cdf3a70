/** `records.timeline`: everything that happened to a record, newest first; sensitive values masked on both sides of a change. */
import type { Input, Output } from '../../../../shared/bridge/contract.ts';
import { can } from '../../../../shared/access/can.ts';
import type { EventDoc, FieldChange } from '../../../../shared/records/envelope.ts';
import type { Fields } from '../../../../shared/fields/field.ts';
import { recordType } from '../../../../shared/records/registry.ts';
import { ok } from '../../../../shared/result.ts';
import { plain, type Stored } from '../../documents/stored-documents.ts';
import type { Answer } from '../answer.ts';
import type { ProfileContext } from '../profile/context.ts';
import { mask, maskChanges } from './mask-fields.ts';

type Timeline = Extract<Output<'records.timeline'>, { ok: true }>['value'];
interface Clash {
  readonly field: string;
}

const longest = 500;

export async function readTimeline(context: ProfileContext, { id }: Input<'records.timeline'>): Promise<Answer<Timeline>> {
  const found = await context.store.collections.events.find({ selector: { recordId: id }, sort: [{ at: 'desc' }], limit: longest }).exec();
  const waiting = await context.store.read.all<{ id: string }>(`SELECT id FROM outbox WHERE collection = 'events'`);
  const unsent = new Set(waiting.map((row) => row.id));
  const actor = context.actor();
  const events = found
    .map((document) => plain<'events'>(document.toJSON(true) as Stored<'events'>))
    .filter((event) => isReadable(event, actor))
    .toSorted(newestFirst);
  return ok(events.map((event) => ({ ...event, data: shownData(event), pending: unsent.has(event.id) })));
}

function isReadable(event: EventDoc, actor: ReturnType<ProfileContext['actor']>): boolean {
  const type = recordType(event.recordType);
  return type !== undefined && can(actor, 'read', type, event).allow;
}

/** One device's own order is exact; between devices only the time they noted is known. */
function newestFirst(a: EventDoc, b: EventDoc): number {
  if (a.device === b.device) return b.deviceSeq - a.deviceSeq;
  return a.at < b.at ? 1 : -1;
}

function shownData(event: EventDoc): EventDoc['data'] {
  const fields = recordType(event.recordType)?.fields ?? {};
  const data = { ...event.data };
  if (Array.isArray(data['changes'])) data['changes'] = maskChanges(fields, data['changes'] as unknown as FieldChange[]) as unknown as EventDoc['data'][string];
  if (Array.isArray(data['clashes'])) data['clashes'] = (data['clashes'] as unknown as Clash[]).map((clash) => maskClash(fields, clash)) as unknown as EventDoc['data'][string];
  return data;
}

function maskClash(fields: Fields, clash: Clash): Clash {
  const [key = ''] = clash.field.split('.');
  const sensitive = fields[key]?.privacy === 3;
  return sensitive ? { ...clash, base: mask, mine: mask, theirs: mask } as Clash : clash;
}
