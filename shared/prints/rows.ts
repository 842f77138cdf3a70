/** Short ways to write the rows of a sheet, in the order in which a form is read. */
import { fullWidth, type GridRow, type PaperCell, type PaperRow } from './paper.ts';

type GridOptions = Omit<GridRow, 'kind' | 'cells'>;

export function label(text: string, span = 4): PaperCell {
  return { kind: 'label', text, span, align: 'center' };
}

export function value(text: string, span: number, align?: PaperCell['align']): PaperCell {
  return { kind: 'value', text, span, ...(align === undefined ? {} : { align }) };
}

/** A label and its value; `span` is that of both together. */
export function pair(words: string, text: string, span: number, labelSpan = 3): PaperCell[] {
  return [label(words, labelSpan), value(text, span - labelSpan)];
}

export function line(
  cells: readonly (PaperCell | readonly PaperCell[])[],
  options: GridOptions = {},
): GridRow {
  return { kind: 'grid', cells: cells.flat(), ...options };
}

/** A label at the left and a text that may be long; `min` millimetres stay free for the pen. */
export function longText(words: string, text: string, min: number, labelSpan = 3): GridRow {
  return line([label(words, labelSpan), value(text, fullWidth - labelSpan)], { min });
}

/** What somebody thinks of it, with room to sign and to stamp. */
export function opinion(words: string, text: string, foot: readonly string[], min = 26): GridRow {
  return line(
    [{ ...label(words, 3) }, { kind: 'sign', text, span: fullWidth - 3, foot: [...foot] }],
    { min },
  );
}

/** A box for a signature: who signs, what was signed on the pad or scanned, and the day where it is known. */
export interface SignBox {
  readonly name: string;
  readonly signed?: Signed | null;
  readonly on?: string;
}

/** A signature that a record holds; `image` is '' where its picture is not on this computer yet. */
export interface Signed {
  readonly image: string;
}

/** Boxes side by side: for the pen, or with the signature that was given already. */
export function signatures(boxes: readonly (string | SignBox)[], min = 20): GridRow {
  const share = Math.floor(fullWidth / boxes.length);
  return line(
    boxes.map((each, index) => {
      const { name, signed = null, on } = typeof each === 'string' ? { name: each } : each;
      return {
        kind: 'sign' as const,
        text: `${name}：${signed?.image === '' ? '（签名图片还没有传到这台电脑）' : ''}`,
        span: index === boxes.length - 1 ? fullWidth - share * (boxes.length - 1) : share,
        ...imageOf(signed),
        foot: [signed === null || on === undefined ? blankDate : onPaper(on)],
      };
    }),
    { min },
  );
}

/** What a cell needs to draw a signature; nothing where there is none. */
export function imageOf(signed: Signed | null): { readonly image?: string } {
  return signed === null || signed.image === '' ? {} : { image: signed.image };
}

export const blankDate = '　　年　　月　　日';

/** `2026-11-20` as 2026年11月20日; a blank to fill in where there is none. */
export function onPaper(day: string | undefined): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(day ?? '');
  return match === null ? blankDate : `${match[1]}年${Number(match[2])}月${Number(match[3])}日`;
}

/** `span` is the share of the row that all columns together fill; any total will do. */
export interface Column {
  readonly words: string;
  readonly span: number;
  readonly align?: PaperCell['align'];
}

/** A number that stays on one line inside a sentence. */
export function unbroken(number: string): string {
  return number.replaceAll('-', '\u2060-\u2060');
}

export interface TableOptions {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** Empty lines are added up to this many: room for the pen. */
  readonly least?: number;
  readonly gutter?: string;
  /** Height of a line in millimetres. */
  readonly min?: number;
  /** Amounts of the rows in 分, and the column under which the sum of each page stands. */
  readonly sums?: { readonly fen: readonly (number | null)[]; readonly column: number };
  readonly red?: readonly boolean[];
}

/** A table whose column heads return on every page. `name` is unique on the sheet. */
export function table(name: string, options: TableOptions): PaperRow[] {
  const { columns, min = 7.5, gutter, sums } = options;
  const shared = { min, ...(gutter === undefined ? {} : { gutter }) };
  const whole = columns.reduce((sum, each) => sum + each.span, 0);
  const before = columns.slice(0, sums?.column ?? 0).reduce((sum, each) => sum + each.span, 0);
  const of = columns[sums?.column ?? 0]?.span ?? 0;
  const head = line(
    columns.map(({ words, span }) => ({ kind: 'head', text: words, span, align: 'center' })),
    {
      ...shared,
      heads: name,
      keep: true,
      ...(sums === undefined
        ? {}
        : { subtotal: { label: '本页小计', spans: [before, of, whole - before - of] } }),
    },
  );
  const blanks = Array.from(
    { length: Math.max(0, (options.least ?? 0) - options.rows.length) },
    () => columns.map(() => ''),
  );
  const body = [...options.rows, ...blanks].map((texts, index) =>
    line(
      columns.map(({ span, align }, at) => ({
        kind: 'value',
        text: texts[at] ?? '',
        span,
        ...(align === undefined ? {} : { align }),
        ...(options.red?.[index] === true ? { red: true } : {}),
      })),
      {
        ...shared,
        under: name,
        ...(sums === undefined ? {} : { fen: sums.fen[index] ?? 0 }),
      },
    ),
  );
  return [head, ...body];
}

/** A box for each possible answer, the chosen ones ticked. */
export function boxes(
  options: Readonly<Record<string, { readonly zh: string }>>,
  chosen: readonly string[],
): string {
  return (
    Object.entries(options)
      // The invisible joiner keeps a box on the line of its words.
      .map(([key, { zh }]) => `${chosen.includes(key) ? '☑' : '☐'}\u2060${zh}`)
      .join('　')
  );
}

export function words(
  text: string,
  style: Extract<PaperRow, { kind: 'words' }>['style'] = 'body',
): PaperRow {
  return { kind: 'words', text, style };
}
