/**
 * A sheet of paper as the page draws it: rows of words, already masked. The core composes it, the page lays it out on A4 and knows
 * nothing of fields or rights.
 */
import { z } from 'zod';

/** Rows of labels and values are counted in this many parts; a table may count in others, for each row fills the whole width. */
export const fullWidth = 24;

const cell = z.object({
  text: z.string(),
  span: z.int().min(1).max(200),
  /** label: the form's own words · value: what was filled in · sign: opinion above, lines to sign below · head: column head. */
  kind: z.enum(['label', 'value', 'sign', 'head']),
  align: z.enum(['left', 'center', 'right']).optional(),
  /** Lines at the foot of a `sign` cell. */
  foot: z.array(z.string()).optional(),
  /** A signature that was given on the pad or scanned: a `data:` address, drawn between the words and the lines at the foot. */
  image: z
    .string()
    .regex(/^data:image\/(png|jpeg|webp);base64,[A-Za-z0-9+/=]+$/)
    .optional(),
  /** Red, as reversed entries are written. */
  red: z.boolean().optional(),
});
export type PaperCell = z.infer<typeof cell>;

const subtotal = z.object({
  label: z.string(),
  /** Parts before, of and after the sum. */
  spans: z.tuple([z.int(), z.int(), z.int()]),
});

const row = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('grid'),
    cells: z.array(cell).min(1),
    /** Least height in millimetres. */
    min: z.number().optional(),
    /** Words down the left side; neighbours with the same words share them. */
    gutter: z.string().optional(),
    /** Column heads of the table of that name: repeated where the table goes on. */
    heads: z.string().optional(),
    /** Belongs to the table of that name. */
    under: z.string().optional(),
    /** Money of this row in 分, for the sum at the foot of each page. */
    fen: z.int().optional(),
    /** On a row of column heads: a sum for each page. */
    subtotal: subtotal.optional(),
    /** Stays on one page with the row that follows. */
    keep: z.boolean().optional(),
  }),
  z.object({
    kind: z.literal('words'),
    text: z.string(),
    style: z.enum(['body', 'title', 'subtitle', 'heading', 'right', 'small']),
    keep: z.boolean().optional(),
  }),
  /** Where scissors go. */
  z.object({ kind: z.literal('cut'), text: z.string(), keep: z.boolean().optional() }),
  z.object({ kind: z.literal('break') }),
]);
export type PaperRow = z.infer<typeof row>;
export type GridRow = Extract<PaperRow, { kind: 'grid' }>;

export const paper = z.object({
  /** Key of the sheet. */
  sheet: z.string(),
  /** F1…F18 of domain.md §6, and the version of the layout. */
  form: z.string(),
  title: z.string(),
  page: z.enum(['portrait', 'landscape']),
  style: z.enum(['table', 'redHead', 'letter']),
  /** Whose paper: 海曙区望春街道侨联. */
  office: z.string(),
  unitName: z.string(),
  number: z.string(),
  /** 公开 / 内部 / 工作秘密. */
  classWord: z.string(),
  isPublic: z.boolean(),
  rows: z.array(row),
  /** Eight letters by which the paper can be compared with the record, written 7K3M-9QXZ. */
  code: z.string(),
  /** What the QR code holds. No personal data. */
  qr: z.string(),
  printedBy: z.string(),
  /** Beijing date and time. */
  printedAt: z.string(),
  /** Grey overprints: 待区级确认, 演示数据. */
  overprints: z.array(z.string()),
});
export type Paper = z.infer<typeof paper>;
