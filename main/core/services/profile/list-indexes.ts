/**
 * Which indexes a type's table needs so that no registered list, view or facet reads the whole table: derived from the
 * declaration, so that a new view brings its index by itself. Every index ends with the id, by which equal rows are ordered, and
 * with unit and community: the reader's scope is then decided without a look into the table, and counting needs the index alone.
 */
import type { Condition, ListView } from '../../../../shared/records/list-spec.ts';
import type { RecordType } from '../../../../shared/records/record-type.ts';
import { isColumn, sortColumnOf } from './list-columns.ts';
import { conditionsOf } from './view-flags.ts';

const ending = ['id', 'unit', 'community'] as const;

/** Columns of each index, no two alike and none needless beside another. */
export function indexesFor(type: RecordType): readonly (readonly string[])[] {
  const { list } = type;
  const sorted = (columns: readonly string[]) => columns.map((each) => sortColumnOf(type, each));
  const order = list.sort.slice(0, 1).map(({ column }) => sortColumnOf(type, column));
  const facets = list.facets.filter((facet) => isColumn(type, facet));
  const pages = distinct([
    order,
    ...list.views.map((view) => indexOfView(view, order)),
    ...facets.map((facet) => [...new Set([facet, ...order])]),
  ]);
  const others = distinct([
    ...list.indexes.map(sorted),
    ...(type.workflow === null ? [] : [['due_on'], ['state', 'due_on']]),
  ]);
  // An index answers every question that one of only its first columns would; but a page comes in the order of the id after its own.
  const needed = others.filter((columns) => !hasLonger(columns, [...pages, ...others]));
  return [
    ['unit', 'community'],
    ...[...pages, ...needed].map((columns) => [
      ...columns,
      ...ending.filter((each) => !columns.includes(each)),
    ]),
  ];
}

/** What a view pins, then what it limits, else the order of the list. */
function indexOfView(view: ListView, order: readonly string[]): readonly string[] {
  const where = conditionsOf(view);
  const pinned = where.filter(isPin).map(({ column }) => column);
  const limited = where.find((each) => !isPin(each))?.column;
  const rest = limited === undefined ? order : [limited];
  return [...new Set([...pinned, ...rest])];
}

function isPin({ op }: Condition): boolean {
  return op === '=';
}

function distinct(indexes: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const some = indexes.filter((columns) => columns.length > 0);
  return [...new Map(some.map((columns) => [columns.join(), columns])).values()];
}

function hasLonger(columns: readonly string[], among: readonly (readonly string[])[]): boolean {
  const key = `${columns.join()},`;
  return among.some((other) => other !== columns && `${other.join()},`.startsWith(key));
}
