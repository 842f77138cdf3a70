export { districtMasters as unitPermissions } from '../base-permissions.ts';
