import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../../../shared/calendar/day.ts';
import type { Envelope, PlainData } from '../../../../shared/records/envelope.ts';
import { figuresBoard } from '../figures/figures-board.ts';
import { actOnRecord } from '../records/act-on-record.ts';
import { subjectContext } from '../records/subject-context.ts';
import { saveRecord } from '../records/save-record.ts';
import { besideProblems } from '../records/check-beside.ts';
import { hardshipCase } from '../../../../shared/records/hardship_case/index.ts';
import { fresh, householdData, openOffice, value, type Office } from '../testing/open-office.ts';
import { openStreet, type StreetOffice } from '../testing/street-office.ts';
import { householdFile } from './household-file.ts';
import { unaidedBoard } from './unaided.ts';

describe('households in need without a case', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
  });
  afterAll(() => office.close());
  const names = async () => {
    const board = value(await unaidedBoard(office.context));
    return board.rows.map(({ label, signs }) => `${label} ${signs.map(({ sign }) => sign).join()}`);
  };
  const atDay = (day: string) => {
    office.clock.now = Date.parse(`${day}T02:00:00Z`);
  };
  const save = async (type: string, data: PlainData, action: string | null = null) =>
    value(await saveRecord(office.context as never, fresh(type, data, action)));

  it('appear sixty days after the tag was put on, and go when a case is opened', async () => {
    const known = { verifiedOn: '2026-04-30' };
    atDay('2026-05-01');
    const { id } = await save('household', householdData('虞菊兰', known));
    atDay('2026-08-01');
    const before = (await office.context.store.collections.records.findOne(id).exec())?.toJSON();
    if (before === undefined || before === null) throw new Error('saved');
    const data = householdData('虞菊兰', { ...known, tags: ['hardship'] });
    value(
      await saveRecord(office.context as never, {
        ...fresh('household', data),
        id,
        baseMutation: before.mutation,
        baseData: householdData('虞菊兰', known) as never,
      }),
    );
    atDay('2026-09-29');
    expect(await names()).toEqual([]);
    atDay('2026-09-30');
    expect(await names()).toEqual(['虞菊兰户 tagged']);
    const { rows } = value(await unaidedBoard(office.context));
    expect(rows[0]).toMatchObject({ since: '2026-08-01', lastAid: null, liaison: '励海平' });
    const { groups } = value(
      await figuresBoard(office.context, { from: '2026-01-01', to: '2026-09-30' }),
    );
    const group = groups.find(({ type }) => type === 'hardship_case');
    expect(group?.more.find(({ key }) => key === 'unaided')?.value).toBe(1);

    const opened = await save(
      'hardship_case',
      {
        household: { type: 'household', id, label: '虞菊兰户' },
        applicant: { type: 'person', id: 'person-虞菊兰', label: '虞菊兰' },
        applyOn: '2026-09-30',
        applyWay: 'found',
        qiaoIdentity: 'gq',
        lowIncome: 'none',
        hardCause: ['illness'],
        aidType: ['medical'],
        relatedToStaff: 'no',
      },
      'start',
    );
    expect(await names()).toEqual([]);
    // The form beside it says what runs already, and warns of a second case.
    const context = value(await subjectContext(office.context, { type: 'household', id }));
    expect(context.open).toMatchObject([{ type: 'hardship_case', id: opened.id, state: 'draft' }]);
    const second = {
      household: { type: 'household', id, label: '虞菊兰户' },
      applyOn: '2026-10-02',
      aidType: ['medical'],
    };
    const codes = async (own: string | null) =>
      (await besideProblems(office.context, hardshipCase, own, second)).map(({ code }) => code);
    expect(await codes(null)).toEqual([
      'hardship.open_for_household',
      'hardship.same_aid_this_year',
    ]);
    expect(await codes(opened.id)).toEqual([]);
    value(
      await actOnRecord(office.context as never, {
        type: 'hardship_case',
        id: opened.id,
        action: 'withdraw',
        opinion: '',
        values: { withdrawSigned: true },
      }),
    );
    // Whoever asked and withdrew was not overlooked.
    atDay('2026-12-15');
    expect(await names()).toEqual([]);
  });

  it('are found by a hardship visit to somebody who lives there', async () => {
    atDay('2026-12-15');
    const { id } = await save('household', householdData('竺信昌'));
    const person: Envelope = {
      id: 'p-zhu',
      type: 'person',
      unit: office.context.actor().unit,
      community: '',
      state: 'active',
      bizNo: '',
      class: 'internal',
      isDemo: true,
      schemaVersion: 1,
      version: 1,
      mutation: 'm',
      createdAt: '2026-01-01T00:00:00.000Z',
      createdBy: 'officer',
      updatedAt: '2026-01-01T00:00:00.000Z',
      updatedBy: 'officer',
      device: 'd',
      data: { nameCn: '竺信昌', household: { type: 'household', id, label: '竺信昌户' } },
    };
    await office.receive(person);
    await office.receive({
      ...person,
      id: 'v-zhu',
      type: 'visit',
      state: 'confirmed',
      data: {
        subject: { type: 'person', id: 'p-zhu', label: '竺信昌' },
        kind: 'hardship',
        outcome: 'met',
        visitAt: '2026-10-10T02:00:00.000Z',
      },
    });
    expect(await names()).toEqual(['竺信昌户 hard_visit']);
  });
});

