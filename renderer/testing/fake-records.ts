/** One record as the core shows it, what stands beside a visit form, and saving; simplified, but through the shared rules. */
import { can } from '../../shared/access/can.ts';
import type { Input, Output, RecordView } from '../../shared/bridge/contract.ts';
import { ageAt } from '../../shared/calendar/partial-date.ts';
import { asList, refLabels } from '../../shared/records/columns.ts';
import type { Envelope } from '../../shared/records/envelope.ts';
import { recordType } from '../../shared/records/registry.ts';
import { hasErrors, validateRecord } from '../../shared/records/validate.ts';
import { openTransitions, takeStep, wantsOpinion } from '../../shared/workflow/workflow.ts';
import type { FakeOffice } from './fake-office.ts';

type Failed = { ok: false; error: { code: 'E_NOT_FOUND' } };
const notFound: Failed = { ok: false, error: { code: 'E_NOT_FOUND' } };

export function getRecord(office: FakeOffice, id: string): Output<'records.get'> {
  const record = office.records.find((each) => each.id === id);
  const type = recordType(record?.type ?? '');
  if (record === undefined || type === undefined) return notFound;
  const edit = can(office.actor, 'edit', type, record, record);
  const actions = openTransitions(type, record, office.actor).map(
    (step): RecordView['actions'][number] => {
      const taken = takeStep(type, step.action, record.state, record, {
        ...checkOf(office),
        actor: office.actor,
        opinion: '·',
      });
      return {
        action: step.action,
        to: step.to,
        allowed: taken.ok,
        denial: null,
        needsOpinion: wantsOpinion(step, record, { ...checkOf(office), actor: office.actor }),
        danger: step.tone === 'danger',
        problems: taken.ok
          ? []
          : taken.problems.map((problem) => ({ ...problem, params: { ...problem.params } })),
      };
    },
  );
  const masked = Object.entries(type.fields)
    .filter(
      ([key, field]) =>
        field.privacy === 3 && field.items === undefined && record.data[key] !== undefined,
    )
    .map(([key]) => key);
  const data = { ...record.data, ...Object.fromEntries(masked.map((key) => [key, '******'])) };
  const related = office.records
    .filter((each) => Object.values(each.data).some((value) => isRefTo(value, id)))
    .slice(0, 8)
    .map((each) => ({
      relation: 'x',
      type: each.type,
      id: each.id,
      label: recordType(each.type)?.label(each.data) ?? '',
      state: each.state,
      note: each.updatedAt,
    }));
  return {
    ok: true,
    value: {
      record: { ...record, data: data as RecordView['record']['data'] },
      masked,
      canEdit: edit.allow,
      editDenial: edit.allow ? null : edit.reason,
      actions,
      related,
      refusal: null,
      pending: office.pendingIds.has(id),
    },
  };
}

