import type { FormSpec } from '../record-type.ts';

export const enterpriseForm: FormSpec = {
  sections: [
    {
      key: 'basic',
      columns: 3,
      fields: [
        { field: 'name', span: 2 },
        'uscc',
        { field: 'kind', span: 2 },
        'standing',
        'industry',
        { field: 'mainProduct', span: 2 },
      ],
    },
    {
      key: 'share',
      columns: 3,
      fields: ['sharePct', 'country', 'shareBasis', 'legalRep', { field: 'people', span: 2 }],
    },
    {
      key: 'place',
      columns: 3,
      fields: [
        { field: 'bizAddr', span: 2 },
        'community',
        { field: 'regAddr', span: 2 },
        'founded',
      ],
    },
    {
      key: 'scale',
      columns: 4,
      fields: [
        'aboveScale',
        'aboveScaleYear',
        'employees',
        'f4Stage',
        'highTech',
        'ecommerce',
        'foreignTrade',
      ],
    },
    {
      key: 'contact',
      columns: 3,
      fields: [
        'contact',
        'contactPost',
        'contactPhone',
        'officer',
        'verifiedOn',
        'verifyMethod',
        'lastVisitOn',
        { field: 'note', span: 2 },
      ],
    },
  ],
  visible: { aboveScaleYear: (data) => data['aboveScale'] === true },
  starts: { standing: 'active', verifyMethod: 'visit' },
};
