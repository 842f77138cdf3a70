import type { Permissions } from '../../access/can.ts';
import { streetWork } from '../base-permissions.ts';

/** A submitted visit is changed by its recorder only, after it came back; the workflow's states say when. */
export const visitPermissions: Permissions = {
  ...streetWork,
  edit: { L: 'own', O: 'own', H: 'own' },
};
