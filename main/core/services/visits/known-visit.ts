/** `visits.known`: what a new visit to somebody may start with. */
import type { Input, Output } from '../../../../shared/bridge/contract.ts';
import { ok } from '../../../../shared/result.ts';
import { knownOfVisit } from '../../../../shared/visits/second-visit.ts';
import { cadenceOf } from '../../../../shared/visits/visit-class.ts';
import { findPlain } from '../../documents/stored-documents.ts';
import type { Answer } from '../answer.ts';
import type { ProfileContext } from '../profile/context.ts';
import { readableRecord } from '../records/get-record.ts';
import { idsOf } from '../register/absorbed.ts';
import { workflowContext } from '../workflow/workflow-context.ts';
import { visitSubjects } from './visit-subjects.ts';

type Known = Extract<Output<'visits.known'>, { ok: true }>['value'];

export async function knownVisit(
  context: ProfileContext,
  input: Input<'visits.known'>,
): Promise<Answer<Known>> {
  const found = await readableRecord(context, input);
  if (!found.ok) return found;
  const { record } = found.value;
  const terms = await workflowContext(context);
  const subject = (await visitSubjects(context, record.unit, terms)).find(({ ids }) =>
    ids.includes(record.id),
  );
  const ids = [...(await idsOf(context, record.id)), ...(subject?.ids ?? [])];
  const [row] = await context.store.read.all<{ id: string }>(
    `SELECT id FROM p_visit WHERE subject_id IN (SELECT value FROM json_each(?))
       AND state IN ('submitted', 'confirmed', 'archived') ORDER BY visit_at DESC LIMIT 1`,
    [JSON.stringify(ids)],
  );
  const [last] = row === undefined ? [] : await findPlain(context.store, 'records', [row.id]);
  // No rule names organisations (E17): they have no class and no cadence.
  const visitClass = record.type === 'org' ? null : (subject?.visitClass ?? 'ordinary');
  const { userId, name } = context.actor();
  const address = ['addr', 'liveAddr', 'bizAddr', 'address']
    .map((field) => record.data[field])
    .find((each) => typeof each === 'string');
  const data = knownOfVisit(
    {
      subjectType: record.type,
      last: last === undefined ? null : last.data,
      address: typeof address === 'string' ? address : '',
      visitClass,
      cadenceDays: visitClass === null ? null : cadenceOf(visitClass, terms),
    },
    { today: terms.today, me: { type: 'user', id: userId, label: name } },
  );
  return ok({ data: data as Known['data'] });
}
