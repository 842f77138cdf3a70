/** Writes into the records that a saved one names what it has to tell them (shared/records/tells.ts), in the same unit of work. */
import { can } from '../../../../shared/access/can.ts';
import type { Envelope } from '../../../../shared/records/envelope.ts';
import type { RecordType } from '../../../../shared/records/record-type.ts';
import { recordType } from '../../../../shared/records/registry.ts';
import { cleanData } from '../../../../shared/records/validate.ts';
import type { Work } from '../../documents/unit-of-work.ts';
import type { ProfileContext } from '../profile/context.ts';
import { changesBetween } from './mask-fields.ts';
import { nextEnvelope } from './new-envelope.ts';

/** A record that is not here, or that this person may not write, is left alone. */
export async function tellRecords(
  context: ProfileContext,
  work: Work,
  type: RecordType,
  record: Envelope,
): Promise<void> {
  for (const { into, patch } of type.tells ?? []) {
    const ref = record.data[into];
    if (typeof ref !== 'object' || ref === null || !('id' in ref)) continue;
    const before = await work.record(String(ref.id));
    const target = before === undefined ? undefined : recordType(before.type);
    if (before === undefined || target === undefined) continue;
    const change = patch(record.data, before.data);
    if (change === null || !can(context.actor(), 'edit', target, before, before).allow) continue;
    const data = cleanData(target.fields, { ...before.data, ...change });
    const changes = changesBetween(before.data, data);
    if (changes.length === 0) continue;
    const next = nextEnvelope(context, before, { data });
    await work.putRecord(next);
    work.addEvent('edit', next, {
      changes,
      cause: { type: type.name, id: record.id, action: 'save' },
    });
  }
}
