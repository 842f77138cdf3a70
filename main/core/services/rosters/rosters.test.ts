/** Six ugly rosters into a real store: what is read, what is refused and why, who is recognised. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import readSheets from 'read-excel-file/node';
import { asList } from '../../../../shared/records/columns.ts';
import { demoCitizenId } from '../../../../shared/samples/demo-identity.ts';
import { saveRecord } from '../records/save-record.ts';
import { community, fresh, officer, value } from '../testing/open-office.ts';
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
import {
  all,
  apply,
  decide,
  desk,
  findOne,
  named,
  openDesk,
  personData,
  read,
  rowsOf,
  words,
} from './testing/roster-desk.ts';

beforeEach(openDesk);
afterEach(() => desk.office.close());

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
      await desk.room.correct({
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
    const context = desk.office.as(officer);
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
    const context = desk.office.as(officer);
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
