import type { TextRows } from './text-rows.ts';

export const verifyingTexts = {
  verb: ['核实', 'Verify'],
  title: ['核实 {count} 条', 'Verify {count}'],
  titleOne: ['核实：{name}', 'Verify: {name}'],
  facts: [
    '记下哪天、怎样核实过，内容没有变化。内容有变化的用“修改”，改好后更新最近核实日期。',
    'Notes that everything is still as registered. Where something has changed, edit the record and its day of verification.',
  ],
  on: ['核实日期', 'Verified on'],
  method: ['方式', 'Way'],
  note: ['说明', 'Note'],
  go: ['核实 {count} 条', 'Verify {count}'],
  needs: ['先写核实日期', 'Write the date first'],
  most: ['一次最多核实 {max} 条', 'At most {max} at once'],
  done: ['已核实 {count} 条。', '{count} verified.'],
  refused: ['{count} 条没有核实：', '{count} could not be verified:'],
  undo: ['撤销核实', 'Undo'],
  undone: [
    '已撤销 {undone} 条；{kept} 条后来有人改过，没有动。',
    '{undone} undone; {kept} were changed since and stay.',
  ],
  close: ['关闭', 'Close'],
  log: ['核实记录', 'Verifications'],
  times: ['共 {count} 次', '{count} in all'],
  same: ['无变化', 'no changes'],
  changed: ['改了 {fields}', 'changed {fields}'],
} as const satisfies TextRows;
