/** Ledgers as spreadsheets: taking out, bringing in, and the long work behind both. */
import { z } from 'zod';
import { answer, nothing } from './answer.ts';
import { pick } from './prints.ts';
import { failureSchema, identifier, problemSchema, typeName } from './shapes.ts';

/** Bytes of one piece of a file on its way between page and core. */
export const excelPieceBytes = 1024 * 1024;
const pieceText = z.string().max(Math.ceil(excelPieceBytes / 3) * 4);
const job = z.object({ job: identifier });

/** What a finished import says; null while it runs and for other work. */
export const importReport = z.object({
  batch: identifier,
  created: z.int(),
  changed: z.int(),
  same: z.int(),
  failed: z.int(),
  /** Of an undo: what only somebody else may take back. */
  denied: z.int().optional(),
});

/** Beside an earlier export of the same table; null for other work. */
export const tableChanges = z.object({
  rows: z.int(),
  cells: z.int(),
  added: z.int(),
  gone: z.int(),
});

export const rowKinds = ['new', 'change', 'same', 'error'] as const;

/** What a request says besides what is to leave. */
export const requestWords = {
  reason: z.string().trim().min(1).max(500),
  recipient: z.string().trim().min(1).max(100),
  keepUntil: z.iso.date(),
} as const;

export const excelProcedures = {
  /** The ledger of a type over the chosen records. `columns`: keys, in order; empty: all that are not sensitive. */
  'excel.export': {
    input: z.object({
      type: typeName,
      pick,
      columns: z.array(z.string().max(60)).max(200),
      purpose: z.string().min(1).max(40),
      note: z.string().max(200),
    }),
    output: answer(job),
  },
  /** Asks for what needs another person's approval: sensitive columns, or more people than one may take. */
  'excel.request': {
    input: z.object({
      type: typeName,
      pick,
      columns: z.array(z.string().max(60)).max(200),
      purpose: z.string().min(1).max(40),
      ...requestWords,
    }),
    output: answer(z.object({ id: identifier, bizNo: z.string() })),
  },
  /** Takes out what was approved, once. The file is a ZIP under a password where it holds sensitive values. */
  'excel.takeOut': { input: z.object({ request: identifier }), output: answer(job) },
  /** An empty ledger with the headings that import knows, and a page that explains them. */
  'excel.template': { input: z.object({ type: typeName }), output: answer(job) },
  'excel.job': {
    input: job,
    output: answer(
      z.object({
        state: z.enum(['running', 'ready', 'failed']),
        done: z.int(),
        total: z.int(),
        failure: failureSchema.nullable(),
        fileName: z.string(),
        size: z.int(),
        /** Of a sealed file: shown once, kept nowhere. '' for a file without. */
        password: z.string(),
        report: importReport.nullable(),
        changes: tableChanges.nullable(),
      }),
    ),
  },
  /** A piece of the finished file from `offset`. */
  'excel.read': {
    input: job.extend({ offset: z.int().min(0) }),
    output: answer(z.object({ data: pieceText, size: z.int() })),
  },
  'excel.drop': { input: job, output: answer(nothing) },
  'excel.upload': {
    input: z.object({
      fileName: z.string().max(200),
      size: z
        .int()
        .min(1)
        .max(64 * 1024 * 1024),
    }),
    output: answer(z.object({ upload: identifier })),
  },
  'excel.piece': {
    input: z.object({ upload: identifier, data: pieceText }),
    output: answer(nothing),
  },
  /** Reads the file and says what would happen. Nothing is written. */
  'excel.preview': {
    input: z.object({
      upload: identifier,
      type: typeName,
      /** Name of the sheet; null: the first that looks like the ledger. */
      sheet: z.string().max(100).nullable(),
      /** Column index → key; null: as the headings say. */
      mapping: z.record(z.string(), z.string().max(60)).nullable(),
    }),
    output: answer(
      z.object({
        sheets: z.array(z.string()),
        sheet: z.string(),
        encoding: z.string(),
        /** Row of the headings as people count. */
        headerRow: z.int(),
        columns: z.array(
          z.object({ index: z.int(), heading: z.string(), key: z.string().nullable() }),
        ),
        counts: z.object({ new: z.int(), change: z.int(), same: z.int(), error: z.int() }),
      }),
    ),
  },
  'excel.rows': {
    input: z.object({
      upload: identifier,
      kind: z.enum(rowKinds).nullable(),
      offset: z.int().min(0),
      limit: z.int().min(1).max(200),
    }),
    output: answer(
      z.object({
        total: z.int(),
        rows: z.array(
          z.object({
            /** As people count. */
            row: z.int(),
            kind: z.enum(rowKinds),
            id: z.string(),
            label: z.string(),
            changes: z.array(
              z.object({ title: z.string(), before: z.string(), after: z.string() }),
            ),
            problems: z.array(problemSchema),
          }),
        ),
      }),
    ),
  },
  /** Writes what the preview showed; rows with errors are left out. The job's file is the list of results, row by row. */
  'excel.apply': { input: z.object({ upload: identifier }), output: answer(job) },
  'excel.batches': {
    input: z.object({ type: typeName }),
    output: answer(
      z.array(
        z.object({
          batch: identifier,
          at: z.string(),
          created: z.int(),
          changed: z.int(),
          undone: z.boolean(),
        }),
      ),
    ),
  },
  /** Takes back what an import wrote, except records that somebody has touched since. */
  'excel.undo': {
    input: z.object({ batch: identifier }),
    output: answer(z.object({ undone: z.int(), kept: z.int() })),
  },
} as const;
