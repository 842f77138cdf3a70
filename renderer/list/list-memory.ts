/** How somebody left a list: kept while the page is open, so that coming back finds the same rows. */
import type { Cell, Condition } from '../../shared/records/list-spec.ts';
import type { Bilingual } from '../../shared/texts/bilingual.ts';

export interface ListMemory {
  readonly view: string;
  readonly text: string;
  readonly chosen: Readonly<Record<string, readonly Cell[]>>;
  readonly sort: { readonly column: string; readonly dir: 'asc' | 'desc' } | null;
  readonly hidden: readonly string[] | null;
  /** Set by the board of figures: the list shows the records behind one of them. */
  readonly limit?: { readonly name: Bilingual; readonly where: readonly Condition[] } | undefined;
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
