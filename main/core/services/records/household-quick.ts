/** A household with its head, from the dialog in the visit form: both records or none. */
import type { Input, Output } from '../../../../shared/bridge/contract.ts';
import type { Failure } from '../../../../shared/bridge/errors.ts';
import { can } from '../../../../shared/access/can.ts';
import type { Problem } from '../../../../shared/fields/field.ts';
import type { PlainData } from '../../../../shared/records/envelope.ts';
import { cleanData, hasErrors, validateRecord } from '../../../../shared/records/validate.ts';
import { ok } from '../../../../shared/result.ts';
import { denied, findType, invalid, type Answer } from '../answer.ts';
import { checkContextOf, type ProfileContext } from '../profile/context.ts';
import { newEnvelope, registeredState, type NumberBook } from './new-envelope.ts';

type QuickInput = Input<'household.quick'>;
type Made = Extract<Output<'household.quick'>, { ok: true }>['value'];

export async function quickHousehold(
  context: ProfileContext & { readonly numbers: NumberBook },
  input: QuickInput,
): Promise<Answer<Made>> {
  const person = findType('person');
  const household = findType('household');
  if (!person.ok) return person;
  if (!household.ok) return household;
  const check = checkContextOf(context);
  const actor = context.actor();
  const me = { type: 'user', id: actor.userId, label: actor.name };
  return context.work.run<Made, Failure>(async (work) => {
    const ids = { person: context.newId(), household: context.newId(), identity: context.newId() };
    const name = `${input.headName.trim()}户`;
    const verified = { verifiedOn: check.today, verifyMethod: 'visit' };
    const householdData = cleanData(household.value.fields, {
      name,
      head: { type: 'person', id: ids.person, label: input.headName.trim() },
      kind: kindFor(input.identity),
      addr: input.addr,
      community: input.community,
      liaison: me,
      standing: 'active',
      ...verified,
    });
    const personData = cleanData(person.value.fields, {
      nameCn: input.headName,
      sex: input.sex,
      birth: input.birth,
      nationality: 'CHN',
      phone: input.phone,
      identities: [{ id: ids.identity, identity: input.identity, verifyLevel: 'self' }],
      household: { type: 'household', id: ids.household, label: name },
      householdRole: 'head',
      liveAddr: input.addr,
      community: input.community,
      liveCountry: 'CHN',
      liveState: 'in',
      segment: 'C',
      liaison: me,
      source: 'visit',
      ...verified,
    });
    for (const type of [household.value, person.value]) {
      const allowed = can(actor, 'create', type, { unit: actor.unit, community: input.community });
      if (!allowed.allow) return denied(allowed.reason);
    }
    const problems = [
      ...validateRecord(household.value, householdData, check),
      ...validateRecord(person.value, personData, check),
    ];
    if (hasErrors(problems)) return invalid(asTyped(problems));
    const make = (type: typeof person.value, id: string, data: PlainData) =>
      newEnvelope(context, work, {
        id,
        type,
        data,
        community: input.community,
        state: registeredState,
      });
    const records = [
      await make(household.value, ids.household, householdData),
      await make(person.value, ids.person, personData),
    ];
    for (const record of records) {
      await work.putRecord(record);
      work.addEvent('create', record, { to: record.state, way: 'quick' });
    }
    return ok({ type: 'household', id: ids.household, label: name });
  });
}

/** The household's kind follows from its head's identity; the form can change it later. */
function kindFor(identity: string): string {
  return kinds[identity] ?? 'qj';
}

const kinds: Readonly<Record<string, string>> = {
  gq: 'gq',
  ga: 'gaj',
  gaj: 'gaj',
  lx: 'lx',
  lxj: 'lx',
  hg: 'lx',
};

/** Problems at the boxes of the dialog, each once, though both records have the same value. */
function asTyped(problems: readonly Problem[]): readonly Problem[] {
  const named = problems.map((problem) => ({
    ...problem,
    field: boxes[problem.field.split('.')[0] ?? ''] ?? problem.field,
  }));
  return named.filter(
    (problem, index) =>
      named.findIndex((each) => each.field === problem.field && each.code === problem.code) ===
      index,
  );
}

const boxes: Readonly<Record<string, string>> = {
  nameCn: 'headName',
  name: 'headName',
  head: 'headName',
  identities: 'identity',
  liveAddr: 'addr',
};
