import type { TextRows } from './text-rows.ts';

export const relationTexts = {
  tab: ['关系', 'Relations'],
  content: ['档案', 'Record'],
  picture: ['关系图', 'Picture of relations'],
  list: ['关系列表', 'List of relations'],
  zoom: ['缩放', 'Zoom'],
  reach: ['看到', 'Show'],
  steps: ['{count} 层', '{count} steps'],
  of: ['{name}的关系', 'Relations of {name}'],
  none: ['{name}还没有登记关系。', 'No relation of {name} is registered yet.'],
  ended: ['已终止', 'ended'],
  openRecord: ['打开', 'Open'],
  change: ['修改', 'Change'],
  add: ['登记关系', 'New relation'],
  addHint: [
    '也可以在图上从一个框的下沿拉线到另一个框。',
    'Or draw a line in the picture from the foot of one box to another.',
  ],
  cut: ['关系太多，只画出最近的 {count} 个。', 'Only the nearest {count} are drawn.'],
  kind_kin: ['亲属', 'Kin'],
  kind_household: ['家庭成员', 'Household'],
  kind_enterprise: ['企业', 'Enterprise'],
  kind_org: ['组织', 'Organisation'],
} as const satisfies TextRows;
