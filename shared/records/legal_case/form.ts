import type { FormSpec } from '../record-type.ts';

export const legalCaseForm: FormSpec = {
  sections: [
    {
      key: 'client',
      columns: 3,
      fields: ['client', 'contact', 'phone', 'desk', 'session', 'urgency', 'origin'],
    },
    { key: 'consent', columns: 2, fields: ['noticed', 'consent'] },
    {
      key: 'matter',
      columns: 3,
      fields: [
        'category',
        { field: 'demand', span: 2 },
        { field: 'facts', span: 3 },
        'opponent',
        'amount',
        'limitationOn',
        'limitationBasis',
      ],
    },
    {
      key: 'lawyer',
      columns: 3,
      fields: ['lawyer', 'resource', 'opinionKind', { field: 'conflictNote', span: 3 }],
    },
    {
      key: 'opinion',
      columns: 3,
      fields: [
        { field: 'opinion', span: 3 },
        { field: 'risks', span: 3 },
        'opinionOn',
        'opinionDue',
      ],
    },
    {
      key: 'referral',
      columns: 3,
      fields: [
        'referral',
        'referralTo',
        'referralContact',
        'referralNo',
        'referralOn',
        'clientAgrees',
        { field: 'handover', span: 3 },
      ],
    },
    {
      key: 'tracking',
      columns: 3,
      fields: [
        { field: 'tracks', span: 3 },
        'nextCheckOn',
        'result',
        'recovered',
        'satisfaction',
        'whereTo',
      ],
    },
  ],
  starts: { desk: 'rights', urgency: 'normal' },
  context: 'client',
};
