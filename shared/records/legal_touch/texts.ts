import { recordTexts } from '../texts.ts';

export const legalTouchTexts = recordTexts({
  name: ['法律触达', 'Legal touch'],
  newOne: ['登记触达', 'New touch'],
  empty: ['还没有法律触达记录。', 'No touches yet.'],
  fields: {
    enterprise: ['企业', 'Enterprise'],
    kind: ['方式', 'Kind'],
    on: ['日期', 'Date'],
    note: ['备注', 'Note'],
  },
  sections: { basic: ['触达', 'Touch'] },
  columns: {
    touched_on: ['日期', 'Date'],
    enterprise: ['企业', 'Enterprise'],
    kind: ['方式', 'Kind'],
    note: ['备注', 'Note'],
    enterprise_id: ['企业', 'Enterprise'],
  },
  views: { all: ['全部', 'All'], last_year: ['近 12 个月', 'Last 12 months'] },
  states: { active: ['有效', 'Active'] },
});
