import type { FormSpec } from '../record-type.ts';

export const unitForm: FormSpec = {
  sections: [
    {
      key: 'basic',
      columns: 3,
      fields: [
        'code',
        'name',
        'nameEn',
        'kind',
        'parent',
        'zone',
        'aliases',
        'validFrom',
        'validTo',
      ],
    },
  ],
};
