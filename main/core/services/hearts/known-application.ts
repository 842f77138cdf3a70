/** `hardship.known`: what an application for a known household may start with: who applies, by which identity, and who lives there. */
import { can } from '../../../../shared/access/can.ts';
import type { Output } from '../../../../shared/bridge/contract.ts';
import { labelOf } from '../../../../shared/dictionaries/dictionary.ts';
import type { Ref } from '../../../../shared/fields/kinds.ts';
import { asList } from '../../../../shared/records/columns.ts';
import type { Envelope, PlainData } from '../../../../shared/records/envelope.ts';
import { person } from '../../../../shared/records/person/index.ts';
import { ok } from '../../../../shared/result.ts';
import { findPlain } from '../../documents/stored-documents.ts';
import type { Answer } from '../answer.ts';
import type { ProfileContext } from '../profile/context.ts';
import { readableRecord } from '../records/get-record.ts';

type Known = Extract<Output<'hardship.known'>, { ok: true }>['value'];

const most = 20;

export async function knownApplication(
  context: ProfileContext,
  { household }: { readonly household: string },
): Promise<Answer<Known>> {
  const found = await readableRecord(context, { type: 'household', id: household });
  if (!found.ok) return found;
  const head = found.value.record.data['head'] as Ref | undefined;
  const rows = await context.store.read.all<{ id: string }>(
    `SELECT id FROM p_person WHERE household_id = ? AND live_state IN ('in', 'back') ORDER BY birth LIMIT ${most}`,
    [household],
  );
  const people = (
    await findPlain(
      context.store,
      'records',
      rows.map(({ id }) => id),
    )
  ).filter((each) => can(context.actor(), 'read', person, each).allow);
  const applicant = people.find(({ id }) => id === head?.id);
  const members = [...people]
    .toSorted((a, b) => Number(b === applicant) - Number(a === applicant))
    .map((each) => memberOf(each, each === applicant));
  const identity = applicant === undefined ? undefined : identityOf(applicant);
  const data: PlainData = {
    ...(head === undefined ? {} : { applicant: head }),
    ...(identity === undefined ? {} : { qiaoIdentity: identity }),
    ...(members.length === 0 ? {} : { members }),
  };
  return ok({ data: data as Known['data'] });
}

/** What the register says of them; income and health are asked at the door. */
function memberOf({ id, data }: Envelope, isApplicant: boolean): PlainData {
  const role = data['householdRole'];
  const { birth } = data;
  const work = data['employer'] ?? labelOf('occupation', String(data['occupation'] ?? ''));
  return {
    id,
    name: String(data['nameCn'] ?? ''),
    relation: isApplicant ? '本人' : typeof role === 'string' ? labelOf('rel', role) : '其他',
    ...(typeof birth === 'string' ? { birth } : {}),
    ...(typeof work === 'string' && work !== ''
      ? { employment: Array.from(work).slice(0, 60).join('') }
      : {}),
  };
}

/** The one that holds now. */
function identityOf({ data }: Envelope): string | undefined {
  const held = asList(data['identities']).find(({ to }) => to === undefined);
  return typeof held?.['identity'] === 'string' ? held['identity'] : undefined;
}
