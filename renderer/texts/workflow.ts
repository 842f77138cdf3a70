import type { TextRows } from './text-rows.ts';

export const workflowTexts = {
  chain: ['办理环节', 'Steps'],
  toBeHeard: ['待确认', 'To be confirmed'],
  stopped: ['停钟', 'Clock stopped'],
  overdue: ['逾期 {days} 个工作日', '{days} working days over'],
  own: ['{action}：', '{action}: '],
  left: ['剩 {days} 个工作日', '{days} working days left'],
  due: ['期限 {date}', 'Due {date}'],
  aboutDue: ['送达后起算，约 {date}', 'Counted from receipt, about {date}'],
  risenH: ['已提级到主席', 'Risen to the chair'],
  risenD: ['已提级到区侨联', 'Risen to the district'],
  risenB: ['已提级到区侨联领导', 'Risen to the district’s leaders'],
  noCalendar: ['节假日表缺失', 'Holiday table missing'],
  used: ['已用 {used} 个工作日，停钟 {paused}', '{used} working days used, {paused} paused'],
  awaitsDistrict: [
    '已在本机办理，还没有送到区级。送达后自动生效，之前的打印件带“待区级确认”字样。',
    'Done on this computer; the district has not heard of it. It takes effect on receipt; prints before that say so.',
  ],
  awaitsTitle: ['待区级确认', 'To be confirmed by the district'],
} as const satisfies TextRows;

export const ledgerTexts = {
  title: ['经费台账', 'Ledger'],
  source: ['资金来源', 'Source'],
  open: ['年初结余', 'Carried over'],
  income: ['收入', 'In'],
  spent: ['支出', 'Out'],
  balance: ['余额', 'Balance'],
  rate: ['使用率', 'Used'],
  review: ['待核', 'To review'],
  entries: ['分录', 'Entries'],
  allSources: ['全部来源', 'All sources'],
  empty: ['这一年还没有分录。', 'No entries in this year.'],
  year: ['年度', 'Year'],
} as const satisfies TextRows;
