import type { FormSpec } from '../record-type.ts';

export const userForm: FormSpec = {
  sections: [
    {
      key: 'basic',
      columns: 3,
      fields: [
        'login',
        'name',
        'unitCode',
        'community',
        { field: 'roles', span: 2 },
        'phone',
        'orgPost',
        'appointedOn',
        'standing',
      ],
    },
  ],
};
