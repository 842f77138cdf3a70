import { asText, choiceColumn, textColumn } from '../columns.ts';
import type { ListSpec } from '../list-spec.ts';

export const userList: ListSpec = {
  columns: [
    textColumn('name', 120),
    textColumn('login', 120),
    { ...textColumn('unit_code', 120), value: (record) => asText(record.data['unitCode']) },
    {
      key: 'roles',
      sqlType: 'text',
      width: 160,
      format: 'choice',
      options: 'role',
      value: (record) =>
        Array.isArray(record.data['roles']) ? record.data['roles'].join(',') : null,
    },
    choiceColumn('standing', 'user_state', 80),
  ],
  facets: ['standing'],
  sort: [{ column: 'name', dir: 'asc' }],
  views: [{ key: 'all', where: [] }],
  indexes: [['name'], ['unit_code', 'name']],
  search: null,
};
