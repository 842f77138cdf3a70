import type { TextRows } from './text-rows.ts';

/** 跨街道重复. */
export const acrossTexts = {
  title: ['跨街道', 'Across streets'],
  note: [
    '两个街道登记了同一个证件号（企业为统一社会信用代码）。由区级服务器比对，只有区侨联看得到，街道看不到。',
    'Two streets hold the same number. The district’s server compares; only the district sees this, no street does.',
  ],
  empty: ['没有跨街道重复的登记。', 'No records are doubled across streets.'],
  offline: [
    '比对在区级服务器上做，连上网络才看得到。',
    'The comparison is made at the district: it needs the network.',
  ],
  cut: ['只列出前 {count} 对。', 'The first {count} pairs.'],
  both: ['两处登记', 'Both records'],
  state: ['处理', 'Handling'],
  open: ['待处理', 'Open'],
  asked: ['已交两个街道核对', 'Both streets were asked'],
  apart: ['不是同一个', 'Not the same'],
  by: ['{by}，{at}', '{by}, {at}'],
  ask: ['交街道核对', 'Ask the streets'],
  askNote: [
    '两个街道各收到一张只写自己那条登记的任务单，15 天内核对，不知道另一处是谁。',
    'Each street gets a list naming its own record only, to be looked at within 15 days.',
  ],
  setApart: ['不是同一个', 'Not the same'],
  apartNote: [
    '两条都留着，说明原因；号码写错的，由街道改正。',
    'Both stay; say why. A wrong number is for the street to put right.',
  ],
  move: [
    '是同一个：打开一条，转到另一个街道，再由那个街道合并',
    'The same: open one, move it to the other street, which then merges the two',
  ],
  reason: ['说明', 'Note'],
  confirm: ['确定', 'Confirm'],
} as const satisfies TextRows;
