/** 单位表格: tables of the office's own whose headings are mapped once to the register, filled for a filtered list, and compared with last time. */
import { z } from 'zod';
import { answer, nothing } from './answer.ts';
import { requestWords } from './excel.ts';
import { pick } from './prints.ts';
import { identifier, typeName } from './shapes.ts';

/** Column index → key of a column (`shared/ledgers/template-columns.ts`). */
const mapping = z.record(z.string(), z.string().max(60));

export const templateColumn = z.object({
  index: z.int(),
  heading: z.string(),
  key: z.string().nullable(),
});

export const templateCard = z.object({
  id: identifier,
  type: typeName,
  name: z.string(),
  fileName: z.string(),
  sheet: z.string(),
  /** As people count. */
  headerRow: z.int(),
  columns: z.array(templateColumn),
  /** Newest first: what may be compared with. */
  exports: z.array(z.object({ at: z.string(), rows: z.int() })),
});
export type TemplateCard = z.infer<typeof templateCard>;

/** all: every row, changed cells on yellow · changed: only rows with changes, and in them only what changed and who it is. */
export const templateModes = ['all', 'changed'] as const;

export const templateProcedures = {
  'templates.list': { input: z.object({ type: typeName }), output: answer(z.array(templateCard)) },
  /** Reads an uploaded table and proposes which heading is which column. Nothing is kept. */
  'templates.read': {
    input: z.object({ upload: identifier, type: typeName, sheet: z.string().max(100).nullable() }),
    output: answer(
      z.object({
        sheets: z.array(z.string()),
        sheet: z.string(),
        headerRow: z.int(),
        /** Rows that stand ready under the headings. */
        rows: z.int(),
        /** What stands under the table (合计…), '' for nothing. */
        foot: z.string(),
        columns: z.array(templateColumn.extend({ example: z.string() })),
      }),
    ),
  },
  /** `upload`: a new table; null: another name or mapping for the one that is kept. */
  'templates.save': {
    input: z.object({
      id: identifier.nullable(),
      upload: identifier.nullable(),
      type: typeName,
      name: z.string().min(1).max(60),
      sheet: z.string().max(100),
      mapping,
    }),
    output: answer(templateCard),
  },
  'templates.drop': { input: z.object({ id: identifier }), output: answer(nothing) },
  /** Asks for what needs another person's approval; approved, it is taken out from the request (`excel.takeOut`). */
  'templates.request': {
    input: z.object({
      id: identifier,
      pick,
      mode: z.enum(templateModes),
      since: z.string().max(40).nullable(),
      /** Sensitive columns are to be filled in as well. */
      sensitive: z.boolean(),
      purpose: z.string().min(1).max(40),
      ...requestWords,
    }),
    output: answer(z.object({ id: identifier, bizNo: z.string() })),
  },
  'templates.export': {
    input: z.object({
      id: identifier,
      pick,
      mode: z.enum(templateModes),
      /** `at` of the export to compare with; null: with none. */
      since: z.string().max(40).nullable(),
      purpose: z.string().min(1).max(40),
      note: z.string().max(200),
    }),
    output: answer(z.object({ job: identifier })),
  },
} as const;
