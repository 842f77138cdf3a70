export { streetWork as enterprisePermissions } from '../base-permissions.ts';
