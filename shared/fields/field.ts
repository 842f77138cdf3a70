/**
 * A field kind is a value: validator + widget name + column type + merge rule + privacy class.
 * Record types are built from these and nothing else, so that core, server and page agree on every field.
 */
import type { z } from 'zod';
import type { Bilingual } from '../texts/bilingual.ts';

export type FieldKind =
  | 'text'
  | 'longText'
  | 'code'
  | 'choice'
  | 'choices'
  | 'flag'
  | 'date'
  | 'partialDate'
  | 'instant'
  | 'money'
  | 'integer'
  | 'decimal'
  | 'ref'
  | 'refs'
  | 'items'
  | 'files'
  | 'photos'
  | 'signature';

/** 1 internal, 2 personal, 3 sensitive personal (domain.md §2.0, column S). */
export type PrivacyClass = 1 | 2 | 3;

/**
 * How two concurrent edits of this field meet (domain.md §2.5):
 * `field` both sides changed → conflict card · `items` merged by item id · `set` merged as a set · `max` the later value is right.
 */
export type MergeRule = 'field' | 'items' | 'set' | 'max';

/** What a check may depend on besides the value itself; always passed in, never read from the machine. */
export interface CheckContext {
  /** Instant, ISO 8601 UTC. */
  readonly now: string;
  /** Business date in Asia/Shanghai, `YYYY-MM-DD`. */
  readonly today: string;
  readonly isDemo: boolean;
}

/** One thing wrong with one field. `field` is a path such as `needs.0.route`; the text is found by `code`. */
export interface Problem {
  readonly field: string;
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly params?: Readonly<Record<string, string | number>>;
}

export type FieldCheck<T> = (value: T, context: CheckContext) => readonly Omit<Problem, 'field'>[];

export interface Field<T = unknown, R extends boolean = boolean> {
  readonly kind: FieldKind;
  /** Validates a present value; absence is `required`'s matter. */
  readonly schema: z.ZodType<T>;
  readonly required: R;
  readonly privacy: PrivacyClass;
  readonly merge: MergeRule;
  readonly column: 'text' | 'integer' | 'real' | null;
  readonly widget: string;
  /** Name of the dictionary a choice is taken from. */
  readonly options?: string;
  /** Record types a reference may point to. */
  readonly refTypes?: readonly string[];
  readonly items?: Readonly<Record<string, Field>>;
  /** Columns by which two rows of two records speak of the same thing; when the records are merged they become one row. */
  readonly rowKey?: readonly string[];
  readonly maxLength?: number;
  /** For the kinds that name files: how many, how large each (bytes), and whether only pictures. */
  readonly files?: {
    readonly max: number;
    readonly maxBytes: number;
    readonly imagesOnly: boolean;
  };
  readonly unit?: Bilingual;
  /** Checks that need today's date or the demo flag; they run after `schema`. */
  check?(value: T, context: CheckContext): readonly Omit<Problem, 'field'>[];
}

export type Fields = Readonly<Record<string, Field>>;

type ValueOf<F> = F extends Field<infer T> ? T : never;
type RequiredKeys<F extends Fields> = {
  [K in keyof F]: F[K]['required'] extends true ? K : never;
}[keyof F];

/** The plain data that a set of fields describes: required ones present, the others optional. */
export type DataOf<F extends Fields> = { [K in RequiredKeys<F>]: ValueOf<F[K]> } & {
  [K in Exclude<keyof F, RequiredKeys<F>>]?: ValueOf<F[K]> | undefined;
};