describe('a household’s file', () => {
  let street: StreetOffice;
  beforeAll(async () => {
    street = await openStreet(20261127);
  }, 60_000);
  afterAll(() => street.office.close());

  it('adds up what was given in 24 months, and names every case', async () => {
    const refId = (record: Envelope, field: string) =>
      (record.data[field] as { id?: string } | undefined)?.id ?? '';
    const cases = street.records.filter(({ type }) => type === 'hardship_case');
    const paidCase = cases.find(({ state }) => ['following', 'closed'].includes(state));
    if (paidCase === undefined) throw new Error('a street has paid cases');
    const home = refId(paidCase, 'household');
    const file = value(await householdFile(street.office.context, { household: home }));
    expect(file.cases.map(({ id }) => id).toSorted()).toEqual(
      cases
        .filter((each) => refId(each, 'household') === home)
        .map(({ id }) => id)
        .toSorted(),
    );
    const since = addDays('2026-11-23', -730);
    const doors = new Set([home, ...file.people.map(({ id }) => id)]);
    const rows = (value_: unknown) => (Array.isArray(value_) ? (value_ as PlainData[]) : []);
    const gifts = street.records
      .filter(
        (each) =>
          each.type === 'visit' &&
          doors.has(refId(each, 'subject')) &&
          !['draft', 'returned', 'cancelled'].includes(each.state) &&
          String(each.data['visitAt']).slice(0, 10) > since,
      )
      .flatMap((visit) => rows(visit.data['gifts']));
    const paid = cases
      .filter((each) => refId(each, 'household') === home)
      .flatMap((each) => rows(each.data['payments']))
      .filter((row) => row['state'] === 'paid' && String(row['paidOn']) > since);
    const sum = [...gifts, ...paid].reduce((total, row) => total + Number(row['amount']), 0);
    expect(sum).toBeGreaterThan(0);
    expect(file.aid.reduce((total, { fen }) => total + fen, 0)).toBe(sum);
    expect(file.followUps.length).toBe(
      cases
        .filter((each) => refId(each, 'household') === home)
        .flatMap((each) => rows(each.data['followUps'])).length,
    );
  });

  it('is quick to look through for a whole street, and closed to other units', async () => {
    const board = value(await unaidedBoard(street.office.context));
    expect(board.rows.length).toBeGreaterThan(0);
    const stranger = { ...street.someone('stranger', ['O']), unit: '330203099' };
    expect(value(await unaidedBoard(street.office.as(stranger))).rows).toEqual([]);
  });
});
