/** An office's own table filled out of a real store: its layout stays, what changed since last time is told, and no more goes out than may. */
import { randomBytes } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import readSheets from 'read-excel-file/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import writeXlsx from 'write-excel-file/node';
import type { Input } from '../../../../../shared/bridge/contract.ts';
import type { PlainData } from '../../../../../shared/records/envelope.ts';
import { demoCitizenId } from '../../../../../shared/samples/demo-identity.ts';
import { saveRecord } from '../../records/save-record.ts';
import { getRecord } from '../../records/get-record.ts';
import {
  community,
  fresh,
  head,
  officer,
  openOffice,
  person,
  value,
  type Office,
} from '../../testing/open-office.ts';
import { openExcelRoom, type ExcelRoom } from '../excel-room.ts';
import { wordsWith } from './table-facts.ts';
import { officeTable } from './testing/office-table.ts';
import { faultsOf } from './testing/workbook-faults.ts';

let office: Office;
let room: ExcelRoom;
const random = (bytes: number) => new Uint8Array(randomBytes(bytes));
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

beforeEach(async () => {
  office = await openOffice();
  room = openExcelRoom({
    context: office.as(officer),
    local: office.profile.local,
    log: silent,
    random,
  });
});
afterEach(() => office.close());

const data = (nameCn: string, more: PlainData = {}): PlainData => ({
  nameCn,
  sex: '2',
  birth: '1952-09-15',
  nationality: 'CHN',
  identities: [{ id: 'i1', identity: 'qj', verifyLevel: 'self' }],
  liveCountry: 'CHN',
  liveState: 'in',
  liveAddr: '演示路1号',
  segment: 'C',
  community,
  household: { type: 'household', id: 'h1', label: '某户' },
  householdRole: 'head',
  liaison: { type: 'user', id: 'officer', label: 'officer同志' },
  source: 'visit',
  verifiedOn: '2026-10-01',
  verifyMethod: 'visit',
  ...more,
});
const add = async (nameCn: string, more: PlainData = {}) =>
  value(await saveRecord(office.as(officer), fresh('person', data(nameCn, more)))).id;
async function change(id: string, more: PlainData): Promise<void> {
  const { record } = value(await getRecord(office.as(officer), { type: 'person', id }));
  value(
    await saveRecord(office.as(officer), {
      ...fresh('person', { ...record.data, ...more }),
      id,
      baseMutation: record.mutation,
      baseData: record.data,
    }),
  );
}

async function upload(bytes: Uint8Array, name = '情况表.xlsx'): Promise<string> {
  const begun = value(room.uploads.begin(name, bytes.length));
  value(room.uploads.piece(begun.upload, bytes));
  return begun.upload;
}

async function keep(bytes: Uint8Array, type = 'person') {
  const sent = await upload(bytes);
  const read = value(await room.templates.read({ upload: sent, type, sheet: null }));
  const mapping = Object.fromEntries(
    read.columns.flatMap(({ index, key }) => (key === null ? [] : [[String(index), key]])),
  );
  const card = value(
    await room.templates.save({
      id: null,
      upload: sent,
      type,
      name: '月报表',
      sheet: read.sheet,
      mapping,
    }),
  );
  return { read, card };
}

async function fill(
  id: string,
  ids: readonly string[],
  more: Partial<Input<'templates.export'>> = {},
) {
  const { job } = value(
    await room.templates.export({
      id,
      pick: { by: 'ids', ids: [...ids] },
      mode: 'all',
      since: null,
      purpose: 'report',
      note: '',
      ...more,
    }),
  );
  await expect
    .poll(() => value(room.jobs.state(job)).state, { timeout: 30_000, interval: 20 })
    .not.toBe('running');
  const state = value(room.jobs.state(job));
  const read = room.jobs.read(job, 0);
  const bytes = read.ok ? new Uint8Array(Buffer.from(read.value.data, 'base64')) : null;
  if (bytes !== null) expect(faultsOf(bytes)).toEqual([]);
  return { state, bytes };
}

const cellsOf = async (bytes: Uint8Array | null) =>
  (await readSheets(Buffer.from(bytes ?? [])))[0]?.data.map((row) =>
    row.map((cell) => (cell === null ? '' : String(cell))),
  ) ?? [];
const sheetXml = (bytes: Uint8Array | null) =>
  strFromU8(unzipSync(bytes ?? new Uint8Array())['xl/worksheets/sheet1.xml'] ?? new Uint8Array());

