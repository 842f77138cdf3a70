/** The sheets of a ledger: title, who and when, heads, rows; and the page that says what the figures mean (domain.md §6). */
import { guarded, plainCell, type CellValue } from '../../../../shared/ledgers/cell.ts';
import { ledgerSpecOf, type LedgerColumn } from '../../../../shared/ledgers/ledger.ts';
import type { RecordType } from '../../../../shared/records/record-type.ts';
import { dictionaries } from '../../../../shared/dictionaries/dictionary.ts';
import { idTitle, marksTitle, writeMarks } from './row-marks.ts';
import type { SheetCell, SheetSpec } from './write-workbook.ts';

export interface LedgerRow {
  readonly id: string;
  /** In the order of the columns. */
  readonly cells: readonly CellValue[];
}

export interface LedgerFacts {
  readonly unitName: string;
  readonly maker: string;
  /** Business date. */
  readonly asOf: string;
  /** Beijing date and time. */
  readonly at: string;
  /** In words; '' for a template. */
  readonly purpose: string;
  readonly version: string;
  /** What an approved export says of itself on every page; '' for others. */
  readonly approval: string;
}

/** Row of the heads, zero-based. */
const headRow = 2;

export function ledgerSheet(
  type: RecordType,
  columns: readonly LedgerColumn[],
  rows: readonly LedgerRow[],
  facts: LedgerFacts,
): SheetSpec {
  const title = ledgerSpecOf(type).title.zh;
  const about = [
    `填报单位：${facts.unitName}`,
    `统计截止：${facts.asOf}`,
    `填表人：${facts.maker}`,
    '审核人：',
    ...(facts.approval === '' ? [] : [facts.approval]),
  ];
  const spread = columns.length >= 7 ? 2 : 1;
  const meta: SheetCell[] = about.flatMap((text) => [
    { text, look: 'note' } as const,
    ...Array.from({ length: spread - 1 }, () => null),
  ]);
  return {
    name: title,
    columns: [
      ...columns.map(({ width, title: words }) => ({
        width: Math.max(width, words.length * 2 + 2),
      })),
      { width: 12, hidden: true },
      { width: 12, hidden: true },
    ],
    frozenRows: headRow + 1,
    ...(facts.approval === '' ? {} : { mark: `${facts.maker} ${facts.at}\n${facts.approval}` }),
    foot: `${title}　${facts.unitName}　导出：${facts.maker} ${facts.at}　内部资料`,
    rows: [
      [{ text: title, look: 'title' }],
      meta,
      [...columns.map(({ title: words }) => words), idTitle, marksTitle].map((text) => ({
        text,
        look: 'head' as const,
      })),
      ...rows.map(({ id, cells }) => [
        ...columns.map((column, index) => sheetCell(column, cells[index] ?? null)),
        { text: id },
        {
          text: writeMarks(
            columns.map(({ key }, index) => [key, plainCell(cells[index] ?? null)] as const),
          ),
        },
      ]),
    ],
  };
}

function sheetCell(column: LedgerColumn, value: CellValue): SheetCell {
  if (value === null) return null;
  if (typeof value === 'string')
    return column.width >= 30 ? { text: guarded(value), look: 'wrap' } : { text: guarded(value) };
  const isMoney = column.field?.kind === 'money' || column.figure?.kind === 'money';
  return isMoney ? { yuan: value } : { number: value };
}

export function notesSheet(
  type: RecordType,
  columns: readonly LedgerColumn[],
  facts: LedgerFacts,
): SheetSpec {
  const spec = ledgerSpecOf(type);
  const line = (name: string, text: string): SheetCell[] => [
    { text: name, look: 'note' },
    { text, look: 'wrap' },
  ];
  return {
    name: '说明',
    columns: [{ width: 24 }, { width: 80 }],
    rows: [
      [{ text: '说明', look: 'title' }],
      line('台账', spec.title.zh),
      line('版本', facts.version),
      line('导出人', facts.maker),
      line('导出时间', facts.at),
      line('用途', facts.purpose),
      ...(facts.approval === '' ? [] : [line('出口批准', facts.approval)]),
      line('口径', (spec.notes ?? []).join('\n') || '以登记内容为准。'),
      line(
        '怎样改',
        '在表里直接改，存盘后从同一页面导入；“系统编号”“系统校验”两列是隐藏的，不要删。空着“系统编号”的行按新增办。没有改过的格子，导入时不动。',
      ),
      line('保密', '内部资料，用完按规定销毁，不上互联网电脑，不转发。'),
      [],
      [
        { text: '列', look: 'head' },
        { text: '怎样填', look: 'head' },
      ],
      ...columns.map((column) => line(column.title, hintOf(column))),
    ],
  };
}

/** More words than this fill no hint. */
const mostOptions = 30;

function hintOf({ field, isRead }: LedgerColumn): string {
  if (!isRead || field === null) return '程序填写，不读入';
  const needed = field.required ? '必填。' : '';
  switch (field.kind) {
    case 'choice':
    case 'choices': {
      if (field.options === 'community') return `${needed}社区（村）名称`;
      const words = Object.values(dictionaries[field.options ?? ''] ?? {}).map(({ zh }) => zh);
      const list =
        words.length > mostOptions
          ? `${words.slice(0, mostOptions).join('、')}…`
          : words.join('、');
      return `${needed}${field.kind === 'choices' ? '可填几项，用顿号隔开：' : '填其中一项：'}${list}`;
    }
    case 'date':
      return `${needed}2026-11-25`;
    case 'partialDate':
      return `${needed}1952、1952-09 或 1952-09-15`;
    case 'instant':
      return `${needed}2026-11-25 09:10`;
    case 'money':
      return `${needed}元，最多两位小数`;
    case 'flag':
      return `${needed}是 或 否`;
    case 'ref':
      return `${needed}已登记的名称`;
    case 'refs':
      return `${needed}已登记的名称，几个之间用顿号`;
    case 'integer':
    case 'decimal':
      return `${needed}数字`;
    case 'text':
    case 'longText':
    case 'code':
    case 'items':
    case 'files':
    case 'photos':
    case 'signature':
      return `${needed}文字${field.maxLength === undefined ? '' : `，最多 ${field.maxLength} 字`}`;
  }
}