export function contextOf(office: FakeOffice, id: string): Output<'records.context'> {
  const subject = office.records.find((each) => each.id === id);
  if (subject === undefined) return notFound;
  const people = office.records.filter(
    (each) => each.type === 'person' && isRefTo(each.data['household'], id),
  );
  const visits = office.records
    .filter((each) => each.type === 'visit' && isRefTo(each.data['subject'], id))
    .toSorted((a, b) => text(b, 'visitAt').localeCompare(text(a, 'visitAt')));
  const today = checkOf(office).today;
  return {
    ok: true,
    value: {
      label: recordType(subject.type)?.label(subject.data) ?? '',
      place: text(subject, 'addr') || text(subject, 'bizAddr'),
      members: people
        .filter((each) => text(each, 'liveCountry') === 'CHN')
        .map((each) => ({
          type: 'person',
          id: each.id,
          label: text(each, 'nameCn'),
          relation: text(each, 'householdRole'),
          age: ageAt(text(each, 'birth'), today)?.max ?? null,
          identity: String(asList(each.data['identities'])[0]?.['identity'] ?? ''),
        })),
      abroad: people
        .filter((each) => text(each, 'liveCountry') !== 'CHN')
        .map((each) => ({
          type: 'person',
          id: each.id,
          label: text(each, 'nameCn'),
          country: text(each, 'liveCountry'),
          relation: text(each, 'householdRole'),
        })),
      visits: visits.slice(0, 5).map((each) => ({
        id: each.id,
        at: text(each, 'visitAt'),
        outcome: text(each, 'outcome'),
        kind: text(each, 'kind'),
        note: text(each, 'situation'),
        visitors: refLabels(each.data['visitors']),
        fen: asList(each.data['gifts']).reduce((sum, gift) => sum + Number(gift['amount']), 0),
      })),
      open: office.records
        .filter((each) => each.type === 'suggestion' && isRefTo(each.data['from'], id))
        .map((each) => ({
          type: each.type,
          id: each.id,
          label: text(each, 'content').slice(0, 20),
          state: each.state,
        })),
      given: visits.flatMap((each) =>
        asList(each.data['gifts']).map((gift) => ({
          at: text(each, 'visitAt'),
          kind: String(gift['kind']),
          fen: Number(gift['amount']),
          note: String(gift['goodsName'] ?? ''),
        })),
      ),
    },
  };
}

export function saveRecord(
  office: FakeOffice,
  input: Input<'records.save'>,
): Output<'records.save'> {
  const type = recordType(input.type);
  if (type === undefined) return notFound;
  const problems = validateRecord(type, input.data, checkOf(office));
  if (hasErrors(problems))
    return {
      ok: false,
      error: {
        code: 'E_INVALID',
        params: { count: problems.length },
        problems: problems.map((each) => ({ ...each, params: { ...each.params } })),
      },
    };
  const old = office.records.find(({ id }) => id === input.id);
  const at = new Date(office.now).toISOString();
  const state =
    type.workflow?.transitions.find((step) => step.action === input.action)?.to ??
    old?.state ??
    'active';
  const record: Envelope = {
    ...(old ?? {
      ...blank(office),
      id: `fake-${office.records.length}`,
      type: type.name,
      bizNo: type.numberPrefix === '' ? '' : `${type.numberPrefix}2026008-A0001`,
      createdAt: at,
      createdBy: office.actor.userId,
    }),
    state,
    version: (old?.version ?? 0) + 1,
    mutation: `m${office.records.length}-${(old?.version ?? 0) + 1}`,
    updatedAt: at,
    updatedBy: office.actor.userId,
    data: input.data,
  };
  office.records = [...office.records.filter(({ id }) => id !== record.id), record];
  office.pendingIds.add(record.id);
  office.drafts = office.drafts.filter(({ id }) => id !== input.draftId);
  return { ok: true, value: { id: record.id, bizNo: record.bizNo, state } };
}

export function checkOf(office: FakeOffice) {
  return {
    now: new Date(office.now).toISOString(),
    today: new Date(office.now + 8 * 3_600_000).toISOString().slice(0, 10),
    isDemo: true,
  };
}

function blank(
  office: FakeOffice,
): Omit<
  Envelope,
  | 'id'
  | 'type'
  | 'bizNo'
  | 'createdAt'
  | 'createdBy'
  | 'state'
  | 'version'
  | 'mutation'
  | 'updatedAt'
  | 'updatedBy'
  | 'data'
> {
  return {
    unit: office.actor.unit,
    community: '',
    class: 'internal',
    isDemo: true,
    schemaVersion: 1,
    device: 'fake',
  };
}

function isRefTo(value: unknown, id: string): boolean {
  return (Array.isArray(value) ? value : [value]).some(
    (each) => typeof each === 'object' && each !== null && 'id' in each && each.id === id,
  );
}

function text(record: Envelope, field: string): string {
  const value = record.data[field];
  return typeof value === 'string' ? value : '';
}
