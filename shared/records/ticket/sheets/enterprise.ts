/** The head of every sheet of a ticket: which enterprise, who speaks for it. */
import type { Reader } from '../../../prints/reader.ts';
import { line, pair } from '../../../prints/rows.ts';
import type { GridRow } from '../../../prints/paper.ts';
import type { MaskRule } from '../../../prints/sheet.ts';

export const enterpriseFields = {
  enterprise: 'plain',
  reporter: 'plain',
  phone: 'phone',
  title: 'plain',
} as const satisfies Record<string, MaskRule>;

/**
 * The order goes to another department with a name and a number, or nobody could act on it: these three fields are the ones that the
 * enterprise agreed to pass on (domain.md §2.6, sharing: only the fields of the order).
 */
export const sharedWithDepartment = { ...enterpriseFields, phone: 'plain' } as const;

export function enterpriseRows(record: Reader): readonly GridRow[] {
  return [
    line([pair('企业名称', record.text('enterprise'), 24)], { min: 10 }),
    line([pair('联系人', record.text('reporter'), 12), pair('电　话', record.text('phone'), 12)], {
      min: 10,
    }),
  ];
}

export function matterRow(record: Reader): GridRow {
  return line([pair('事　项', record.text('title'), 24)], { min: 10 });
}
