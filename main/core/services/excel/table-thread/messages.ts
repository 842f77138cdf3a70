/** What the core and the thread that reads and writes tables tell one another. Rows go in parts: a large one would hold up the page while it is unpacked. */
import type { SheetGrid, Unreadable } from '../reading/grid.ts';
import type { SheetSpec } from '../write-workbook.ts';

export type SheetHead<T extends { readonly rows: unknown }> = Omit<T, 'rows'>;

export type ToTable =
  | { readonly do: 'read'; readonly bytes: Uint8Array; readonly fileName: string }
  | { readonly do: 'sheet'; readonly head: SheetHead<SheetSpec> }
  /** Of the sheet that was begun last. */
  | { readonly do: 'rows'; readonly rows: SheetSpec['rows'] }
  | { readonly do: 'write' };

export type FromTable =
  | { readonly is: 'workbook'; readonly kind: 'xlsx' | 'csv'; readonly encoding: string }
  | { readonly is: 'sheet'; readonly head: SheetHead<SheetGrid>; readonly count: number }
  | { readonly is: 'rows'; readonly rows: SheetGrid['rows'] }
  | { readonly is: 'read' }
  | { readonly is: 'unreadable'; readonly why: Unreadable }
  | { readonly is: 'written'; readonly bytes: Uint8Array };

/** Rows of one message. */
export const partRows = 1000;
