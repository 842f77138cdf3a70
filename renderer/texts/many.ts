import type { TextRows } from './text-rows.ts';

export const manyTexts = {
  bar: ['已勾选的行', 'Ticked rows'],
  count: ['已选 {count} 条', '{count} ticked'],
  edit: ['批量修改', 'Change them all'],
  clear: ['取消勾选', 'Untick'],
  none: ['先勾选要改的行', 'Tick rows first'],
  most: ['一次最多改 {max} 条', 'At most {max} at once'],
  done: ['已改 {count} 条。', '{count} changed.'],
  undo: ['撤销修改', 'Undo'],
  undone: [
    '已恢复 {undone} 条；{kept} 条后来有人改过，没有动。',
    '{undone} restored; {kept} were changed since and stay.',
  ],
  title: ['批量修改 {count} 条', 'Change {count} records'],
  field: ['改哪一项', 'Which field'],
  value: ['改成', 'New value'],
  empty: ['空着', 'Empty'],
  yes: ['是', 'Yes'],
  no: ['否', 'No'],
  look: ['看看会怎样', 'See what would happen'],
  will: [
    '会改 {changed} 条，{same} 条本来就是这样，{refused} 条不能改',
    '{changed} change, {same} are so already, {refused} cannot',
  ],
  go: ['改 {count} 条', 'Change {count}'],
  close: ['不改了', 'Not now'],
  views: ['自己的视图', 'Views of your own'],
  saveView: ['把现在的筛选存成视图', 'Keep this filter as a view'],
  viewName: ['视图名称', 'Name of the view'],
  keep: ['存下', 'Keep'],
  dropView: ['删掉视图“{name}”', 'Drop the view “{name}”'],
} as const satisfies TextRows;
