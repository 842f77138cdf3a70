/** Six ugly rosters into a real store: what is read, what is refused and why, who is recognised; twice changes nothing, and all of it can be taken back. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import readSheets from 'read-excel-file/node';
import { asList } from '../../../../shared/records/columns.ts';
import type { RosterDecision, RosterKind } from '../../../../shared/bridge/rosters.ts';
import { rosterProblemText } from '../../../../shared/rosters/texts.ts';
import type { PlainData } from '../../../../shared/records/envelope.ts';
import { demoCitizenId } from '../../../../shared/samples/demo-identity.ts';
import { findPlain, findStored, writeStored } from '../../documents/stored-documents.ts';
import { openExcelRoom, type ExcelRoom } from '../excel/excel-room.ts';
import { saveRecord } from '../records/save-record.ts';
import { clearsBoard } from '../four-clears/clears-board.ts';
import {
  community,
  fresh,
  head,
  officer,
  openOffice,
  person,
  unit,
  value,
  visitData,
  type Office,
} from '../testing/open-office.ts';
import { openRosterRoom, type RosterRoom } from './roster-room.ts';
import {
  crowdedCells,
  destroyedNumbers,
  doubles,
  gbkText,
  manySpellings,
  mergedHouseholds,
  tenSpellings,
  workbookOf,
} from './ugly-workbooks.ts';

let office: Office;
let excel: ExcelRoom;
let room: RosterRoom;
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const options = { community: '', liaison: '', verifiedOn: '', verifyMethod: 'data' };

beforeEach(async () => {
  office = await openOffice();
  await receiveCommunity(community, '演示一社区');
  await receiveCommunity('330203008002', '演示二社区');
  const context = office.as(officer);
  excel = openExcelRoom({ context, local: office.profile.local, log: silent });
  room = openRosterRoom({ context, local: office.profile.local, excel });
});
afterEach(() => office.close());

async function receiveCommunity(code: string, name: string): Promise<void> {
  const at = '2026-11-01T00:00:00.000Z';
  const own = {
    unit,
    community: '',
    state: 'active',
    bizNo: '',
    class: 'internal' as const,
    isDemo: true,
    schemaVersion: 1,
    version: 1,
  };
  const by = {
    mutation: `${code}.1`,
    createdAt: at,
    createdBy: 'system',
    updatedAt: at,
    updatedBy: 'system',
    device: 'district',
  };
  const document = {
    id: code,
    type: 'unit',
    ...own,
    ...by,
    data: { code, name, kind: 'community', parent: unit },
  };
  const previous = await findStored(office.context.store, 'masters', code);
  await writeStored(
    office.context.store,
    'masters',
    [{ previous, document }],
    'replication-downstream-test',
  );
}

async function finished(job: string) {
  await expect
    .poll(() => value(excel.jobs.state(job)).state, { timeout: 60_000, interval: 20 })
    .not.toBe('running');
  return value(excel.jobs.state(job));
}

async function read(
  bytes: Uint8Array,
  fileName = '花名册.xlsx',
  more: Partial<Parameters<RosterRoom['read']>[0]> = {},
) {
  const { upload } = value(excel.uploads.begin(fileName, bytes.length));
  for (let start = 0; start < bytes.length; start += 1024 * 1024)
    value(excel.uploads.piece(upload, bytes.subarray(start, start + 1024 * 1024)));
  const state = await finished(
    value(
      await room.read({ upload, sheet: null, adapter: 'office', mapping: null, options, ...more }),
    ).job,
  );
  if (state.state !== 'ready') throw new Error(JSON.stringify(state.failure));
  return { upload, preview: value(await room.preview({ upload })) };
}

async function rowsOf(upload: string, kind: RosterKind | null = null) {
  return value(await room.rows({ upload, kind, offset: 0, limit: 200 })).rows;
}

const decide = async (upload: string, rows: number[], decision: RosterDecision, target = '') =>
  value(await room.decide({ upload, rows, kind: null, decision, target }));

async function apply(upload: string) {
  const { job } = value(await room.apply({ upload }));
  const state = await finished(job);
  if (state.report === null) throw new Error(JSON.stringify(state.failure));
  const piece = excel.jobs.read(job, 0);
  return {
    report: state.report,
    file: piece.ok ? Buffer.from(piece.value.data, 'base64') : Buffer.alloc(0),
  };
}

async function all(type: string): Promise<PlainData[]> {
  const rows = await office.context.store.read.all<{ id: string }>(`SELECT id FROM p_${type}`, []);
  return (
    await findPlain(
      office.context.store,
      'records',
      rows.map(({ id }) => id),
    )
  ).map(({ data }) => data);
}

async function named(name: string): Promise<PlainData> {
  const found = (await all('person')).filter((each) => each['nameCn'] === name);
  expect(found, name).toHaveLength(1);
  return found[0] ?? {};
}

const words = (problems: Awaited<ReturnType<typeof rowsOf>>[number]['problems']) =>
  problems.map((problem) => rosterProblemText(problem as never, 'zh')).join('；');

describe('ugly rosters', () => {
  it('merged households: heads, roles, identities and relatives abroad with their relations', async () => {
    const { upload, preview } = await read(await mergedHouseholds());
    expect(preview.headerRow).toBe(3);
    expect(preview.counts, JSON.stringify(await rowsOf(upload, 'error'))).toMatchObject({
      new: 4,
      error: 0,
      ask: 0,
    });
    expect(preview).toMatchObject({ households: 2, relatives: 3 });
    const warned = (await rowsOf(upload)).map(({ problems }) => words(problems)).join();
    const { report } = await apply(upload);
    expect(report).toMatchObject({ created: 4, failed: 0 });

    expect(new Set((await all('household')).map(({ name }) => name))).toEqual(
      new Set(['戴德荣户', '虞菊兰户']),
    );
    const daughter = await named('虞嘉宁');
    expect(daughter).toMatchObject({
      birth: '1980-02-29',
      householdRole: 'daughter',
      household: { label: '虞菊兰户' },
      community,
      liveAddr: '演示路18弄3号',
      source: 'import',
    });
    expect(asList(daughter['identities']).map(({ identity }) => identity)).toEqual(['qj', 'hg']);
    expect(daughter['verifiedOn']).toBeUndefined();
    expect((await named('竺信昌'))['birth']).toBe('1950-03');
    expect((await named('戴德荣'))['birth']).toBe('1948');
    expect(await named('虞志远')).toMatchObject({ thin: true, liveCountry: 'USA' });

    const relations = await all('relation');
    const told = relations.map(({ rel, to, country, emigrated }) =>
      [rel, (to as { label: string }).label, country, emigrated].join(' '),
    );
    expect(new Set(told)).toEqual(
      new Set(['elder_sister 虞志远 USA 1985', 'elder_sister 虞秀英 CAN ']),
    );
    // Father or mother: the roster does not say, so the relative is there and the relation waits.
    expect(warned).toMatch(/和“戴海辰”的关系先不建/);
    expect(await named('戴海辰')).toMatchObject({ thin: true, liveCountry: 'AUS' });
  });

  it('destroyed numbers are explained, and the row comes in without the cell', async () => {
    const { upload, preview } = await read(await destroyedNumbers());
    expect(preview.counts).toMatchObject({ error: 2, new: 1 });
    const [lost, wrong] = await rowsOf(upload, 'error');
    expect(words(lost?.problems ?? [])).toMatch(/只留 15 位.*补不回来/);
    expect(wrong?.problems[0]?.code).toMatch(/^citizenId|^code|^eighteen|check/i);
    expect(lost?.cells.find(({ key }) => key === 'idNo')?.text).toBe('');
    const { decided, counts } = await decide(upload, [lost?.no ?? -1], 'without');
    expect({ decided, error: counts.error, new: counts.new }).toEqual({
      decided: 1,
      error: 1,
      new: 2,
    });
    // And the other is corrected in place.
    const corrected = value(
      await room.correct({
        upload,
        no: wrong?.no ?? -1,
        key: 'idNo',
        text: demoCitizenId('1960-05-06', 2),
      }),
    );
    expect(corrected).toMatchObject({ error: 0, new: 3 });
    await apply(upload);
    expect(await named('张明海')).toMatchObject({ birth: '1952-09-15', phone: '10100000001' });
    expect((await named('张明海'))['documents']).toBeUndefined();
    expect(await named('李红伟')).toMatchObject({ sex: '2', birth: '1960-05-06' });
    expect(await named('周平')).toMatchObject({ sex: '1', birth: '1971-08-09' });
  });

  it('GBK text with semicolons, full-width digits and people abroad', async () => {
    const { upload, preview } = await read(gbkText(), '老系统.csv');
    expect(preview.encoding).toBe('gb18030');
    expect(preview.counts, JSON.stringify(await rowsOf(upload))).toMatchObject({ new: 2 });
    await apply(upload);
    const abroad = await named('林明');
    expect(abroad).toMatchObject({ birth: '1965-07', liveCountry: 'ITA', liveState: 'abroad' });
    expect(asList(abroad['identities'])[0]).toMatchObject({ identity: 'hq', country: 'ITA' });
    expect(await named('徐秀')).toMatchObject({ birth: '1966-08', liveCountry: 'CHN' });
  });

  it('dates in all spellings, and none is guessed', async () => {
    const { upload } = await read(await manySpellings());
    const rows = await rowsOf(upload);
    expect(rows.map(({ kind }) => kind)).toEqual(
      tenSpellings.map(([, date]) => (date === null ? 'error' : 'new')),
    );
    expect(words(rows.at(-2)?.problems ?? [])).toMatch(/05\/09\/1952.*两种读法/);
    await apply(upload);
    const births = new Set((await all('person')).map(({ birth }) => birth));
    expect(births).toEqual(new Set(['1952', '1952-09', '1952-09-15']));
  });

  it('several people in one cell, other streets, alias names of communities, repeated headings', async () => {
    const { upload, preview } = await read(await crowdedCells());
    expect(preview.counts, JSON.stringify(await rowsOf(upload))).toMatchObject({
      new: 4,
      error: 2,
    });
    const errors = (await rowsOf(upload, 'error')).map(({ problems }) => words(problems));
    expect(errors[0]).toMatch(/古林镇/);
    expect(errors[1]).toMatch(/演示九社区.*不是本街道/);
    const refused = await decide(upload, [(await rowsOf(upload, 'error'))[0]?.no ?? -1], 'without');
    expect(refused.decided).toBe(0);
    await apply(upload);
    expect(await named('毛红')).toMatchObject({
      sex: '2',
      birth: '1957',
      liveAddr: '演示路7弄1号',
    });
    expect(await named('应思辰')).toMatchObject({ community });
  });

  it('doubles within the file are asked about, exact ones left out', async () => {
    const { upload, preview } = await read(await doubles());
    expect(preview.counts).toMatchObject({ new: 3, ask: 1, skip: 1 });
    const [asked] = await rowsOf(upload, 'ask');
    expect(words(asked?.problems ?? [])).toMatch(/第 2 行/);
    await decide(upload, [asked?.no ?? -1], 'skip');
    expect((await apply(upload)).report).toMatchObject({ created: 3 });
  });
});

describe('what is registered already', () => {
  it('is recognised, filled where it is empty, and shown where it differs', async () => {
    const context = office.as(officer);
    const known = value(
      await saveRecord(
        context,
        fresh(
          'person',
          personData('郑信', {
            documents: [{ id: 'd1', kind: 'id', number: demoCitizenId('1953-03-04', 11) }],
            birth: '1953-03-04',
            phone: '10100000099',
          }),
        ),
      ),
    );
    const { upload, preview } = await read(await doubles());
    expect(preview.counts.merge).toBe(1);
    const [row] = await rowsOf(upload, 'merge');
    expect(row?.target).toBe(known.id);
    expect(row?.differs).toMatchObject([
      { field: 'phone', before: '10100000099', after: '10100000011' },
    ]);
    expect(row?.changes.map(({ field }) => field)).toContain('liveAddr');
    const { file, report } = await apply(upload);
    expect(report.changed).toBe(1);
    expect(await findOne(known.id)).toMatchObject({
      liveAddr: '演示路11弄1号',
      phone: '10100000099',
    });
    const [result] = await readSheets(file);
    expect(result?.data.map((line) => line[1])).toContain('并入已登记的人');
    // Numbers of people do not go back into an unprotected file.
    expect(JSON.stringify(result?.data)).not.toContain(demoCitizenId('1953-03-04', 11));
  });

  it('keeps what two people may share, when somebody takes the roster’s word', async () => {
    const context = office.as(officer);
    const known = value(
      await saveRecord(
        context,
        fresh(
          'person',
          personData('董海', {
            birth: '1966-05-01',
            sex: '1',
            phone: '10100000077',
            liveAddr: '别处',
          }),
        ),
      ),
    );
    const bytes = await workbookOf([
      ['姓名', '性别', '出生日期', '住址', '社区'],
      ['董海', '男', '1966-05-01', '演示路11弄2号', '演示一社区'],
    ]);
    const { upload } = await read(bytes);
    const [row] = await rowsOf(upload, 'ask');
    expect(row?.candidates[0]?.id).toBe(known.id);
    await decide(upload, [row?.no ?? -1], 'take', known.id);
    expect((await rowsOf(upload, 'merge'))[0]?.changes).toMatchObject([
      { field: 'liveAddr', after: '演示路11弄2号' },
    ]);
    await apply(upload);
    expect(await findOne(known.id)).toMatchObject({
      liveAddr: '演示路11弄2号',
      phone: '10100000077',
    });
  });
});

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
    const [home] = (await office.context.store.read.all<{ id: string }>(
      `SELECT id FROM p_household WHERE name = '戴德荣户'`,
      [],
    )) as [{ id: string }];
    value(
      await saveRecord(
        office.as(officer),
        fresh('visit', visitData({ type: 'household', id: home.id, label: '戴德荣户' }), 'submit'),
      ),
    );
    const undone = await finished(value(await room.undo({ batch: report.batch })).job);
    expect(undone.report?.failed).toBeGreaterThan(0);
    expect((await all('household')).map(({ name }) => name)).toEqual(['戴德荣户']);
    expect((await all('person')).map(({ nameCn }) => nameCn)).not.toContain('虞菊兰');
    expect(value(await room.batches())).toMatchObject([{ batch: report.batch, undone: true }]);
    const again = await finished(value(await room.undo({ batch: report.batch })).job);
    expect(again.failure?.code).toBe('E_JOB_GONE');
  });

  it('that was merged is restored as it was', async () => {
    const known = value(
      await saveRecord(
        office.as(officer),
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
    await finished(value(await room.undo({ batch: report.batch })).job);
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
    room = openRosterRoom({
      context: office.as(officer),
      local: office.profile.local,
      excel,
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
    room = openRosterRoom({ context: office.as(liaison), local: office.profile.local, excel });
    const bytes = await workbookOf([
      ['姓名', '出生日期', '社区'],
      ['忻勤', '1950', '演示一社区'],
      ['乐平', '1951', '演示二社区'],
    ]);
    expect((await read(bytes)).preview.counts).toMatchObject({ new: 1, error: 1 });
    room = openRosterRoom({
      context: office.as(person('auditor', ['X'])),
      local: office.profile.local,
      excel,
    });
    expect((await read(bytes)).preview.counts).toMatchObject({ new: 0, error: 2 });
  });

  it('what the roster leaves open is a gap of 四清, counted as the list behind it counts', async () => {
    const { upload } = await read(await mergedHouseholds());
    await apply(upload);
    const board = value(await clearsBoard(office.as(head)));
    expect(board.gaps.find(({ gauge, type }) => gauge === 'dt' && type === 'person')?.count).toBe(
      board.persons,
    );
    const { total } = await (
      await import('../lists/list-records.ts')
    )
      .listRecords(office.as(head), {
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

async function counts() {
  const [people, homes, ties] = await Promise.all([
    all('person'),
    all('household'),
    all('relation'),
  ]);
  return [people.length, homes.length, ties.length];
}

async function findOne(id: string): Promise<PlainData> {
  const [found] = await findPlain(office.context.store, 'records', [id]);
  return found?.data ?? {};
}

function personData(nameCn: string, more: PlainData = {}): PlainData {
  return {
    nameCn,
    sex: '1',
    birth: '1953',
    nationality: 'CHN',
    identities: [{ id: 'i1', identity: 'qj', verifyLevel: 'self' }],
    liveCountry: 'CHN',
    liveState: 'in',
    segment: 'C',
    community,
    household: { type: 'household', id: 'household-1', label: '某户' },
    householdRole: 'head',
    liaison: { type: 'user', id: 'officer', label: 'officer同志' },
    source: 'visit',
    verifiedOn: '2026-10-01',
    verifyMethod: 'visit',
    ...more,
  };
}
