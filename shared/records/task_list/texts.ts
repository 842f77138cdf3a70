import { recordTexts } from '../texts.ts';

export const taskListTexts = recordTexts({
  name: ['核查任务单', 'List to mend'],
  newOne: ['新建任务单', 'New list'],
  empty: ['还没有交办过任务单。', 'Nothing has been handed out yet.'],
  fields: {
    title: ['任务', 'Task'],
    gauge: ['四清', 'Gauge'],
    of: ['对象类别', 'Kind'],
    view: ['名单', 'List'],
    community: ['社区', 'Community'],
    liaison: ['联络员', 'Liaison'],
    handedOn: ['交办日期', 'Handed on'],
    dueOn: ['期限', 'Due'],
    tasks: ['名单', 'Names'],
    note: ['说明', 'Note'],
  },
  items: { 'tasks.subject': ['对象', 'Who'], 'tasks.missing': ['缺什么', 'What is missing'] },
  sections: { basic: ['任务', 'Task'], tasks: ['名单', 'Names'] },
  columns: {
    title: ['任务', 'Task'],
    gauge: ['四清', 'Gauge'],
    liaison: ['联络员', 'Liaison'],
    size: ['人（户）数', 'Names'],
    community_name: ['社区', 'Community'],
    handed_on: ['交办日期', 'Handed on'],
    liaison_id: ['联络员', 'Liaison'],
  },
  views: { open: ['在办', 'Open'], mine: ['我的', 'Mine'], all: ['全部', 'All'] },
  states: {
    handed: ['已交办', 'Handed out'],
    done: ['已办完', 'Done'],
    taken_back: ['已收回', 'Taken back'],
  },
  actions: {
    hand: ['交办', 'Hand out'],
    finish: ['办完', 'Finish'],
    take_back: ['收回', 'Take back'],
  },
  problems: { 'task_list.due': ['期限不能早于交办日期', 'Due before it was handed out'] },
});
