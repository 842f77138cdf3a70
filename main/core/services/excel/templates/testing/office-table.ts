/** A table as offices have them, written by another library than the one that fills it. */
import writeXlsx from 'write-excel-file/node';

/** Title over everything, room for unit and date, headings of two rows, three rows ready with merged cells, a sum and signatures. */
export async function officeTable(): Promise<Uint8Array> {
  const blanks = (count: number): null[] => Array.from({ length: count }, () => null);
  const line = { borderStyle: 'thin', backgroundColor: '#DDEEFF' } as const;
  const ready = (row: number) => [
    { value: '', ...line },
    { value: row === 5 ? '（样例）张三' : '', ...line },
    { value: '', ...line },
    { value: '', ...line },
    { value: `2026-YEAR(D${row})`, type: 'Formula', ...line },
    { value: '', ...line, columnSpan: 2 },
    null,
    { value: '', ...line },
    { value: '', ...line },
  ];
  const rows = [
    [{ value: '海曙区归侨侨眷情况表', columnSpan: 9, fontWeight: 'bold' }, ...blanks(8)],
    ['填报单位：', null, null, null, null, null, null, '填报日期：', null],
    [
      { value: '序号', rowSpan: 2 },
      { value: '基本情况', columnSpan: 4 },
      ...blanks(3),
      { value: '家庭住址', rowSpan: 2, columnSpan: 2 },
      null,
      { value: '联系电话', rowSpan: 2 },
      { value: '身份证号', rowSpan: 2 },
    ],
    [null, '姓 名', '性别', '出生年月', '年纪', null, null, null, null],
    ...[5, 6, 7].map(ready),
    ['合计', { value: 'COUNTA(B5:B7)', type: 'Formula' }, ...blanks(7)],
    ['填表人：', null, null, '审核人：', ...blanks(5)],
  ];
  return new Uint8Array(await writeXlsx(rows as never, { sheet: '名册' }).toBuffer());
}