describe('the headings of an office’s own table', () => {
  it('are found under titles and in two rows, and each is offered a column', async () => {
    const { read } = await keep(await officeTable());
    expect(read).toMatchObject({ sheet: '名册', headerRow: 3, rows: 3, foot: '合计' });
    expect(read.columns.map(({ key }) => key)).toEqual([
      '$row',
      'nameCn',
      'sex',
      'birth',
      null,
      'liveAddr',
      null,
      'phone',
      'idNo',
    ]);
    // Whoever stands in the table now is not told further than a few letters.
    expect(read.columns[1]?.example).toBe('（样例）张三');
  });

  it('of enterprises are known by the names that offices use', async () => {
    const bytes = new Uint8Array(
      await writeXlsx(
        [['公司名称', '社会信用代码', '法人', '主营业务', '联系方式', '规上', '备注']] as never,
        { sheet: '侨企' },
      ).toBuffer(),
    );
    const { read } = await keep(bytes, 'enterprise');
    expect(read.columns.map(({ key }) => key)).toEqual([
      'name',
      'uscc',
      'legalRep',
      'mainProduct',
      'contactPhone',
      'aboveScale',
      'note',
    ]);
  });

  it('are changed and kept, a table may be taken away, and no other file is taken for one', async () => {
    const { card } = await keep(await officeTable());
    const saved = value(
      await room.templates.save({
        id: card.id,
        upload: null,
        type: 'person',
        name: '季报表',
        sheet: '名册',
        mapping: { '1': 'nameCn', '2': 'made-up' },
      }),
    );
    expect(saved.columns.filter(({ key }) => key !== null)).toMatchObject([{ key: 'nameCn' }]);
    expect(value(await room.templates.list({ type: 'person' }))).toMatchObject([
      { name: '季报表' },
    ]);
    expect(value(await room.templates.list({ type: 'household' }))).toEqual([]);
    expect(
      await room.templates.save({
        id: card.id,
        upload: null,
        type: 'person',
        name: 'x',
        sheet: '名册',
        mapping: {},
      }),
    ).toMatchObject({ error: { code: 'E_TEMPLATE_EMPTY' } });
    value(await room.templates.drop({ id: card.id }));
    expect(value(await room.templates.list({ type: 'person' }))).toEqual([]);
    const csv = await upload(new TextEncoder().encode('姓名,性别\n甲,男'), 'a.csv');
    expect(await room.templates.read({ upload: csv, type: 'person', sheet: null })).toMatchObject({
      error: { code: 'E_TEMPLATE_KIND' },
    });
  });
});

describe('filled', () => {
  it('it keeps its layout, takes more rows than it had, and lets the sum grow', async () => {
    const { card } = await keep(await officeTable());
    const ids = [
      await add('虞菊兰', { phone: '10100000001' }),
      await add('=1+1', { birth: '1953' }),
      await add('竺信昌', { sex: '1' }),
      await add('戴德荣'),
      await add('毛红'),
    ];
    const { bytes, state } = await fill(card.id, ids);
    expect(state.failure).toBeNull();
    const cells = await cellsOf(bytes);
    expect(cells[0]?.[0]).toBe('海曙区归侨侨眷情况表');
    expect(cells[1]?.join('|')).toMatch(/填报单位：望春街道.*填报日期：2026-11-23/);
    expect(cells.slice(4, 9).map((row) => [row[0], row[1], row[2]])).toEqual([
      ['1', '虞菊兰', '女'],
      ['2', "'=1+1", '女'],
      ['3', '竺信昌', '男'],
      ['4', '戴德荣', '女'],
      ['5', '毛红', '女'],
    ]);
    expect(cells[4]?.[7]).toBe('10100000001');
    expect(cells[9]?.[0]).toBe('合计');
    expect(cells[10]?.[0]).toBe('填表人：officer同志');
    const xml = sheetXml(bytes);
    expect(xml).toContain('COUNTA(B5:B9)');
    // The formula of a column that nobody mapped goes along.
    expect(xml).toContain('2026-YEAR(D9)');
    // Merged cells of a row are those of every row; those of the headings stay.
    for (const ref of ['A1:I1', 'B3:E3', 'F5:G5', 'F9:G9']) expect(xml).toContain(`"${ref}"`);
    expect(xml).not.toContain('（样例）');
    // Looks: every row as the first one.
    const styles = [5, 9].map((row) => new RegExp(`r="B${row}" s="(\\d+)"`).exec(xml)?.[1]);
    expect(styles[0]).toBeDefined();
    expect(styles[1]).toBe(styles[0]);
  });

  it('with fewer rows than it had leaves the others empty', async () => {
    const { card } = await keep(await officeTable());
    const { bytes } = await fill(card.id, [await add('虞菊兰')]);
    const cells = await cellsOf(bytes);
    expect(cells[4]?.[1]).toBe('虞菊兰');
    expect(cells[5]?.[1] ?? '').toBe('');
    expect(cells[7]?.[0]).toBe('合计');
    expect(sheetXml(bytes)).toContain('COUNTA(B5:B7)');
  });

  it('without rows of its own takes them under the headings, numbers stay text', async () => {
    const bytes = new Uint8Array(
      await writeXlsx(
        [
          [null, null],
          [null, '姓名', '联系电话', '国籍'],
          [null, '说明：以户籍为准'],
        ] as never,
        { sheet: 'S' },
      ).toBuffer(),
    );
    const { card, read } = await keep(bytes);
    expect(read.rows).toBe(0);
    const ids = [await add('虞菊兰', { phone: '10100000001' }), await add('毛红')];
    const cells = await cellsOf((await fill(card.id, ids)).bytes);
    expect(cells.slice(2, 4).map((row) => row[1])).toEqual(['虞菊兰', '毛红']);
    expect(cells[2]?.[2]).toBe('10100000001');
    expect(cells[4]?.[1]).toBe('说明：以户籍为准');
  });
});

