/** How somebody left a list: kept while the page is open, so that coming back finds the same rows. */
import type { Cell } from '../../shared/records/list-spec.ts';

export interface ListMemory {
  readonly view: string;
  readonly text: string;
  readonly chosen: Readonly<Record<string, readonly Cell[]>>;
  readonly sort: { readonly column: string; readonly dir: 'asc' | 'desc' } | null;
  readonly hidden: readonly string[] | null;
  readonly selected: number;
  readonly selectedId: string | null;
}

export const freshList: ListMemory = {
  view: '',
  text: '',
  chosen: {},
  sort: null,
  hidden: null,
  selected: 0,
  selectedId: null,
};
