import type { FormSpec } from '../record-type.ts';

export const personForm: FormSpec = {
  sections: [
    {
      key: 'basic',
      columns: 4,
      fields: [
        'nameCn',
        'sex',
        'birth',
        'nationality',
        'nameForeign',
        'alias',
        'nativePlace',
        'education',
        'occupation',
        { field: 'employer', span: 2 },
        'segment',
      ],
    },
    { key: 'identity', columns: 2, fields: [{ field: 'identities', span: 2 }] },
    {
      key: 'contact',
      columns: 3,
      fields: ['phone', 'household', 'householdRole', { field: 'contacts', span: 3 }],
    },
    {
      key: 'address',
      columns: 3,
      fields: [
        'liveCountry',
        'community',
        'liveState',
        { field: 'liveAddr', span: 2 },
        'domicileAddr',
      ],
    },
    { key: 'documents', columns: 2, fields: [{ field: 'documents', span: 2 }] },
    {
      key: 'photo',
      columns: 2,
      fields: [
        { field: 'photoConsent', span: 2 },
        { field: 'photo', span: 2 },
      ],
    },
    {
      key: 'care',
      columns: 3,
      fields: [
        'liaison',
        'verifiedOn',
        'verifyMethod',
        'source',
        'lastVisitOn',
        { field: 'note', span: 3 },
        { field: 'healthNote', span: 3 },
      ],
    },
  ],
  requiredWhen: {
    household: (data) =>
      data['liveCountry'] === 'CHN' &&
      data['liveState'] === 'in' &&
      data['householdRole'] !== undefined,
    community: (data) => data['liveCountry'] === 'CHN' && data['liveState'] === 'in',
  },
  starts: { segment: 'C', liveState: 'in', verifyMethod: 'visit', source: 'visit' },
};
