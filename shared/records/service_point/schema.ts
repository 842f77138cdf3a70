/** 双中心: 服务中心 and 维权中心 with their duty roster (domain.md §2.3 M, S77). */
import { choice, code, flag, items, ref, text } from '../../fields/kinds.ts';
import type { DataOf } from '../../fields/field.ts';
import { phone } from '../checks.ts';

export const rosterFields = {
  weekday: choice({ from: 'weekday', required: true }),
  person: ref({ to: ['user'], required: true }),
  hours: text({ max: 40 }),
};

export const servicePointFields = {
  name: text({ max: 60, required: true }),
  kind: choice({ from: 'desk_kind', required: true }),
  community: choice({ from: 'community' }),
  address: text({ max: 150, required: true }),
  opening: text({ max: 80 }),
  phone: code({ max: 30, check: phone }),
  manager: ref({ to: ['user'], required: true }),
  roster: items({ of: rosterFields, max: 30 }),
  open: flag(),
  note: text({ max: 300 }),
};

export type ServicePointData = DataOf<typeof servicePointFields>;
