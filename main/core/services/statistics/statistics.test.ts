/** A quarter's report against the register: compared, frozen, and told to 数字清; changes that say how late they were recorded. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cellsOf } from '../../../../shared/statistics/cells.ts';
import { quarterBefore, quarterOf } from '../../../../shared/statistics/periods.ts';
import type { PlainData } from '../../../../shared/records/envelope.ts';
import { actOnRecord } from '../records/act-on-record.ts';
import { clearsBoard } from '../four-clears/clears-board.ts';
import { getRecord } from '../records/get-record.ts';
import { listRecords } from '../lists/list-records.ts';
import { outsideShares } from './shares.ts';
import { saveRecord } from '../records/save-record.ts';
import {
  community,
  fresh,
  head,
  householdData,
  officer,
  openOffice,
  value,
  type Office,
} from '../testing/open-office.ts';
import { saveStatistics, statBoard } from './stat-board.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const board = async (period = '') => value(await statBoard(office.as(officer), { period }));
const cell = (found: Awaited<ReturnType<typeof board>>, key: string) =>
  found.cells.find((each) => each.key === key);

async function register(name: string, more: PlainData = {}): Promise<string> {
  const data = {
    nameCn: name,
    sex: '1',
    birth: '1950-02-03',
    nationality: 'CHN',
    identities: [{ id: 'i1', identity: 'qj', verifyLevel: 'community' }],
    liveCountry: 'CHN',
    liveState: 'in',
    segment: 'C',
    community,
    household: { type: 'household', id: 'h1', label: '某户' },
    householdRole: 'head',
    liaison: { type: 'user', id: 'officer', label: 'officer同志' },
    source: 'visit',
    verifiedOn: '2026-10-20',
    verifyMethod: 'visit',
    ...more,
  };
  return value(await saveRecord(office.as(officer), fresh('person', data))).id;
}

describe('侨情统计表', () => {
  it('counts each person once, and in the row of each identity', async () => {
    await register('虞一', {
      identities: [
        { id: 'i1', identity: 'qj', verifyLevel: 'self' },
        { id: 'i2', identity: 'hg', verifyLevel: 'self' },
      ],
    });
    await register('虞二', { sex: '2', birth: '1990' });
    await register('虞三', { liveState: 'dead' });
    value(await saveRecord(office.as(officer), fresh('household', householdData('虞一'))));
    const found = await board();
    expect(found).toMatchObject({ period: '2026-Q4', report: null, checked: 0 });
    expect(
      [
        'persons',
        'households',
        'id:qj',
        'id:hg',
        'id:qj|sex:2',
        'persons|age:60',
        'persons|age:35',
        `place:${community}`,
      ].map((key) => cell(found, key)?.computed),
    ).toEqual([2, 1, 2, 1, 1, 1, 1, 2]);
  });

  it('reported against counted gives 数字清 its value, with pairs that nobody has decided about', async () => {
    await register('虞一');
    await register('虞二', { birth: '1951-01-01' });
    expect(value(await clearsBoard(office.as(head))).total.gauges.sz).toBeNull();
    const reported = [
      { key: 'persons', value: 2 },
      { key: 'id:qj', value: 3 },
      { key: 'made up', value: 1 },
    ];
    value(await saveStatistics(office.as(officer), { period: '2026-Q4', reported }));
    expect(await board()).toMatchObject({
      checked: 2,
      equal: 1,
      pairs: 0,
      report: { state: 'draft' },
    });
    // 0.7 · 50 + 0.3 · 100
    expect(value(await clearsBoard(office.as(head))).total.gauges.sz).toBe(65);
    await register('虞一', { liveAddr: '别处' });
    expect((await board()).pairs).toBe(1);
    // Three persons now: both cells differ from, or equal, what is counted today.
    expect(value(await clearsBoard(office.as(head))).total.gauges.sz).toBe(55);
  });

  it('frozen stays as it was, whatever the register does afterwards, and the next quarter is compared with it', async () => {
    await register('虞一');
    const { id } = value(
      await saveStatistics(office.as(officer), {
        period: '2026-Q4',
        reported: [{ key: 'persons', value: 1 }],
      }),
    );
    value(
      await actOnRecord(office.as(head), {
        type: 'stat_report',
        id,
        action: 'freeze',
        opinion: '',
      }),
    );
    await register('虞二', { birth: '1961-01-01' });
    const frozen = await board('2026-Q4');
    expect(frozen).toMatchObject({ isFrozen: true, report: { id, state: 'frozen' } });
    expect(cell(frozen, 'persons')).toMatchObject({ computed: 1, reported: 1 });
    expect(
      await saveStatistics(office.as(officer), { period: '2026-Q4', reported: [] }),
    ).toMatchObject({ ok: false });
    office.clock.now = Date.parse('2027-01-05T02:00:00Z');
    const next = await board();
    expect(next.period).toBe('2027-Q1');
    expect(cell(next, 'persons')).toMatchObject({ computed: 2, last: 1, reported: null });
    expect(next.periods).toEqual(['2027-Q1', '2026-Q4']);
  });

  it('quarters follow one another', () => {
    expect([
      quarterOf('2026-01-01'),
      quarterOf('2026-12-31'),
      quarterBefore('2026-Q1'),
      quarterBefore('2026-Q4'),
    ]).toEqual(['2026-Q1', '2026-Q4', '2025-Q4', '2026-Q3']);
    expect(cellsOf({ persons: [], households: 0, enterprises: 0 }, '2026-11-26')['id:gq']).toBe(0);
  });
});

describe('rounds and changes', () => {
  it('a round counts who was verified since it began', async () => {
    await register('虞一');
    await register('虞二', { birth: '1951-01-01', verifiedOn: '2026-09-01' });
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
    expect((await board()).census).toMatchObject([{ title: '四季度核查', due: 2, done: 1 }]);
  });

  it('a change tells the person and says how many days it took', async () => {
    const id = await register('虞一');
    const change = {
      kind: 'moved_out',
      subject: { type: 'person', id, label: '虞一' },
      happenedOn: '2026-11-01',
      recordedOn: '2026-11-20',
      evidence: '社区反映',
    };
    value(await saveRecord(office.as(officer), fresh('change_event', change)));
    expect(
      value(await getRecord(office.as(officer), { type: 'person', id })).record.data['liveState'],
    ).toBe('moved');
    const late = value(
      await listRecords(office.as(officer), {
        type: 'change_event',
        view: 'late',
        where: [],
        offset: 0,
        limit: 5,
      }),
    );
    expect(late.rows[0]?.cells['days']).toBe(19);
  });
});

describe('a share', () => {
  it('is taken of the newest total from outside, and shows nothing of nought or of what is not counted', async () => {
    const total = { source: '街道经济服务中心', asOf: '2026-06-30' };
    for (const data of [
      { ...total, metric: 'enterprises', year: 2025, value: 9 },
      { ...total, metric: 'enterprises', year: 2026, value: 8 },
      { ...total, metric: 'population', year: 2026, value: 0 },
      { ...total, metric: 'schools', year: 2026, value: 3 },
    ])
      value(await saveRecord(office.as(officer), fresh('ext_denominator', data)));
    value(
      await saveRecord(
        office.as(officer),
        fresh('enterprise', {
          name: '演示禾舟电器有限公司',
          kind: ['kin'],
          legalRep: '忻勤',
          bizAddr: '演示路1号',
          industry: 'C',
          mainProduct: '电器',
          contact: '忻勤',
          contactPhone: '10100000001',
          standing: 'active',
          verifiedOn: '2026-10-01',
          verifyMethod: 'visit',
        }),
      ),
    );
    expect(value(await outsideShares(office.as(officer)))).toMatchObject([
      { metric: 'enterprises', year: 2026, value: 8, own: 1, share: 12.5, ...total },
      { metric: 'population', share: null },
      { metric: 'schools', own: null, share: null },
    ]);
  });
});
