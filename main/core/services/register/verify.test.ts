/** E72: every way in which a registered record is verified leaves its entry in the log, and nothing else does. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PlainData } from '../../../../shared/records/envelope.ts';
import { actOnRecord } from '../records/act-on-record.ts';
import { getRecord } from '../records/get-record.ts';
import { removeRecord } from '../records/act-on-record.ts';
import { saveRecord } from '../records/save-record.ts';
import { statBoard } from '../statistics/stat-board.ts';
import { figuresBoard } from '../figures/figures-board.ts';
import {
  community,
  fresh,
  head,
  householdData,
  officer,
  openOffice,
  person,
  value,
  visitData,
  type Office,
} from '../testing/open-office.ts';
import { mergeRecords } from './merge-records.ts';
import { undoVerify, verificationsOf, verifyRecords } from './verify.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const deps = (actor = officer) => ({ context: office.as(actor), local: office.profile.local });
const logOf = async (id: string) =>
  value(await verificationsOf(office.as(officer), { id })).entries.map(
    ({ id: _id, ...entry }) => entry,
  );
const personData = (nameCn: string, more: PlainData = {}): PlainData => ({
  nameCn,
  sex: '1',
  birth: '1950-02-03',
  nationality: 'CHN',
  identities: [{ id: 'i1', identity: 'gq', verifyLevel: 'community' }],
  liveCountry: 'CHN',
  liveState: 'in',
  segment: 'C',
  community,
  household: { type: 'household', id: 'h1', label: '某户' },
  householdRole: 'head',
  liaison: { type: 'user', id: 'officer', label: 'officer同志' },
  source: 'visit',
  verifiedOn: '2026-08-20',
  verifyMethod: 'visit',
  ...more,
});
const add = async (nameCn: string, more: PlainData = {}) =>
  value(await saveRecord(office.as(officer), fresh('person', personData(nameCn, more)))).id;
const read = async (id: string, type = 'person') =>
  value(await getRecord(office.as(officer), { type, id })).record;
async function edit(id: string, more: PlainData): Promise<void> {
  const before = await read(id);
  value(
    await saveRecord(office.as(officer), {
      ...fresh('person', { ...before.data, ...more }),
      id,
      baseMutation: before.mutation,
      baseData: before.data,
    }),
  );
}
const ask = (ids: string[], more = {}) => ({
  type: 'person',
  ids,
  on: '2026-11-22',
  method: 'phone',
  note: '',
  ...more,
});

describe('the log of verifications', () => {
  it('has an entry for an edit that moves the day, with what was changed, and none for another', async () => {
    const id = await add('虞一');
    expect(await logOf(id)).toEqual([]);
    await edit(id, { liveAddr: '演示路2号' });
    expect(await logOf(id)).toEqual([]);
    await edit(id, { verifiedOn: '2026-11-20', verifyMethod: 'phone', phone: '10100000001' });
    expect(await logOf(id)).toEqual([
      { on: '2026-11-20', by: 'officer同志', method: 'phone', changed: ['phone'] },
    ]);
  });

  it('has one for the household and for whoever was met at a confirmed visit', async () => {
    const met = await add('虞二');
    const home = value(
      await saveRecord(office.as(officer), fresh('household', householdData('虞菊兰'))),
    ).id;
    const subject = { type: 'household', id: home, label: '虞菊兰户' };
    const metMembers = [{ type: 'person', id: met, label: '虞二' }];
    const data = visitData(subject, { metMembers, familyChange: '长子回国' });
    const { id } = value(await saveRecord(office.as(officer), fresh('visit', data, 'submit')));
    expect(await logOf(home)).toEqual([]);
    const confirm = { type: 'visit', id, action: 'confirm', opinion: '' };
    value(await actOnRecord(office.as(head), confirm));
    const entry = { on: '2026-11-20', by: '励海平', method: 'visit' };
    expect(await logOf(home)).toEqual([{ ...entry, changed: ['familyChange'] }]);
    expect(await logOf(met)).toEqual([{ ...entry, changed: [] }]);
    expect((await read(met)).data).toMatchObject({ verifiedOn: '2026-11-20' });
  });

  it('cannot be corrected, and only whoever made an entry or the lead takes it away', async () => {
    const id = await add('虞一');
    value(await verifyRecords(deps(), ask([id])));
    const [entry] = value(await verificationsOf(office.as(officer), { id })).entries;
    const view = value(
      await getRecord(office.as(officer), { type: 'verification_log', id: entry?.id ?? '' }),
    );
    expect(view.canEdit).toBe(false);
    const remove = { type: 'verification_log', id: entry?.id ?? '', reason: '记错人' };
    const stranger = person('other', ['O']);
    expect(await removeRecord(office.as(stranger), remove)).toMatchObject({ ok: false });
    value(await removeRecord(office.as(head), remove));
    expect(await logOf(id)).toEqual([]);
  });

  it('follows a merged record to the one that was kept', async () => {
    const [winner, loser] = [await add('虞一'), await add('虞一', { birth: '1950-02-04' })];
    value(await verifyRecords(deps(), ask([loser])));
    value(
      await mergeRecords(office.as(officer), {
        type: 'person',
        winner,
        loser,
        picks: {},
        reason: '同一人',
      }),
    );
    expect(await logOf(winner)).toMatchObject([{ method: 'phone' }]);
  });
});

describe('核实', () => {
  it('is noted for many at once, says of whom not and why, and can be taken back', async () => {
    const [one, two] = [await add('虞一'), await add('虞二', { birth: '1961' })];
    const bare = await add('虞三', {
      source: 'import',
      verifiedOn: undefined,
      verifyMethod: undefined,
      segment: undefined,
      liaison: undefined,
      birth: '1962',
    });
    const done = value(await verifyRecords(deps(), ask([one, two, bare])));
    expect(done).toMatchObject({ verified: 2, refusedCount: 1 });
    expect(done.refused).toMatchObject([{ label: '虞三', code: 'required' }]);
    expect((await read(one)).data).toMatchObject({
      verifiedOn: '2026-11-22',
      verifyMethod: 'phone',
    });
    expect(await logOf(two)).toHaveLength(1);
    await edit(two, { phone: '10100000002' });
    expect(value(await undoVerify(deps(), { batch: done.batch }))).toEqual({ undone: 1, kept: 1 });
    expect((await read(one)).data).toMatchObject({ verifiedOn: '2026-08-20' });
    expect(await logOf(one)).toEqual([]);
    expect(await logOf(two)).toHaveLength(1);
    expect(await undoVerify(deps(), { batch: done.batch })).toMatchObject({
      error: { code: 'E_JOB_GONE' },
    });
  });

  it('of an older day is kept in the log and turns nothing back; a future day is none', async () => {
    const id = await add('虞一');
    value(await verifyRecords(deps(), ask([id], { on: '2026-05-01', method: 'visit' })));
    expect((await read(id)).data).toMatchObject({ verifiedOn: '2026-08-20' });
    expect(await logOf(id)).toMatchObject([{ on: '2026-05-01' }]);
    expect(await verifyRecords(deps(), ask([id], { on: '2026-12-01' }))).toMatchObject({
      error: { code: 'E_INVALID', problems: [{ code: 'future_date' }] },
    });
    expect(await verifyRecords(deps(), ask([id], { method: 'guess' }))).toMatchObject({
      error: { code: 'E_INVALID' },
    });
  });

  it('is nobody’s who may not edit the record', async () => {
    const id = await add('虞一');
    const elsewhere = person('liaison', ['L'], { community: '330203008002' });
    expect(value(await verifyRecords(deps(elsewhere), ask([id])))).toMatchObject({
      verified: 0,
      refused: [{ code: 'other_community' }],
    });
    expect(await verifyRecords(deps(person('auditor', ['X'])), ask([id]))).toMatchObject({
      error: { code: 'E_DENIED' },
    });
  });

  it('counts in the figures and in the progress of a round', async () => {
    const [one, two] = [await add('虞一'), await add('虞二', { birth: '1961' })];
    value(
      await saveRecord(
        office.as(officer),
        fresh(
          'census_batch',
          { title: '四季度核查', from: '2026-10-08', to: '2026-12-20', method: 'visit' },
          'prepare',
        ),
      ),
    );
    value(await verifyRecords(deps(), ask([one])));
    await edit(two, { verifiedOn: '2026-11-21', phone: '10100000001' });
    const { census } = value(await statBoard(office.as(officer), { period: '' }));
    expect(census).toMatchObject([{ due: 2, done: 2, changed: 1 }]);
    const { groups } = value(
      await figuresBoard(office.as(officer), { from: '2026-01-01', to: '2026-12-31' }),
    );
    const figures = groups.find(({ type }) => type === 'verification_log')?.figures ?? [];
    expect(figures.map(({ key, value: figure }) => [key, figure])).toEqual([
      ['verifications', 2],
      ['verified_subjects', 2],
      ['changed_share', 50],
    ]);
  });
});
