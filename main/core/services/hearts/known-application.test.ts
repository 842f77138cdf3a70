import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Envelope, PlainData } from '../../../../shared/records/envelope.ts';
import { person as personType } from '../../../../shared/records/person/index.ts';
import { testRecord } from '../../../../shared/workflow/testing/register-workflow-table.ts';
import { writeStored } from '../../documents/stored-documents.ts';
import { saveRecord } from '../records/save-record.ts';
import {
  community,
  fresh,
  householdData,
  officer,
  openOffice,
  person,
  unit,
  value,
  type Office,
} from '../testing/open-office.ts';
import { knownApplication } from './known-application.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice(officer);
});
afterEach(() => office.close());

it('knows who applies, by which identity, and who lives behind the door', async () => {
  const { id } = value(
    await saveRecord(office.context, fresh('household', householdData('虞菊兰'))),
  );
  const first = value(await knownApplication(office.context, { household: id }));
  expect(first.data).toMatchObject({ applicant: { label: '虞菊兰' } });
  expect(first.data['members']).toBeUndefined();

  const household = { type: 'household', id, label: '虞菊兰户' };
  const lives = async (personId: string, data: PlainData) => {
    const at = '2026-11-20T02:00:00.000Z';
    const document: Envelope = {
      ...testRecord(personType, 'active', { ...data, household }),
      id: personId,
      unit,
      community,
      createdAt: at,
      updatedAt: at,
    };
    await writeStored(
      office.context.store,
      'records',
      [{ previous: undefined, document }],
      'replication-downstream-test',
    );
  };
  await lives('person-虞菊兰', {
    nameCn: '虞菊兰',
    liveState: 'in',
    birth: '1941-03',
    householdRole: 'wife',
    identities: [
      { id: 'i1', identity: 'lxj', to: '2020-01-01' },
      { id: 'i2', identity: 'gq' },
    ],
  });
  await lives('p2', {
    nameCn: '竺信昌',
    liveState: 'in',
    birth: '1966-07-02',
    householdRole: 'son',
    employer: '演示机床厂',
  });
  await lives('p3', { nameCn: '竺远', liveState: 'out', birth: '1990' });
  const known = value(await knownApplication(office.context, { household: id }));
  expect(known.data).toEqual({
    applicant: { type: 'person', id: 'person-虞菊兰', label: '虞菊兰' },
    qiaoIdentity: 'gq',
    members: [
      { id: 'person-虞菊兰', name: '虞菊兰', relation: '本人', birth: '1941-03' },
      { id: 'p2', name: '竺信昌', relation: '子', birth: '1966-07-02', employment: '演示机床厂' },
    ],
  });

  const stranger = office.as(person('stranger', ['O'], { unit: '330203009' }));
  expect(await knownApplication(stranger, { household: id })).toMatchObject({ ok: false });
});
