/** Which columns a type's table has, and by which of them a list is ordered. */
import { clockColumns } from '../../../../shared/records/columns.ts';
import type { RecordType } from '../../../../shared/records/record-type.ts';
import { BASE_COLUMNS } from '../../storage/index.ts';
import { flagColumns } from './view-flags.ts';

/** The hidden column beside a name that it is sorted by; null where the type has no such column. */
export function nameSortOf(type: RecordType): string | null {
  return type.list.search !== null && type.list.columns.some(({ key }) => key === 'name')
    ? 'name_sort'
    : null;
}

/** The column that stands for another one in ORDER BY: names are read in pinyin order, as in every Chinese register. */
export function sortColumnOf(type: RecordType, column: string): string {
  return column === 'name' ? (nameSortOf(type) ?? column) : column;
}

/** Whether the type's table has such a column. */
export function isColumn(type: RecordType, column: string): boolean {
  return (
    (BASE_COLUMNS as readonly string[]).includes(column) ||
    type.list.columns.some((each) => each.key === column) ||
    (type.workflow !== null && clockColumns.some((each) => each.key === column)) ||
    flagColumns(type).some((each) => each.name === column)
  );
}
