import type { Permissions } from '../../access/can.ts';
import { streetWork } from '../base-permissions.ts';

/** The district registers too, for what reaches its own desk; the steps that are its own need no right to edit. */
export const ticketPermissions: Permissions = {
  ...streetWork,
  create: { ...streetWork.create, D: 'all' },
  edit: { ...streetWork.edit, D: 'unit' },
};
