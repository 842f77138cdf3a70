/** The records somebody chose, by name or by a list's filter, in the order of the list; only those that they may do `verb` with. */
import type { Pick } from '../../../../shared/bridge/prints.ts';
import { can, type Verb } from '../../../../shared/access/can.ts';
import type { Envelope } from '../../../../shared/records/envelope.ts';
import type { RecordType } from '../../../../shared/records/record-type.ts';
import { ok } from '../../../../shared/result.ts';
import { findPlain } from '../../documents/stored-documents.ts';
import { fail, type Answer } from '../answer.ts';
import { listIds } from '../lists/list-ids.ts';
import type { ProfileContext } from '../profile/context.ts';

export interface Picked {
  readonly records: readonly Envelope[];
  /** Chosen, but out of this person's reach, or gone. */
  readonly left: number;
}

export async function pickedRecords(
  context: ProfileContext,
  type: RecordType,
  pick: Pick,
  { verb, max }: { readonly verb: Verb; readonly max: number },
): Promise<Answer<Picked>> {
  const ids = pick.by === 'ids' ? ok(pick.ids) : await listIds(context, pick.query, max);
  if (!ids.ok) return ids;
  if (ids.value.length > max) return fail('E_TOO_MANY', { max, count: ids.value.length });
  const found = await findPlain(context.store, type.collection, ids.value);
  const records = found.filter(
    (record) =>
      record.type === type.name &&
      can(context.actor(), 'read', type, record, record).allow &&
      can(context.actor(), verb, type, record, record).allow,
  );
  return ok({ records, left: ids.value.length - records.length });
}
