export { districtMasters as userPermissions } from '../base-permissions.ts';
