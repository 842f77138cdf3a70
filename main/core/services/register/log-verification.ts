/** The log of verifications (E72), written beside the record in the same unit of work. */
import type { Ref } from '../../../../shared/fields/kinds.ts';
import type { Envelope } from '../../../../shared/records/envelope.ts';
import type { RecordType } from '../../../../shared/records/record-type.ts';
import { cleanData } from '../../../../shared/records/validate.ts';
import { verificationIn } from '../../../../shared/records/verification_log/entry.ts';
import {
  verificationLog,
  type VerificationLogData,
} from '../../../../shared/records/verification_log/index.ts';
import type { Work } from '../../documents/unit-of-work.ts';
import type { ProfileContext } from '../profile/context.ts';
import { changesBetween } from '../records/mask-fields.ts';
import { newEnvelope, registeredState, type NumberBook } from '../records/new-envelope.ts';

type Context = ProfileContext & { readonly numbers: NumberBook };

/** The entry that an edit leaves when it moves the day of verification; null where it does not. */
export async function logVerification(
  context: Context,
  work: Work,
  type: RecordType,
  { before, after }: { readonly before: Envelope; readonly after: Envelope },
): Promise<Envelope | null> {
  if (verificationLog.fields['subject']?.refTypes?.includes(type.name) !== true) return null;
  const data = verificationIn({
    subject: { type: type.name, id: after.id, label: type.label(after.data) },
    before: before.data,
    after: after.data,
    changed: changesBetween(before.data, after.data).map(({ field }) => field),
    by: me(context),
  });
  return data === null ? null : putEntry(context, work, after, data);
}

/** An entry of the log beside the record that it is about. */
export async function putEntry(
  context: Context,
  work: Work,
  subject: Envelope,
  data: VerificationLogData,
): Promise<Envelope> {
  const entry = await newEnvelope(context, work, {
    id: context.newId(),
    type: verificationLog,
    data: cleanData(verificationLog.fields, data),
    community: subject.community,
    state: registeredState,
    unit: subject.unit,
  });
  await work.putRecord(entry);
  work.addEvent('create', entry, { to: entry.state });
  return entry;
}

export function me(context: Pick<ProfileContext, 'actor'>): Ref {
  const { userId, name } = context.actor();
  return { type: 'user', id: userId, label: name };
}
