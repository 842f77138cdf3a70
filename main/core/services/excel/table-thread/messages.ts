/** What the core and the thread that reads and writes tables tell one another. Rows go in parts: a large one would hold up the page while it is unpacked. */
import type { Answer } from '../../answer.ts';
import type { SheetGrid, Unreadable } from '../reading/grid.ts';
import type { TemplatePlace } from '../templates/fill-sheet.ts';
import type { ReadTemplate } from '../templates/read-template.ts';
import type { FilledRow } from '../templates/row-text.ts';
import type { TableFacts } from '../templates/table-facts.ts';
import type { SheetSpec } from '../write-workbook.ts';

/** A table of the office's own that is to be understood. */
export interface TemplateFile {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  /** Name of the record type. */
  readonly type: string;
  readonly sheet: string | null;
}

/** A table of the office's own that is to be filled. */
export interface FillJob {
  readonly bytes: Uint8Array;
  readonly place: TemplatePlace;
  readonly facts: TableFacts;
}

export type SheetHead<T extends { readonly rows: unknown }> = Omit<T, 'rows'>;

export type ToTable =
  | { readonly do: 'read'; readonly bytes: Uint8Array; readonly fileName: string }
  | { readonly do: 'sheet'; readonly head: SheetHead<SheetSpec> }
  /** Of the sheet that was begun last. */
  | { readonly do: 'rows'; readonly rows: SheetSpec['rows'] }
  | { readonly do: 'write' }
  | { readonly do: 'template'; readonly file: TemplateFile }
  | { readonly do: 'fill'; readonly job: FillJob }
  /** Of the table that is to be filled. */
  | { readonly do: 'filled'; readonly rows: readonly FilledRow[] }
  | { readonly do: 'fillNow' };

export type FromTable =
  | { readonly is: 'workbook'; readonly kind: 'xlsx' | 'csv'; readonly encoding: string }
  | { readonly is: 'sheet'; readonly head: SheetHead<SheetGrid>; readonly count: number }
  | { readonly is: 'rows'; readonly rows: SheetGrid['rows'] }
  | { readonly is: 'read' }
  | { readonly is: 'unreadable'; readonly why: Unreadable }
  | { readonly is: 'template'; readonly answer: Answer<ReadTemplate> }
  | { readonly is: 'written'; readonly bytes: Uint8Array };

/** Rows of one message. */
export const partRows = 1000;