describe('the next month', () => {
  it('tells what changed, marks it, and fills in nothing else when asked to', async () => {
    const { card } = await keep(await officeTable());
    const ids = [
      await add('虞菊兰', { phone: '10100000001' }),
      await add('竺信昌'),
      await add('毛红'),
    ];
    await fill(card.id, ids);
    const [first] = value(await room.templates.list({ type: 'person' }))[0]?.exports ?? [];
    expect(first?.rows).toBe(3);
    const since = first?.at ?? '';
    expect((await fill(card.id, ids, { since, mode: 'changed' })).state.failure?.code).toBe(
      'E_NOTHING_CHANGED',
    );

    office.clock.now += 30 * 86_400_000;
    await change(ids[0] ?? '', { phone: '10100000009', liveAddr: '演示路2号' });
    const later = await add('戴德荣');
    const { bytes, state } = await fill(card.id, [...ids.slice(0, 2), later], { since });
    expect(state.changes).toEqual({ rows: 1, cells: 2, added: 1, gone: 1 });
    const xml = sheetXml(bytes);
    const styleOf = (cell: string) => new RegExp(`r="${cell}" s="(\\d+)"`).exec(xml)?.[1];
    expect(styleOf('H5')).toBeDefined();
    expect(styleOf('H5')).not.toBe(styleOf('H6'));
    expect(styleOf('B5')).toBe(styleOf('B6'));
    const styles = strFromU8(
      unzipSync(bytes ?? new Uint8Array())['xl/styles.xml'] ?? new Uint8Array(),
    );
    expect(styles).toContain('FFFFF2A8');

    const only = await fill(card.id, [...ids.slice(0, 2), later], { since, mode: 'changed' });
    const rows = (await cellsOf(only.bytes)).slice(4, 7);
    expect(rows.map((row) => [row[1], row[2], row[5], row[7]])).toEqual([
      ['虞菊兰', '', '演示路2号', '10100000009'],
      ['戴德荣', '女', '演示路1号', ''],
      ['', '', '', ''],
    ]);
  });
});

describe('what may go out', () => {
  it('is no more than by any ledger: right, number, purpose; sensitive columns stay empty', async () => {
    const { card } = await keep(await officeTable());
    const number = demoCitizenId('1952-09-15', 2);
    const id = await add('虞菊兰', { documents: [{ id: 'd', kind: 'id', number }] });
    const { bytes } = await fill(card.id, [id]);
    expect((await cellsOf(bytes))[4]?.[1]).toBe('虞菊兰');
    expect(sheetXml(bytes)).not.toContain(number);
    const ask = (more: Partial<Input<'templates.export'>>) =>
      room.templates.export({
        id: card.id,
        pick: { by: 'ids', ids: Array.from({ length: 51 }, (_, index) => `p${index}`) },
        mode: 'all',
        since: null,
        purpose: 'report',
        note: '',
        ...more,
      });
    expect(await ask({})).toMatchObject({ error: { code: 'E_EXPORT_LIMIT' } });
    expect(await ask({ purpose: '' })).toMatchObject({ error: { code: 'E_INVALID' } });
    const roomOf = (actor: typeof officer) =>
      openExcelRoom({
        context: office.as(actor),
        local: office.profile.local,
        log: silent,
        random,
      });
    expect(await roomOf(person('auditor', ['X'])).templates.list({ type: 'person' })).toMatchObject(
      { error: { code: 'E_DENIED' } },
    );
    expect(await roomOf(head).templates.list({ type: 'person' })).toMatchObject({ ok: true });
  });
});

it.each([
  ['填报单位：', '填报单位：望春街道'],
  ['填报单位（盖章）：____　填表人：', '填报单位（盖章）：望春街道　填表人：甲'],
  ['填报单位：古林镇', '填报单位：古林镇'],
  ['审核人：', '审核人：'],
])('room for a word around the table: %j', (before, after) => {
  expect(wordsWith(before, { unitName: '望春街道', maker: '甲', asOf: '2026-11-23' })).toBe(after);
});
