import type { FormSpec } from '../record-type.ts';

export const suggestionForm: FormSpec = {
  sections: [
    {
      key: 'content',
      columns: 3,
      fields: [
        'from',
        'channel',
        'category',
        { field: 'content', span: 3 },
        'receivedOn',
        'replyDue',
        'source',
        { field: 'attachments', span: 3 },
      ],
    },
    { key: 'reply', columns: 3, fields: [{ field: 'reply', span: 3 }, 'repliedOn'] },
    { key: 'upward', columns: 3, fields: ['upwardLevel', { field: 'upwardDoc', span: 2 }] },
  ],
  starts: { channel: 'desk' },
};
