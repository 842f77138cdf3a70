import type { PlainData } from '../envelope.ts';
import type { FormSpec } from '../record-type.ts';

/** A roster does not say when somebody was there. */
const isNoImport = (data: PlainData) => data['source'] !== 'import';

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
        'source',
        { field: 'note', span: 3 },
      ],
    },
  ],
  starts: { standing: 'active', verifyMethod: 'visit', source: 'visit' },
  requiredWhen: { verifiedOn: isNoImport, verifyMethod: isNoImport },
};
