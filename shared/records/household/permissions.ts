export { streetWork as householdPermissions } from '../base-permissions.ts';
