/** A projection and a search declaration over the sample records, shared by tests and child processes. */
import type { StoreOptions } from '../open-rxdb.ts';
import { digestOf } from '../../../../shared/sync/digest.ts';

const nameOf = (data: Record<string, unknown>): string =>
  typeof data['name'] === 'string' ? data['name'] : '';

export const storedNames = {
  projections: [
    {
      table: 'p_person',
      type: 'person',
      version: '1',
      columns: [
        { name: 'name', sqlType: 'text', value: ({ data }) => nameOf(data) },
        {
          name: 'age',
          sqlType: 'integer',
          value: ({ data }) => (typeof data['age'] === 'number' ? data['age'] : null),
        },
      ],
      indexes: [['unit', 'name']],
    },
  ],
  searches: [
    {
      type: 'person',
      title: ({ data }) => nameOf(data),
      subtitle: ({ community }) => community,
      names: ({ data }) => [nameOf(data)],
      digits: ({ data }) => (typeof data['phone'] === 'string' ? [data['phone']] : []),
    },
  ],
  digest: {
    collections: ['records'],
    digestOf: (_collection, document) =>
      digestOf(String(document['id']), String(document['mutation'])),
  },
} satisfies Partial<StoreOptions>;
