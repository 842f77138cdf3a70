/** A roster as a batch: twice changes nothing, all of it can be taken back, its columns are remembered, and rights hold. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { demoCitizenId } from '../../../../shared/samples/demo-identity.ts';
import { saveRecord } from '../records/save-record.ts';
import { clearsBoard } from '../four-clears/clears-board.ts';
import {
  community,
  fresh,
  head,
  officer,
  person,
  value,
  visitData,
} from '../testing/open-office.ts';
import { openRosterRoom } from './roster-room.ts';
import {
  crowdedCells,
  doubles,
  manySpellings,
  mergedHouseholds,
  workbookOf,
} from './ugly-workbooks.ts';
import {
  all,
  apply,
  counts,
  desk,
  findOne,
  finished,
  openDesk,
  personData,
  read,
  rowsOf,
} from './testing/roster-desk.ts';

beforeEach(openDesk);
afterEach(() => desk.office.close());

describe('a batch', () => {
  it.each([
    ['merged households', mergedHouseholds],
    ['crowded cells', crowdedCells],
    ['all spellings', manySpellings],
    ['doubles', doubles],
  ])('%s read twice changes nothing', async (_name, make) => {
    const bytes = await make();
    const first = await read(bytes);
    await apply(first.upload);
    const before = await counts();
    const second = await read(bytes);
    expect(
      second.preview.counts,
      JSON.stringify([
        ...(await rowsOf(second.upload, 'new')),
        ...(await rowsOf(second.upload, 'merge')),
      ]),
    ).toMatchObject({ new: 0, merge: 0 });
    const { report } = await apply(second.upload);
    expect(report).toMatchObject({ created: 0, changed: 0 });
    expect(await counts()).toEqual(before);
  });

  it('can be taken back, except whom somebody has written about since', async () => {
    const { upload } = await read(await mergedHouseholds());
    const { report } = await apply(upload);
    const [home] = (await desk.office.context.store.read.all<{ id: string }>(
      `SELECT id FROM p_household WHERE name = '戴德荣户'`,
      [],
    )) as [{ id: string }];
    value(
      await saveRecord(
        desk.office.as(officer),
        fresh('visit', visitData({ type: 'household', id: home.id, label: '戴德荣户' }), 'submit'),
      ),
    );
    const undone = await finished(value(await desk.room.undo({ batch: report.batch })).job);
    expect(undone.report?.failed).toBeGreaterThan(0);
    expect((await all('household')).map(({ name }) => name)).toEqual(['戴德荣户']);
    expect((await all('person')).map(({ nameCn }) => nameCn)).not.toContain('虞菊兰');
    expect(value(await desk.room.batches())).toMatchObject([{ batch: report.batch, undone: true }]);
    const again = await finished(value(await desk.room.undo({ batch: report.batch })).job);
    expect(again.failure?.code).toBe('E_JOB_GONE');
  });

  it('that was merged is restored as it was', async () => {
    const known = value(
      await saveRecord(
        desk.office.as(officer),
        fresh(
          'person',
          personData('郑信', {
            documents: [{ id: 'd1', kind: 'id', number: demoCitizenId('1953-03-04', 11) }],
            birth: '1953-03-04',
          }),
        ),
      ),
    );
    const before = await findOne(known.id);
    const { upload } = await read(await doubles());
    const { report } = await apply(upload);
    expect(await findOne(known.id)).not.toEqual(before);
    await finished(value(await desk.room.undo({ batch: report.batch })).job);
    expect(await findOne(known.id)).toEqual(before);
  });
});

describe('columns', () => {
  it('mapped by hand are remembered for files with the same headings', async () => {
    const bytes = await workbookOf([
      ['姓名', '号主', '来自何处', '出生日期'],
      ['忻勤', '10100000031', '演示一社区', '1950'],
    ]);
    const first = await read(bytes);
    expect(first.preview.columns.map(({ key }) => key)).toEqual(['nameCn', null, null, 'birth']);
    const mapping = { '0': 'nameCn', '1': 'phone', '2': 'community', '3': 'birth' };
    const second = await read(bytes, '花名册.xlsx', { mapping });
    expect((await rowsOf(second.upload))[0]?.facts).toContain('演示一社区');
    const third = await read(bytes);
    expect(third.preview.isRemembered).toBe(true);
    expect(third.preview.columns.map(({ key }) => key)).toEqual([
      'nameCn',
      'phone',
      'community',
      'birth',
    ]);
  });

  it('of another source come through its adapter', async () => {
    const source = {
      key: 'made-up',
      title: { zh: '试验', en: 'Trial' },
      isConfirmed: false,
      headings: { nameCn: ['XM'], birth: ['CSRQ'], sex: ['XB'] },
    };
    desk.room = openRosterRoom({
      context: desk.office.as(officer),
      local: desk.office.profile.local,
      excel: desk.excel,
      adapters: [source],
    });
    const { preview } = await read(
      await workbookOf([
        ['XM', 'XB', 'CSRQ'],
        ['忻勤', '2', '19500102'],
      ]),
      'a.xlsx',
      { adapter: 'made-up' },
    );
    expect(preview.columns.map(({ key }) => key)).toEqual(['nameCn', 'sex', 'birth']);
    expect(preview.counts.new).toBe(1);
  });
});

describe('rights and gaps', () => {
  it('a liaison brings in her own community only; an auditor nobody', async () => {
    const liaison = person('liaison', ['L'], { community });
    desk.room = openRosterRoom({
      context: desk.office.as(liaison),
      local: desk.office.profile.local,
      excel: desk.excel,
    });
    const bytes = await workbookOf([
      ['姓名', '出生日期', '社区'],
      ['忻勤', '1950', '演示一社区'],
      ['乐平', '1951', '演示二社区'],
    ]);
    const seen = await read(bytes);
    expect(seen.preview.counts).toMatchObject({ new: 1, error: 1 });
    // What she brought in is the street's to remove, and she is told so.
    const { report } = await apply(seen.upload);
    const undone = await finished(value(await desk.room.undo({ batch: report.batch })).job);
    expect(undone.report).toMatchObject({ changed: 0, failed: 0, denied: 1 });
    desk.room = openRosterRoom({
      context: desk.office.as(person('auditor', ['X'])),
      local: desk.office.profile.local,
      excel: desk.excel,
    });
    expect((await read(bytes)).preview.counts).toMatchObject({ new: 0, error: 2 });
  });

  it('what the roster leaves open is a gap of 四清, counted as the list behind it counts', async () => {
    const { upload } = await read(await mergedHouseholds());
    await apply(upload);
    const board = value(await clearsBoard(desk.office.as(head)));
    expect(board.gaps.find(({ gauge, type }) => gauge === 'dt' && type === 'person')?.count).toBe(
      board.persons,
    );
    const { total } = await (
      await import('../lists/list-records.ts')
    )
      .listRecords(desk.office.as(head), {
        type: 'person',
        view: 'unverified',
        where: [],
        offset: 0,
        limit: 1,
      })
      .then(value);
    expect(total).toBe(board.persons);
  });
});
