/**
 * Most conditions of a saved view no index can answer together with its order (is not, contains, is filled, is more than). Whether a record meets them is
 * decided when it is written and kept in a column of its own, so that such a view is found as quickly as any other.
 */
import type { Cell, Condition, ListView } from '../../../../shared/records/list-spec.ts';
import type { RecordType } from '../../../../shared/records/record-type.ts';
import type { Envelope } from '../../../../shared/records/envelope.ts';
import type { ProjectionColumn } from '../../storage/index.ts';

const decidedAtWriting: ReadonlySet<Condition['op']> = new Set([
  '!=',
  'contains',
  'empty',
  'filled',
  '<',
  '<=',
  '>',
  '>=',
]);

/** The view's conditions as they are asked in SQL. */
export function conditionsOf(view: ListView): readonly Condition[] {
  const rest = view.where.filter((condition) => !isDecided(condition));
  if (rest.length === view.where.length) return view.where;
  return [{ column: flagOf(view), op: '=', value: 1 }, ...rest];
}

/** The flag columns of a type's table, one for each view that needs one. */
export function flagColumns(type: RecordType): readonly ProjectionColumn[] {
  return type.list.views.flatMap((view) => {
    const decided = view.where.filter(isDecided);
    if (decided.length === 0) return [];
    const value = (record: Envelope) =>
      decided.every((condition) => holds(type, record, condition)) ? 1 : 0;
    return [{ name: flagOf(view), sqlType: 'integer' as const, value }];
  });
}

function flagOf(view: ListView): string {
  return `in_${view.key}`;
}

/** A placeholder ($me, $today) changes its meaning after the record was written. */
function isDecided({ op, value }: Condition): boolean {
  const values = Array.isArray(value) ? value : [value];
  return decidedAtWriting.has(op) && !values.some((each) => String(each).startsWith('$'));
}

/** The same answers as the SQL of list-sql.ts. */
function holds(type: RecordType, record: Envelope, { column, op, value }: Condition): boolean {
  const declared = type.list.columns.find(({ key }) => key === column);
  const cell = declared === undefined ? baseCell(record, column) : declared.value(record);
  if (cell === undefined) return false;
  const isEmpty = cell === null || cell === '';
  if (op === 'empty') return isEmpty;
  if (op === 'filled') return !isEmpty;
  const wanted: unknown = Array.isArray(value) ? value[0] : value;
  if (op === '!=') return cell !== wanted;
  if (cell === null) return false;
  if (op === '<') return compare(cell, wanted) < 0;
  if (op === '<=') return compare(cell, wanted) <= 0;
  if (op === '>') return compare(cell, wanted) > 0;
  if (op === '>=') return compare(cell, wanted) >= 0;
  return declared?.format === 'choice'
    ? `,${cell},`.includes(`,${String(wanted)},`)
    : String(cell).includes(String(wanted));
}

function compare(cell: string | number, wanted: unknown): number {
  if (typeof cell === 'number') return cell - Number(wanted);
  return cell === String(wanted) ? 0 : cell < String(wanted) ? -1 : 1;
}

/** undefined: the table has no such column, and a condition on it selects nothing. */
function baseCell(record: Envelope, column: string): Cell | undefined {
  switch (column) {
    case 'id':
    case 'unit':
    case 'community':
    case 'state':
      return record[column];
    case 'updated_at':
      return record.updatedAt;
    default:
      return undefined;
  }
}
