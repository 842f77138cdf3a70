/** 最近经过 of the sync page: what happened, and what there is to do. */
import type { TextRows } from './text-rows.ts';

export const syncLogTexts = {
  title: ['最近经过', 'Recent'],
  note: ['本次打开程序以来', 'since this computer was started'],
  none: [
    '本次打开程序以来没有上报，也没有出过问题。',
    'Nothing sent and no trouble since the start.',
  ],
  more: ['看全部（{count} 条）', 'Show all ({count})'],
  less: ['收起', 'Hide'],
  sent: ['上报了 {rows} 条，区级都已收下。', 'Sent {rows}; the district has them all.'],
  sentTodo: ['不用再做什么', 'Nothing to do'],
  rejected: [
    '区级退回 {rows} 条，其余照常上报。',
    'The district sent {rows} back; the rest went on.',
  ],
  rejectedTodo: [
    '在“要您处理”里打开，按原因改好再提交',
    'Open them under “For you to decide”, correct and submit again',
  ],
  failed: ['没有连成：{reason}', 'No contact: {reason}'],
  failedTodo: ['不用再做什么，过一会儿会再连', 'Nothing to do; it tries again by itself'],
  stopped: ['同步停下了：{reason}', 'Sync stopped: {reason}'],
  stoppedTodo: ['按上面说的办，办好前照常记录', 'Do as it says; keep recording meanwhile'],
  stuck: [
    '有一分钟没有进展，已断开重连。',
    'There was no progress for a minute; the connection was made anew.',
  ],
  stuckTodo: [
    '不用再做什么；一天里出现多次，告诉区侨联查网络',
    'Nothing to do; if it happens often in a day, tell the district to look at the network',
  ],
  reread: [
    '{what}和区级对不上，正在从头核对。',
    '{what} differed from the district; it is compared from the start.',
  ],
  rereadTodo: [
    '不用再做什么；总是出现，告诉区侨联',
    'Nothing to do; if it keeps happening, tell the district',
  ],
  purged: [
    '{what}有 {rows} 条不再归您看，已从本机移走。',
    '{rows} rows ({what}) are not yours to see any more and were taken off this computer.',
  ],
  purgedTodo: [
    '还要用，找区侨联调权限',
    'If you still need them, ask the district about your rights',
  ],
  rescued: [
    '{rows} 条没来得及上报的改动已封存，送区侨联抢救箱。',
    '{rows} unsent changes were sealed and go to the district’s rescue desk.',
  ],
  rescuedTodo: [
    '等区侨联放行，结果会列在本页',
    'Wait for the district’s decision; it will be listed on this page',
  ],
  proceeded: ['有人确认后，同步接着进行。', 'Somebody confirmed, and sync went on.'],
  lookedAgain: ['有人选了重新核对。', 'Somebody chose to look again.'],
  decidedTodo: ['不用再做什么', 'Nothing to do'],
} as const satisfies TextRows;
