/** The field kinds. Each function makes one; options only say what differs from the kind's habit. */
import { z } from 'zod';
import type { Bilingual } from '../texts/bilingual.ts';
import type { DataOf, Field, FieldCheck, Fields, MergeRule, PrivacyClass } from './field.ts';

interface Common<R extends boolean> {
  readonly required?: R;
  readonly privacy?: PrivacyClass;
  readonly merge?: MergeRule;
  readonly widget?: string;
}

const partialDatePattern = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;

/** A pointer to another record with the label it had when chosen, so that lists and prints read without a look-up. */
export const refSchema = z.strictObject({
  type: z.string().max(40),
  id: z.string().max(64),
  label: z.string().max(200),
});
export type Ref = z.infer<typeof refSchema>;

function common<R extends boolean>(options: Common<R>, widget: string, merge: MergeRule = 'field') {
  return {
    required: (options.required ?? false) as R,
    privacy: options.privacy ?? 1,
    merge: options.merge ?? merge,
    widget: options.widget ?? widget,
  };
}

function withCheck<T>(check: FieldCheck<T> | undefined): { check?: FieldCheck<T> } {
  return check === undefined ? {} : { check };
}

/** One line of text, at most `max` characters (code points: rare characters count once). */
export function text<R extends boolean = false>(
  options: Common<R> & { max: number; check?: FieldCheck<string> },
): Field<string, R> {
  return {
    kind: 'text',
    schema: textSchema(options.max),
    maxLength: options.max,
    column: 'text',
    ...common(options, 'text'),
    ...withCheck(options.check),
  };
}

/** Several lines of text. */
export function longText<R extends boolean = false>(
  options: Common<R> & { max: number },
): Field<string, R> {
  return {
    kind: 'longText',
    schema: textSchema(options.max),
    maxLength: options.max,
    column: 'text',
    ...common(options, 'longText'),
  };
}

/** A code with a standard behind it (ID number, credit code, phone…); `check` carries the standard. */
export function code<R extends boolean = false>(
  options: Common<R> & { max: number; check: FieldCheck<string> },
): Field<string, R> {
  return {
    kind: 'code',
    schema: textSchema(options.max),
    maxLength: options.max,
    column: 'text',
    check: options.check,
    ...common(options, 'code'),
  };
}

/** One entry of a dictionary. */
export function choice<R extends boolean = false>(
  options: Common<R> & { from: string },
): Field<string, R> {
  return {
    kind: 'choice',
    schema: z.string().min(1).max(40),
    options: options.from,
    column: 'text',
    ...common(options, 'choice'),
  };
}

/** Several entries of a dictionary; concurrent additions both survive. */
export function choices<R extends boolean = false>(
  options: Common<R> & { from: string },
): Field<string[], R> {
  return {
    kind: 'choices',
    schema: z.array(z.string().min(1).max(40)).max(50),
    options: options.from,
    column: 'text',
    ...common(options, 'choices', 'set'),
  };
}

export function flag<R extends boolean = false>(options: Common<R> = {}): Field<boolean, R> {
  return { kind: 'flag', schema: z.boolean(), column: 'integer', ...common(options, 'flag') };
}

/** A business date `YYYY-MM-DD`. */
export function date<R extends boolean = false>(
  options: Common<R> & { check?: FieldCheck<string> } = {},
): Field<string, R> {
  return {
    kind: 'date',
    schema: z.iso.date(),
    column: 'text',
    ...common(options, 'date'),
    ...withCheck(options.check),
  };
}

/** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`: old emigration dates are rarely exact (domain.md §2.0 `pd`). */
export function partialDate<R extends boolean = false>(
  options: Common<R> & { check?: FieldCheck<string> } = {},
): Field<string, R> {
  return {
    kind: 'partialDate',
    schema: z.string().regex(partialDatePattern),
    column: 'text',
    ...common(options, 'partialDate'),
    ...withCheck(options.check),
  };
}

/** A moment, ISO 8601 in UTC. */
export function instant<R extends boolean = false>(
  options: Common<R> & { check?: FieldCheck<string> } = {},
): Field<string, R> {
  return {
    kind: 'instant',
    schema: z.iso.datetime(),
    column: 'text',
    ...common(options, 'instant'),
    ...withCheck(options.check),
  };
}

/** Money in 分, never negative, at most 10^12 (domain.md V10). */
export function money<R extends boolean = false>(
  options: Common<R> & { check?: FieldCheck<number> } = {},
): Field<number, R> {
  return {
    kind: 'money',
    schema: z.int().min(0).max(1_000_000_000_000),
    column: 'integer',
    unit: { zh: '元', en: 'CNY' },
    ...common(options, 'money'),
    ...withCheck(options.check),
  };
}

export function integer<R extends boolean = false>(
  options: Common<R> & { min: number; max: number; unit?: Bilingual },
): Field<number, R> {
  return {
    kind: 'integer',
    schema: z.int().min(options.min).max(options.max),
    column: 'integer',
    ...common(options, 'integer'),
    ...(options.unit ? { unit: options.unit } : {}),
  };
}

export function decimal<R extends boolean = false>(
  options: Common<R> & { min: number; max: number; unit?: Bilingual },
): Field<number, R> {
  return {
    kind: 'decimal',
    schema: z.number().min(options.min).max(options.max),
    column: 'real',
    ...common(options, 'decimal'),
    ...(options.unit ? { unit: options.unit } : {}),
  };
}

/** A reference to one record of one of the named types. */
export function ref<R extends boolean = false>(
  options: Common<R> & { to: readonly string[] },
): Field<Ref, R> {
  return {
    kind: 'ref',
    schema: refSchema,
    refTypes: options.to,
    column: 'text',
    ...common(options, 'ref'),
  };
}

/** References to several records; concurrent additions both survive. */
export function refs<R extends boolean = false>(
  options: Common<R> & { to: readonly string[]; max?: number },
): Field<Ref[], R> {
  return {
    kind: 'refs',
    schema: z.array(refSchema).max(options.max ?? 50),
    refTypes: options.to,
    column: 'text',
    ...common(options, 'refs', 'set'),
  };
}

export type Item<F extends Fields> = { id: string } & DataOf<F>;

/** A sub-table. Each row has its own id, so that rows added on two machines both survive a merge. */
export function items<F extends Fields, R extends boolean = false>(
  options: Common<R> & { of: F; max: number; rowKey?: readonly (keyof F & string)[] },
): Field<Item<F>[], R> {
  const row = z.strictObject({ id: z.string().min(1).max(64), ...optionalShape(options.of) });
  return {
    kind: 'items',
    schema: z.array(row).max(options.max) as unknown as z.ZodType<Item<F>[]>,
    items: options.of,
    ...(options.rowKey === undefined ? {} : { rowKey: options.rowKey }),
    column: null,
    ...common(options, 'items', 'items'),
  };
}

/** The zod shape of fields where presence is not demanded: the validator reports a missing value in words instead. */
export function optionalShape(fields: Fields): Record<string, z.ZodType> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, field]) => [key, field.schema.optional()]),
  );
}

function textSchema(max: number): z.ZodType<string> {
  return z
    .string()
    .min(1)
    .refine((value) => Array.from(value).length <= max, { error: 'too_long' });
}
