import { recordTexts } from '../texts.ts';

export const userTexts = recordTexts({
  name: ['用户', 'User'],
  newOne: ['新建用户', 'New user'],
  empty: ['还没有用户。', 'No users yet.'],
  fields: {
    login: ['账号', 'Account'],
    name: ['姓名', 'Name'],
    unitCode: ['单位', 'Unit'],
    community: ['社区', 'Community'],
    roles: ['岗位', 'Roles'],
    phone: ['电话', 'Telephone'],
    orgPost: ['职务', 'Post'],
    appointedOn: ['聘任日期', 'Appointed'],
    standing: ['状态', 'State'],
  },
  sections: { basic: ['基本信息', 'Basics'] },
  columns: {
    name: ['姓名', 'Name'],
    login: ['账号', 'Account'],
    unit_code: ['单位', 'Unit'],
    roles: ['岗位', 'Roles'],
    standing: ['状态', 'State'],
  },
  views: { all: ['全部', 'All'] },
  states: { active: ['有效', 'Active'] },
  problems: {
    'user.community_needed': ['社区联络员要写明社区', 'A community liaison needs a community'],
  },
});
