import type { Rule } from '../record-type.ts';
import type { UserData } from './schema.ts';

/** A community liaison belongs to one community; that is how far the account reaches (D15). */
const liaisonHasCommunity: Rule<UserData> = (user) =>
  user.roles?.includes('L') === true && user.community === undefined
    ? [{ field: 'community', code: 'user.community_needed', severity: 'error' }]
    : [];

export const userRules: readonly Rule<UserData>[] = [liaisonHasCommunity];
