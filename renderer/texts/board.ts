import type { TextRows } from './text-rows.ts';

export const boardTexts = {
  tickets: ['侨企难题', 'Enterprise problems'],
  ticketsUnder: ['三帮工单', 'Tickets'],
  inbox: ['网上诉求', 'Online requests'],
  inboxUnder: ['网上创梦苑、线上E+', 'Dream garden, E+'],
  legal: ['法律维权', 'Legal clinic'],
  legalUnder: ['维权中心、法律诊所', 'Rights centre, clinic'],
  filter: ['筛选', 'Filter'],
  space: ['空格', 'Space'],
  tick: ['勾选', 'Tick'],
  untick: ['取消勾选', 'Untick'],
  tickAll: ['勾选全部', 'Tick all'],
  tickOne: ['勾选 {name}', 'Tick {name}'],
  ticked: ['已勾选 {count} 件', '{count} ticked'],
  refused: ['{count} 件这一步不能办，其余已办', '{count} could not take this step; the others did'],
  stopped: ['停钟', 'Stopped'],
  used: ['已用 {days} 个工作日', '{days} working days used'],
  more: [
    '先显示 {shown} 件，共 {count} 件；用视图或筛选缩小范围',
    '{shown} of {count}; narrow by view or filter',
  ],
} as const satisfies TextRows;
