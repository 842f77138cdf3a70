export { streetWork as suggestionPermissions } from '../base-permissions.ts';
