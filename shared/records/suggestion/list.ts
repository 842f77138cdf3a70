import {
  asText,
  choiceColumn,
  communityColumn,
  dateColumn,
  refColumn,
  refIdColumn,
  stateColumn,
  updatedColumn,
} from '../columns.ts';
import type { ListSpec } from '../list-spec.ts';

export const suggestionList: ListSpec = {
  columns: [
    { ...dateColumn('reply_due', 100), value: (record) => asText(record.data['replyDue']) },
    {
      key: 'content',
      sqlType: 'text',
      width: 320,
      format: 'text',
      value: (record) => asText(record.data['content']),
    },
    { ...refColumn('from', 140), key: 'sender' },
    choiceColumn('channel', 'suggestion_channel', 80),
    choiceColumn('category', 'suggestion_category', 100),
    stateColumn,
    { ...dateColumn('received_on', 100), value: (record) => asText(record.data['receivedOn']) },
    communityColumn,
    {
      ...choiceColumn('upward_level', 'upward_level', 90, { optional: true }),
      value: (record) => asText(record.data['upwardLevel']),
    },
    updatedColumn,
    refIdColumn('from_id', 'from'),
    refIdColumn('source_id', 'source'),
  ],
  facets: ['category', 'channel', 'state_label', 'community_name'],
  sort: [{ column: 'received_on', dir: 'desc' }],
  views: [
    { key: 'all', where: [] },
    { key: 'to_answer', where: [{ column: 'state', op: '=', value: 'registered' }] },
    { key: 'adopted', where: [{ column: 'state', op: '=', value: 'adopted' }] },
  ],
  indexes: [['received_on'], ['state', 'reply_due'], ['from_id'], ['source_id']],
  search: {
    title: (record) => String(record.data['content'] ?? '').slice(0, 60),
    subtitle: (record) =>
      [record.bizNo, String(record.data['receivedOn'] ?? '')].filter(Boolean).join('　'),
    names: (record) => [String(record.data['content'] ?? '').slice(0, 60)],
    digits: (record) => [record.bizNo],
  },
};
