/** Six rosters as ugly as offices keep them, made by script; no person in them is real (address code 000000, telephones that do not exist). */
import writeXlsx from 'write-excel-file/node';
import { demoCitizenId } from '../../../../shared/samples/demo-identity.ts';

export type UglyCell =
  | string
  | number
  | null
  | { readonly value: string | number; readonly columnSpan?: number; readonly rowSpan?: number };

export async function workbookOf(
  rows: readonly (readonly UglyCell[])[],
  sheet = '花名册',
): Promise<Uint8Array> {
  return new Uint8Array(await writeXlsx(rows as never, { sheet }).toBuffer());
}

const id = demoCitizenId;

/** Title over everything, two rows of headings, merged households, several relatives in a cell, a sum at the foot. */
export const mergedHouseholds = (): Promise<Uint8Array> =>
  workbookOf([
    [{ value: '望春街道侨情花名册（2026年）', columnSpan: 9 }, ...blanks(8)],
    ['填报单位：望春街道', null, null, null, '填表人：励海平', ...blanks(4)],
    [
      { value: '户主', rowSpan: 2 },
      { value: '家庭成员', columnSpan: 5 },
      ...blanks(4),
      { value: '家庭住址', rowSpan: 2 },
      { value: '所在社区', rowSpan: 2 },
      { value: '海外亲属', rowSpan: 2 },
    ],
    [null, '姓 名*', '与户主关系', '性别', '出生年月', '侨界身份', null, null, null],
    [
      { value: '虞菊兰', rowSpan: 3 },
      '虞菊兰',
      '户主',
      '女',
      '1952.9',
      '归侨',
      { value: '演示路１８弄3号', rowSpan: 3 },
      { value: '演示一社区', rowSpan: 3 },
      '弟虞志远（美国，1985年出国）；妹：虞秀英（加拿大）',
    ],
    [null, '竺信昌', '配偶', '男', '一九五〇年三月', '侨眷', null, null, ''],
    [null, '虞嘉宁', '女儿', '女', '1980-02-29', '侨眷、海归', null, null, ''],
    [
      '戴德荣',
      '戴德荣',
      '本人',
      '',
      '约1948年',
      '侨眷',
      '演示路20弄1号',
      '演示一',
      '子 戴海辰（澳洲）',
    ],
    ['合计', '4人', ...blanks(7)],
  ]);

const blanks = (count: number): null[] => Array.from({ length: count }, () => null);

/** Numbers that the spreadsheet destroyed, a number with a wrong end, dates as day numbers, two telephones in a cell. */
export const destroyedNumbers = (): Promise<Uint8Array> =>
  workbookOf([
    ['序号', '名字', '性别', '公民身份号码', '生日', '手机号码', '类别', '居住地址', '社区'],
    [
      1,
      '张　明海',
      '男',
      330_203_195_209_150_000,
      19_252,
      '10100000001/10100000002',
      '侨眷',
      '演示路1弄2号',
      '演示一社区',
    ],
    [
      2,
      '李红伟',
      '女',
      id('1960-05-06', 2).replace(/.$/u, (end) => (end === '0' ? '1' : '0')),
      '',
      10_100_000_003,
      '侨眷',
      '演示路1弄3号',
      '演示一社区',
    ],
    [3, '周平', '', id('1971-08-09', 15), '', '', '侨眷', '演示路1弄4号', '演示一社区'],
  ]);

/** GBK text from an old program, semicolons, full-width digits and letters. */
export const gbkText = (): Uint8Array => {
  // GBK of: 姓名;性别;出生年月;国籍;身份类别;国家\r\n林明;男;１９６５/７;中国;华侨;意大利\r\n徐秀;女;66年8月;中国;港属;香港
  const hex =
    'd0d5c3fb3bd0d4b1f03bb3f6c9fac4ead4c23bb9fabcae3bc9edb7ddc0e0b1f03bb9fabcd20d0ac1d6c3f73bc4d03ba3b1a3b9a3b6a3b52fa3b73bd6' +
    'd0b9fa3bbbaac7c83bd2e2b4f3c0fb0d0ad0ecd0e33bc5ae3b3636c4ea38d4c23bd6d0b9fa3bb8dbcaf43bcfe3b8db0d0a';
  return Uint8Array.from(Buffer.from(hex, 'hex'));
};

/** Ten spellings of dates. */
export const tenSpellings: readonly (readonly [string, string | null])[] = [
  ['1952', '1952'],
  ['1952年9月', '1952-09'],
  ['1952.9.15', '1952-09-15'],
  ['1952/09/15 0:00:00', '1952-09-15'],
  ['19520915', '1952-09-15'],
  ['一九五二年九月十五日', '1952-09-15'],
  ['52年9月', '1952-09'],
  ['民国41年9月', '1952-09'],
  ['15-Sep-1952', '1952-09-15'],
  ['约1952年', '1952'],
  ['195209', '1952-09'],
  ['19520900', '1952-09'],
  ['１９５２－０９', '1952-09'],
  ['五十年代', null],
  ['05/09/1952', null],
  ['25年3月', null],
];
export const manySpellings = (): Promise<Uint8Array> =>
  workbookOf([
    ['姓名', '出生日期', '身份', '住址', '村社区'],
    ...tenSpellings.map(([text], index) => [
      `陈日${'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳'[index] ?? ''}`,
      text,
      '侨眷',
      `演示路5弄${index + 1}号`,
      '演示一社区',
    ]),
  ]);

/** Several people in one cell, rows of another street and of the same street under another name, a repeated heading. */
export const crowdedCells = (): Promise<Uint8Array> =>
  workbookOf([
    ['街道', '村（社区）', '人员姓名', '男女', '出生', '身份类别', '通讯地址'],
    [
      '望春街道',
      '演示一社区',
      '胡昌、毛红、胡一辰',
      '男、女、男',
      '1955、1957、1984',
      '侨眷',
      '演示路7弄1号',
    ],
    ['古林街道', '演示二村', '沈荣', '男', '1950', '归侨', '演示路8弄1号'],
    ['街道', '村（社区）', '姓名', '男女', '出生', '身份类别', '通讯地址'],
    ['望春街道', '演示九社区', '吴德', '男', '1949', '归侨', '演示路9弄1号'],
    [
      '海曙区望春街道',
      '演示一社区居委会',
      '应思辰（曾在外）',
      '女',
      '1991',
      '留学生',
      '演示路9弄2号',
    ],
  ]);

/** The same people twice, once with and once without a number; a namesake; nothing but a name. */
export const doubles = (): Promise<Uint8Array> =>
  workbookOf([
    ['姓名', '性别', '出生日期', '证件号码', '侨身份', '现住址', '社区', '联系电话'],
    [
      '郑信',
      '男',
      '1953-03-04',
      id('1953-03-04', 11),
      '侨眷',
      '演示路11弄1号',
      '演示一社区',
      '10100000011',
    ],
    ['郑 信', '男', '1953-03-04', '', '侨眷', '', '演示一社区', ''],
    [
      '郑信',
      '男',
      '1953-03-04',
      id('1953-03-04', 11),
      '侨眷',
      '演示路11弄1号',
      '演示一社区',
      '10100000011',
    ],
    ['董海', '男', '1966', '', '侨眷', '演示路11弄2号', '演示一社区', ''],
    ['董海', '', '', '', '', '', '', ''],
  ]);
