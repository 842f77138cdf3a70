/** E01 区划：streets, towns, the park, communities and villages (domain.md §2.3 A, D7). Natural key: the code. */
import { choice, date, text } from '../../fields/kinds.ts';
import type { DataOf } from '../../fields/field.ts';

export const unitFields = {
  code: text({ max: 12, required: true }),
  name: text({ max: 60, required: true }),
  nameEn: text({ max: 60 }),
  /** Other spellings that old lists use, separated by 、. */
  aliases: text({ max: 200 }),
  kind: choice({ from: 'unit_kind', required: true }),
  parent: text({ max: 12 }),
  zone: choice({ from: 'zone' }),
  validFrom: date(),
  validTo: date(),
};

export type UnitData = DataOf<typeof unitFields>;
