import type { Permissions } from '../../access/can.ts';

/**
 * The client's desk, its lead, and the lawyer of the case; a liaison only what they took in. The district, its leaders and auditors see
 * statistics (`legal_stat`), never a case (domain.md E31).
 */
export const legalCasePermissions: Permissions = {
  read: { L: 'own', O: 'unit', H: 'unit', W: 'case' },
  create: { L: 'own', O: 'unit' },
  edit: { L: 'own', O: 'unit' },
  remove: {},
  unmask: { L: 'own', O: 'unit', H: 'unit', W: 'case' },
  print: { O: 'unit', H: 'unit' },
  export: {},
};
