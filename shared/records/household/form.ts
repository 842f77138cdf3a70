import type { FormSpec } from '../record-type.ts';

export const householdForm: FormSpec = {
  sections: [
    {
      key: 'basic',
      columns: 3,
      fields: [
        'name',
        'head',
        'kind',
        'community',
        { field: 'addr', span: 2 },
        'houseNo',
        'fileNo',
        'standing',
      ],
    },
    {
      key: 'care',
      columns: 3,
      fields: [
        'liaison',
        { field: 'tags', span: 2 },
        'verifiedOn',
        'verifyMethod',
        'lastVisitOn',
        { field: 'note', span: 3 },
      ],
    },
  ],
  starts: { standing: 'active', verifyMethod: 'visit' },
};
