import type { Permissions } from '../../access/can.ts';
import { streetWork } from '../base-permissions.ts';

/** The chair decides and does not write the file; what may be changed when is the workflow's matter (domain.md §3.0). */
export const hardshipPermissions: Permissions = {
  ...streetWork,
  create: { L: 'community', O: 'unit', H: 'unit' },
  edit: { L: 'community', O: 'unit' },
  remove: {},
};
