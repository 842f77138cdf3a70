/** `records.list` over plain records: conditions, text, sort, facets and view counts as the contract describes them. */
import type { ListAnswer, ListQuery } from '../../shared/bridge/contract.ts';
import type { Envelope } from '../../shared/records/envelope.ts';
import type { Cell, Condition } from '../../shared/records/list-spec.ts';
import type { RecordType } from '../../shared/records/record-type.ts';
import { recordType } from '../../shared/records/registry.ts';
import type { FakeOffice } from './fake-office.ts';

type Cells = Readonly<Record<string, Cell>>;

export function listRecords(office: FakeOffice, query: ListQuery): ListAnswer {
  const type = recordType(query.type);
  if (type === undefined) throw new Error(`no type ${query.type}`);
  const rows = office.records
    .filter((record) => record.type === type.name)
    .map((record) => ({ record, cells: cellsOf(type, record) }));
  const view = type.list.views.find(({ key }) => key === query.view);
  const inView = (where: readonly Condition[]) =>
    rows.filter(({ cells }) => where.every((each) => holds(office, each, cells)));
  const text = query.text?.toLowerCase() ?? '';
  const matching = inView([...(view?.where ?? []), ...(query.where as Condition[])]).filter(
    ({ record }) =>
      text === '' || wordsOf(type, record).some((word) => word.toLowerCase().includes(text)),
  );
  const order = query.sort ?? type.list.sort;
  const sorted = matching.toSorted((a, b) => compare(order, a.cells, b.cells));
  return {
    rows: sorted.slice(query.offset, query.offset + query.limit).map(({ record, cells }) => ({
      id: record.id,
      state: record.state,
      unit: record.unit,
      pending: office.pendingIds.has(record.id),
      cells: { ...cells },
    })),
    total: sorted.length,
    facets:
      query.facets === true
        ? Object.fromEntries(
            type.list.facets.map((key) => [
              key,
              counts(matching.map(({ cells }) => cells[key] ?? null)),
            ]),
          )
        : {},
    views:
      query.facets === true
        ? Object.fromEntries(type.list.views.map(({ key, where }) => [key, inView(where).length]))
        : {},
  };
}

/** What the search looks through; the real one knows pinyin as well. */
export function wordsOf(type: RecordType, record: Envelope): readonly string[] {
  const search = type.list.search;
  return search === null ? [] : [...search.names(record), ...search.digits(record)];
}

function cellsOf(type: RecordType, record: Envelope): Cells {
  const base = {
    id: record.id,
    unit: record.unit,
    community: record.community,
    state: record.state,
    updated_at: record.updatedAt,
  };
  return {
    ...base,
    ...Object.fromEntries(type.list.columns.map((column) => [column.key, column.value(record)])),
  };
}

function holds(office: FakeOffice, condition: Condition, cells: Cells): boolean {
  const cell = cells[condition.column] ?? null;
  const value = Array.isArray(condition.value)
    ? condition.value.map((each) => filled(office, each))
    : filled(office, condition.value);
  switch (condition.op) {
    case '=':
      return cell === value;
    case '!=':
      return cell !== value;
    case 'in':
      return Array.isArray(value) && value.includes(cell);
    case 'empty':
      return cell === null;
    case 'filled':
      return cell !== null;
    case 'contains':
      return String(cell ?? '').includes(String(value));
    case '<':
      return cell !== null && String(cell) < String(value);
    case '<=':
      return cell !== null && String(cell) <= String(value);
    case '>':
      return cell !== null && String(cell) > String(value);
    case '>=':
      return cell !== null && String(cell) >= String(value);
  }
}

function filled(office: FakeOffice, value: unknown): Cell {
  if (value === '$me') return office.actor.userId;
  const day = typeof value === 'string' ? /^\$today([+-]\d+)?$/.exec(value) : null;
  return day === null
    ? ((value ?? null) as Cell)
    : new Date(office.now + Number(day[1] ?? 0) * 86_400_000).toISOString().slice(0, 10);
}

function compare(
  order: readonly { column: string; dir: 'asc' | 'desc' }[],
  a: Cells,
  b: Cells,
): number {
  for (const { column, dir } of order) {
    const [left, right] = [a[column] ?? '', b[column] ?? ''];
    const found =
      typeof left === 'number' && typeof right === 'number'
        ? left - right
        : String(left).localeCompare(String(right), 'zh');
    if (found !== 0) return dir === 'asc' ? found : -found;
  }
  return 0;
}

function counts(cells: readonly Cell[]): { value: Cell; count: number }[] {
  const found = new Map<Cell, number>();
  for (const cell of cells) found.set(cell, (found.get(cell) ?? 0) + 1);
  return [...found]
    .map(([value, count]) => ({ value, count }))
    .toSorted((a, b) => b.count - a.count);
}
