/** The rows of a list, page by page: only what is on screen is asked for, so 100,000 rows stay quick. */
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import type { Failure } from '../../shared/bridge/errors.ts';
import type { ListAnswer, ListQuery } from '../../shared/bridge/contract.ts';
import type { Cell, ListSpec } from '../../shared/records/list-spec.ts';
import { useBridge } from '../bridge/bridge-context.tsx';
import { FailureError } from '../bridge/failure-error.ts';
import type { ListMemory } from './list-memory.ts';

export const pageSize = 100;
export type Row = ListAnswer['rows'][number];

/** The question behind what stands on the screen, without its page. */
export function queryOf(type: string, memory: ListMemory): Omit<ListQuery, 'offset' | 'limit'> {
  const where = [
    ...((memory.limit?.where ?? []) as ListQuery['where']),
    ...Object.entries(memory.chosen).flatMap(([column, cells]) => conditionsOf(column, cells)),
  ];
  return {
    type,
    where,
    ...(memory.view === '' ? {} : { view: memory.view }),
    ...(memory.text.trim() === '' ? {} : { text: memory.text.trim() }),
    ...(memory.sort === null ? {} : { sort: [memory.sort] }),
  };
}

/** Facets are conditions over list columns; the state facet is the base column `state`. */
function conditionsOf(column: string, cells: readonly Cell[]): ListQuery['where'] {
  const values = cells.filter((cell): cell is string | number => cell !== null && cell !== '');
  if (cells.length === 0) return [];
  return values.length === 0 ? [{ column, op: 'empty' }] : [{ column, op: 'in', value: values }];
}

/** Totals, facets and view counts come with the first page; `rowAt` gives undefined for what is still on its way. */
export function useListRows(base: Omit<ListQuery, 'offset' | 'limit'>, pages: readonly number[]) {
  const bridge = useBridge();
  const ask = async (offset: number, facets: boolean) => {
    const answer = await bridge.call('records.list', { ...base, offset, limit: pageSize, facets });
    if (!answer.ok) throw new FailureError(answer.error as Failure);
    return answer.value;
  };
  const first = useQuery({
    queryKey: ['records.list', base, 0],
    queryFn: () => ask(0, true),
    placeholderData: keepPreviousData,
  });
  const others = useQueries({
    queries: pages
      .filter((page) => page > 0)
      .map((page) => ({
        queryKey: ['records.list', base, page],
        queryFn: () => ask(page * pageSize, false),
      })),
  });
  const found = new Map<number, readonly Row[]>();
  if (first.data !== undefined) found.set(0, first.data.rows);
  pages
    .filter((page) => page > 0)
    .forEach((page, index) => {
      const rows = others[index]?.data?.rows;
      if (rows !== undefined) found.set(page, rows);
    });
  return {
    first,
    total: first.data?.total ?? 0,
    rowAt: (index: number): Row | undefined =>
      found.get(Math.floor(index / pageSize))?.[index % pageSize],
  };
}

/** Widths are declared for Chinese; the same states and deadlines take more room in English. */
const wordy: ReadonlySet<string> = new Set(['state', 'due']);
const inEnglish = 1.4;

/** Columns drawn: the default set, unless somebody chose another. */
export function shownColumns(
  list: ListSpec,
  hidden: readonly string[] | null,
  language: 'zh' | 'en',
) {
  return list.columns
    .filter(
      (column) =>
        column.width > 0 &&
        (hidden === null ? column.optional !== true : !hidden.includes(column.key)),
    )
    .map((column) =>
      language === 'en' && wordy.has(column.format)
        ? { ...column, width: Math.round(column.width * inEnglish) }
        : column,
    );
}
