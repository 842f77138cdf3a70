import type { TextRows } from './text-rows.ts';

/** 单位表格. */
export const templateTexts = {
  menu: ['按单位表格导出', 'Export into a table of our own'],
  title: ['{type}的单位表格', 'Tables of our own: {type}'],
  second: [
    '上级或本单位发的 .xlsx 表，认一次表头，以后按当前筛选填好，版式不动；下个月能标出改过的格子。',
    'Map the headings of an .xlsx table once; from then on it is filled for the filtered list, its layout untouched, and changes since last time are marked.',
  ],
  toList: ['回到列表', 'To the list'],
  empty: [
    '还没有单位表格。把要报的空表或上次报过的表放进来。',
    'No tables yet. Bring the empty form, or the one handed in last time.',
  ],
  add: ['登记一张表格', 'Add a table'],
  fileHint: ['.xlsx，最多 4 MB；也可以把文件拖到这里', '.xlsx, at most 4 MB; or drop it here'],
  reading: ['正在认表头', 'Reading the headings'],
  name: ['表格名称', 'Name of the table'],
  facts: ['“{sheet}”，表头在第 {row} 行', '“{sheet}”, headings in row {row}'],
  body: [
    '表头下有 {rows} 行可填，不够时自动加行。',
    '{rows} rows stand ready; more are put in when needed.',
  ],
  foot: ['表下面的“{foot}”等会跟着下移。', '“{foot}” below moves down with the rows.'],
  mapped: ['{mapped} 列对上，{open} 列留空', '{mapped} columns matched, {open} left empty'],
  leaveEmpty: ['留空', 'Left empty'],
  sensitive: ['{title}（敏感，要批准才填）', '{title} (sensitive, filled with approval)'],
  fillSensitive: ['敏感列也填：{titles}', 'Fill in sensitive columns too: {titles}'],
  fillSensitiveNote: [
    '不勾就留空，马上可以导出；勾上要由另一位同志批准，文件带口令。',
    'Left empty otherwise, and exported at once; with them another person approves and the file carries a password.',
  ],
  unmapped: ['至少对上一列', 'Match at least one column'],
  save: ['保存表格', 'Save the table'],
  saved: ['已保存，在列表的“表格”里按它导出。', 'Saved; export into it from the list’s menu.'],
  edit: ['改对应', 'Change the columns'],
  drop: ['删除', 'Remove'],
  dropSure: [
    '删除“{name}”和它的导出记录？档案不受影响。',
    'Remove “{name}” and what it remembers of exports? Records are unaffected.',
  ],
  never: ['还没有导出过', 'Never exported'],
  last: ['上次导出 {at}，{rows} 行', 'Last exported {at}, {rows} rows'],
  which: ['用哪张表格', 'Which table'],
  manage: ['管理单位表格', 'Manage tables'],
  mode: ['填什么', 'What to fill in'],
  all: ['整张表', 'The whole table'],
  changed: ['只填有改动的行和格子', 'Only rows and cells that changed'],
  since: ['与哪一次比', 'Compared with'],
  noSince: ['不比较', 'Nothing'],
  sinceOption: ['{at} 导出的 {rows} 行', 'Exported {at}, {rows} rows'],
  changes: [
    '自那次以来：{rows} 行改了 {cells} 格，新增 {added} 行，{gone} 行不再列入。改过的格子标黄。',
    'Since then: {cells} cells changed in {rows} rows, {added} rows added, {gone} no longer listed. Changes are on yellow.',
  ],
} as const satisfies TextRows;
