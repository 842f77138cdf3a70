import { recordTexts } from '../texts.ts';

export const unitTexts = recordTexts({
  name: ['单位', 'Unit'],
  newOne: ['新建单位', 'New unit'],
  empty: ['还没有单位。', 'No units yet.'],
  fields: {
    code: ['代码', 'Code'],
    name: ['名称', 'Name'],
    nameEn: ['英文名', 'English name'],
    aliases: ['别名', 'Other names'],
    kind: ['类型', 'Kind'],
    parent: ['上级', 'Parent'],
    zone: ['片区', 'Zone'],
    validFrom: ['启用', 'Valid from'],
    validTo: ['停用', 'Valid to'],
  },
  sections: { basic: ['基本信息', 'Basics'] },
  columns: {
    code: ['代码', 'Code'],
    name: ['名称', 'Name'],
    kind: ['类型', 'Kind'],
    parent: ['上级', 'Parent'],
    zone: ['片区', 'Zone'],
  },
  views: { all: ['全部', 'All'] },
  states: { active: ['有效', 'Active'] },
});
