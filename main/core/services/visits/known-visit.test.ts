import { afterEach, beforeEach, expect, it } from 'vitest';
import { saveRecord } from '../records/save-record.ts';
import {
  fresh,
  householdData,
  officer,
  openOffice,
  person,
  value,
  visitData,
  type Office,
} from '../testing/open-office.ts';
import { knownVisit } from './known-visit.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice(officer);
});
afterEach(() => office.close());

it('knows the door from the last visit that counts, and how soon it is to be seen again', async () => {
  const home = householdData('虞菊兰', { tags: ['hardship'], addr: '演示路18弄3号' });
  const { id } = value(await saveRecord(office.context, fresh('household', home)));
  const subject = { type: 'household', id, label: '虞菊兰户' };
  const me = { type: 'user', id: 'officer', label: officer.name };
  const first = value(await knownVisit(office.context, { type: 'household', id }));
  expect(first.data).toEqual({
    kind: 'hardship',
    mode: 'home',
    place: '演示路18弄3号',
    visitors: [me],
    // A hardship household is seen every 90 days; today is 23 November 2026.
    nextOn: '2027-02-21',
  });

  const other = { type: 'user', id: 'liaison', label: '史红勤' };
  const made = (visitAt: string, place: string, state: 'submit' | 'draft') =>
    saveRecord(
      office.context,
      fresh(
        'visit',
        visitData(subject, { visitAt, place, visitors: [other], mode: 'office' }),
        state === 'submit' ? 'submit' : null,
      ),
    );
  value(await made('2026-10-01T02:00:00.000Z', '社区活动室', 'submit'));
  value(await made('2026-08-01T02:00:00.000Z', '更早的地方', 'submit'));
  const again = value(await knownVisit(office.context, { type: 'household', id }));
  expect(again.data).toMatchObject({
    mode: 'office',
    place: '社区活动室',
    visitors: [me, other],
  });

  const stranger = office.as(person('stranger', ['O'], { unit: '330203009' }));
  expect(await knownVisit(stranger, { type: 'household', id })).toMatchObject({ ok: false });
});
