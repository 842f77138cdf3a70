/** E30 部门: who the problems of enterprises are assigned to. The district keeps the list; entries nobody has confirmed are marked 待确认. */
import { choice, code, flag, text } from '../../fields/kinds.ts';
import type { DataOf } from '../../fields/field.ts';
import { phone } from '../checks.ts';

export const departmentFields = {
  name: text({ max: 60, required: true }),
  nameEn: text({ max: 80 }),
  level: choice({ from: 'dept_level', required: true }),
  /** What it answers for among enterprises of overseas Chinese. */
  duty: text({ max: 200 }),
  contact: text({ max: 60, privacy: 2 }),
  phone: code({ max: 30, privacy: 2, check: phone }),
  hasAccount: flag(),
  confirmed: flag(),
  standing: choice({ from: 'user_state', required: true }),
};

export type DepartmentData = DataOf<typeof departmentFields>;
