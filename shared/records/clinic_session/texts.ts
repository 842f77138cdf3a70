import { recordTexts } from '../texts.ts';

export const clinicSessionTexts = recordTexts({
  name: ['法律诊所坐诊', 'Clinic session'],
  newOne: ['登记坐诊', 'New session'],
  empty: ['还没有坐诊记录。', 'No sessions yet.'],
  fields: {
    heldOn: ['日期', 'Date'],
    place: ['地点', 'Place'],
    lawyers: ['坐诊律师', 'Lawyers'],
    intakes: ['接待数', 'Intakes'],
    topics: ['主要问题', 'Topics'],
    note: ['备注', 'Note'],
  },
  sections: { basic: ['坐诊', 'Session'] },
  columns: {
    held_on: ['日期', 'Date'],
    place: ['地点', 'Place'],
    lawyers: ['坐诊律师', 'Lawyers'],
    intakes: ['接待数', 'Intakes'],
    topics: ['主要问题', 'Topics'],
  },
  views: { all: ['全部', 'All'] },
  states: { active: ['有效', 'Active'] },
});
