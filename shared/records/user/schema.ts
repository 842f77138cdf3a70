/** E02 用户, as every desk may know it: no password, no key (domain.md §2.3 A). */
import { choice, choices, code, date, text } from '../../fields/kinds.ts';
import type { DataOf } from '../../fields/field.ts';
import { phone } from '../checks.ts';

export const userFields = {
  login: text({ max: 60, required: true }),
  name: text({ max: 60, required: true, privacy: 2 }),
  unitCode: text({ max: 12, required: true }),
  community: choice({ from: 'community' }),
  roles: choices({ from: 'role', required: true }),
  phone: code({ max: 30, privacy: 2, check: phone }),
  orgPost: text({ max: 60 }),
  appointedOn: date(),
  standing: choice({ from: 'user_state', required: true }),
};

export type UserData = DataOf<typeof userFields>;
