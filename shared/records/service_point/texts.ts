import { recordTexts } from '../texts.ts';

export const servicePointTexts = recordTexts({
  name: ['双中心', 'Service or rights centre'],
  newOne: ['新建中心', 'New centre'],
  empty: ['还没有登记服务中心、维权中心。', 'No service or rights centre yet.'],
  fields: {
    name: ['名称', 'Name'],
    kind: ['类别', 'Kind'],
    community: ['社区', 'Community'],
    address: ['地址', 'Address'],
    opening: ['开放时间', 'Opening hours'],
    phone: ['值班电话', 'Telephone'],
    manager: ['负责人', 'In charge'],
    roster: ['值班表', 'Duty roster'],
    open: ['在用', 'In use'],
    note: ['备注', 'Note'],
  },
  items: {
    'roster.weekday': ['星期', 'Weekday'],
    'roster.person': ['值班人', 'On duty'],
    'roster.hours': ['时段', 'Hours'],
  },
  sections: { basic: ['基本信息', 'Basics'], roster: ['值班表', 'Duty roster'] },
  columns: {
    name: ['名称', 'Name'],
    kind: ['类别', 'Kind'],
    address: ['地址', 'Address'],
    opening: ['开放时间', 'Opening hours'],
    manager: ['负责人', 'In charge'],
    open: ['在用', 'In use'],
  },
  views: { all: ['全部', 'All'], open: ['在用', 'In use'] },
  states: { active: ['有效', 'Active'] },
});
