/** Tables as offices bring them: titles above, groups over columns, merged cells, GBK, long numbers. */
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import writeXlsx from 'write-excel-file/node';
import { zipSync } from 'fflate';
import { findHeader } from './find-header.ts';
import { knows, mapColumns } from './map-columns.ts';
import { readWorkbook } from './workbook.ts';

const targets = [
  { key: 'name', title: '姓名', aliases: ['申请人'] },
  { key: 'id', title: '身份证号', aliases: ['证件号码'] },
  { key: 'amount', title: '金额（元）', aliases: ['金额'] },
  { key: 'relation', title: '关系', aliases: [] },
];

async function xlsx(data: unknown[][], more: object = {}): Promise<Uint8Array> {
  const file = await writeXlsx(data as never, { sheet: '花名册', ...more }).toBuffer();
  return new Uint8Array(file);
}

async function sheet(bytes: Uint8Array, name = 'a.xlsx') {
  const read = await readWorkbook(bytes, name);
  if (!read.ok) throw new Error(read.error);
  const [first] = read.value.sheets;
  if (first === undefined) throw new Error('no sheet');
  return { ...first, encoding: read.value.encoding };
}

describe('workbooks', () => {
  it('come through with Chinese, dates, times and long text untouched', async () => {
    const { rows, name } = await sheet(
      await xlsx([
        ['姓名', '身份证号', '日期'],
        [
          '虞菊兰',
          { value: '00000019520915002X', type: String },
          { value: new Date('2026-11-25T00:00:00Z'), type: Date, format: 'yyyy-mm-dd' },
        ],
        [
          '·𠮷',
          12.5,
          { value: new Date('2026-11-25T09:10:00Z'), type: Date, format: 'yyyy-mm-dd hh:mm' },
        ],
      ]),
    );
    expect(name).toBe('花名册');
    expect(rows).toEqual([
      ['姓名', '身份证号', '日期'],
      ['虞菊兰', '00000019520915002X', '2026-11-25'],
      ['·𠮷', '12.5', '2026-11-25 09:10'],
    ]);
  });

  it('fill merged cells with what stands in them', async () => {
    const { rows } = await sheet(
      await xlsx([
        [{ value: '望春街道侨联困难归侨侨眷花名册', columnSpan: 3 }, null, null],
        [{ value: '户', rowSpan: 2 }, { value: '家庭成员', columnSpan: 2 }, null],
        [null, '姓名', '关系'],
        [{ value: '虞家', rowSpan: 2 }, '虞菊兰', '本人'],
        [null, '竺信昌', '配偶'],
      ]),
    );
    expect(rows[0]).toEqual(Array(3).fill('望春街道侨联困难归侨侨眷花名册'));
    expect(rows[1]).toEqual(['户', '家庭成员', '家庭成员']);
    expect(rows[2]).toEqual(['户', '姓名', '关系']);
    expect(rows[4]).toEqual(['虞家', '竺信昌', '配偶']);
  });

  it('tell which numbers have lost their end', async () => {
    const { rows, lossy } = await sheet(
      await xlsx([['证件号码'], [330_203_195_209_150_000], [13_800_000_000]]),
    );
    expect(lossy).toEqual([{ row: 1, column: 0 }]);
    expect(rows[1]).toEqual(['330203195209150000']);
  });

  it.each([
    ['an old workbook', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1, 2), 'a.xls', 'old'],
    ['nothing', new Uint8Array(), 'a.xlsx', 'empty'],
    ['a zip that is no workbook', zipSync({ 'a.txt': Uint8Array.of(1) }), 'a.xlsx', 'damaged'],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0), 'a.png', 'kind'],
  ])('%s is refused by its name', async (_what, bytes, name, why) => {
    expect(await readWorkbook(bytes, name)).toEqual({ ok: false, error: why });
  });

  it('that unpack to more than a limit are not unpacked', async () => {
    const zeros = zipSync({ 'xl/workbook.xml': new Uint8Array(410 * 1024 * 1024) }, { level: 1 });
    expect(await readWorkbook(zeros, 'a.xlsx')).toEqual({ ok: false, error: 'large' });
  });

  it('cut anywhere never end in an exception', async () => {
    const whole = await xlsx([['姓名'], ['虞菊兰']]);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 4, max: whole.length - 1 }), async (end) => {
        expect((await readWorkbook(whole.subarray(0, end), 'a.xlsx')).ok).toBe(false);
      }),
      { numRuns: 30 },
    );
  });
});

describe('text tables', () => {
  // GBK of 姓名,金额 / 虞菊兰,"1,200"
  const gbk = Uint8Array.from([
    0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xbd, 0xf0, 0xb6, 0xee, 0x0d, 0x0a, 0xd3, 0xdd, 0xbe, 0xd5, 0xc0,
    0xbc, 0x2c, 0x22, 0x31, 0x2c, 0x32, 0x30, 0x30, 0x22, 0x0d, 0x0a,
  ]);
  const text = '姓名,金额\r\n虞菊兰,"1,200"\r\n';

  it.each([
    ['GBK', gbk, 'gb18030'],
    ['UTF-8', new TextEncoder().encode(text), 'utf-8'],
    ['UTF-8 with a mark', new TextEncoder().encode(`\ufeff${text}`), 'utf-8'],
    ['UTF-16', Uint8Array.from(Buffer.from(`\ufeff${text}`, 'utf16le')), 'utf-16le'],
  ])('%s', async (_name, bytes, encoding) => {
    expect(await sheet(bytes, '花名册.csv')).toMatchObject({
      name: '花名册',
      encoding,
      rows: [
        ['姓名', '金额'],
        ['虞菊兰', '1,200'],
      ],
    });
  });
});

describe('the row of headings', () => {
  it('is found under titles and notes', () => {
    const rows = [
      ['望春街道侨联花名册'],
      ['填报单位：望春街道', '', '填表人：励海平'],
      ['序号', '*姓名', '证件号码', '金额'],
      ['1', '虞菊兰', '…', '800'],
    ];
    const found = findHeader(rows, knows(targets));
    expect(found).toMatchObject({ row: 2, height: 1 });
    expect(mapColumns(found?.headings ?? [], targets)).toEqual([null, 'name', 'id', 'amount']);
  });

  it('may take two rows, with groups over columns', () => {
    const rows = [
      ['困难家庭登记表', '困难家庭登记表', '困难家庭登记表'],
      ['申请人', '家庭成员', '家庭成员'],
      ['申请人', '称谓', '关系'],
      ['虞菊兰', '竺信昌', '配偶'],
    ];
    const found = findHeader(rows, knows(targets));
    expect(found).toMatchObject({ row: 1, height: 2 });
    expect(found?.headings).toEqual(['申请人', '家庭成员/称谓', '家庭成员/关系']);
    expect(mapColumns(found?.headings ?? [], targets)).toEqual(['name', null, 'relation']);
  });

  it('is not there when nothing is known', () => {
    expect(
      findHeader(
        [
          ['甲', '乙'],
          ['1', '2'],
        ],
        knows(targets),
      ),
    ).toBeNull();
    expect(findHeader([], knows(targets))).toBeNull();
  });

  it('gives each target once, to the heading that fits best', () => {
    expect(mapColumns(['金额', '金额（元）', '姓 名*', '姓名'], targets)).toEqual([
      null,
      'amount',
      null,
      'name',
    ]);
  });
});
