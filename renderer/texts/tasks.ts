import type { TextRows } from './text-rows.ts';

export const taskTexts = {
  hand: ['交办', 'Hand out'],
  handTitle: ['交给联络员：{list}', 'Hand to a liaison: {list}'],
  liaison: ['联络员', 'Liaison'],
  choose: ['选联络员', 'Choose'],
  due: ['期限', 'Due'],
  note: ['说明', 'Note'],
  go: ['交办 {count} 条', 'Hand out {count}'],
  needs: ['先选联络员和期限', 'Choose the liaison and the date first'],
  handed: ['已交办 {count} 条，任务单 {lists} 张。', '{count} handed out on {lists} lists.'],
  close: ['不交了', 'Not now'],
  open: ['交办出去的任务单', 'Handed out'],
  none: ['没有在办的任务单。', 'Nothing is handed out.'],
  progress: ['{done} / {total} 已补上　期限 {due}', '{done} of {total} mended, due {due}'],
} as const satisfies TextRows;
