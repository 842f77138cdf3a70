import { recordTexts } from '../texts.ts';

export const verificationLogTexts = recordTexts({
  name: ['核实记录', 'Verification'],
  newOne: ['在档案页按“核实”', 'Press Verify on a record'],
  empty: [
    '还没有核实记录。在人员、涉侨户或侨企的页面按“核实”，或审核一次走访，这里就有一条。',
    'No verifications yet. They come with Verify on a person, household or enterprise, and with each confirmed visit.',
  ],
  fields: {
    subject: ['对象', 'Who'],
    on: ['核实日期', 'Verified on'],
    by: ['核实人', 'By'],
    method: ['方式', 'Way'],
    changedFields: ['变更内容', 'What was changed'],
    visit: ['走访记录', 'Visit'],
    note: ['说明', 'Note'],
  },
  sections: { basic: ['核实', 'Verification'] },
  columns: {
    verified_on: ['核实日期', 'Verified on'],
    subject: ['对象', 'Who'],
    method: ['方式', 'Way'],
    changed_fields: ['变更内容', 'Changed'],
    verifier: ['核实人', 'By'],
    note: ['说明', 'Note'],
    has_changes: ['有变更', 'With changes'],
    subject_id: ['对象', 'Who'],
    visit_id: ['走访记录', 'Visit'],
    by_id: ['核实人', 'By'],
  },
  views: { all: ['全部', 'All'], mine: ['我核实的', 'Mine'], changed: ['有变更', 'With changes'] },
  states: { active: ['有效', 'In force'] },
});
