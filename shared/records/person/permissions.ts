export { streetWork as personPermissions } from '../base-permissions.ts';
