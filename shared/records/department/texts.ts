import { recordTexts } from '../texts.ts';

export const departmentTexts = recordTexts({
  name: ['承办部门', 'Department'],
  newOne: ['新建部门', 'New department'],
  empty: ['还没有承办部门。', 'No departments yet.'],
  fields: {
    name: ['部门名称', 'Name'],
    nameEn: ['英文名称', 'English name'],
    level: ['层级', 'Level'],
    duty: ['涉侨职责', 'Duty'],
    contact: ['联系人', 'Contact'],
    phone: ['联系电话', 'Telephone'],
    hasAccount: ['有账号', 'Has an account'],
    confirmed: ['已确认', 'Confirmed'],
    standing: ['状态', 'State'],
  },
  sections: { basic: ['基本信息', 'Basics'] },
  columns: {
    name: ['部门名称', 'Name'],
    level: ['层级', 'Level'],
    duty: ['涉侨职责', 'Duty'],
    contact: ['联系人', 'Contact'],
    phone: ['联系电话', 'Telephone'],
    confirmed: ['已确认', 'Confirmed'],
    standing: ['状态', 'State'],
  },
  views: { all: ['全部', 'All'], unconfirmed: ['待确认', 'To be confirmed'] },
  states: { active: ['有效', 'Active'] },
});
