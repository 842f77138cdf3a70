import { choiceColumn, textColumn } from '../columns.ts';
import type { ListSpec } from '../list-spec.ts';

export const unitList: ListSpec = {
  columns: [
    textColumn('code', 130),
    textColumn('name', 160),
    choiceColumn('kind', 'unit_kind', 80),
    textColumn('parent', 120),
    choiceColumn('zone', 'zone', 80),
  ],
  facets: ['kind', 'zone'],
  sort: [{ column: 'code', dir: 'asc' }],
  views: [{ key: 'all', where: [] }],
  indexes: [['code'], ['kind', 'code'], ['parent', 'code']],
  search: null,
};
