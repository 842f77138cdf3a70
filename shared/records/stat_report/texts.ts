import { recordTexts } from '../texts.ts';

export const statReportTexts = recordTexts({
  name: ['侨情统计表', 'Statistics'],
  newOne: ['新建统计表', 'New statistics'],
  empty: ['还没有统计表。', 'No statistics yet.'],
  fields: {
    template: ['表名', 'Table'],
    period: ['季度', 'Quarter'],
    asOf: ['统计截止', 'As of'],
    cells: ['数字', 'Figures'],
    note: ['更正说明', 'Remarks'],
  },
  items: {
    'cells.key': ['项目', 'Item'],
    'cells.reported': ['上报数', 'Reported'],
    'cells.computed': ['名册数', 'Counted'],
  },
  sections: { basic: ['基本信息', 'Basics'], cells: ['数字', 'Figures'] },
  columns: {
    period: ['季度', 'Quarter'],
    as_of: ['统计截止', 'As of'],
    reported_count: ['已核对项', 'Cells checked'],
  },
  views: { all: ['全部', 'All'] },
  states: { draft: ['填报中', 'In work'], frozen: ['已定稿', 'Frozen'] },
  actions: {
    begin: ['开始填报', 'Begin'],
    freeze: ['定稿', 'Freeze'],
    remark: ['写更正说明', 'Add a remark'],
  },
  problems: {
    'stat.period': ['季度写成 2026-Q4 这样', 'Write the quarter like 2026-Q4'],
    'stat.empty': ['还没有数字，不能定稿', 'There are no figures to freeze'],
  },
});
