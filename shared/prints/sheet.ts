/**
 * An official sheet: which fields it may read, how each is masked, and how it is laid out. The layout gets its values from a reader
 * that knows these rules and nothing else, so a sheet cannot show what it did not declare (domain.md §2.6, §6).
 */
import type { Fields, Field } from '../fields/field.ts';
import type { Bilingual } from '../texts/bilingual.ts';
import type { PaperRow } from './paper.ts';
import type { Reader } from './reader.ts';

/**
 * plain: as it stands · id 330***********1234 · phone 138****5678 · account ****6789 · hide ****** · name 张* · community: the
 * address up to the community. A sensitive value (S3) is never plain; on a public sheet a personal one (S2) is not either.
 */
export type MaskRule = 'plain' | 'id' | 'phone' | 'account' | 'hide' | 'name' | 'community';

export interface SheetContext {
  /** Business date. */
  readonly today: string;
  /** Beijing date and time. */
  readonly now: string;
  readonly unitName: string;
  /** Telephone of the office for notices; empty: left for the pen. */
  readonly officePhone: string;
  readonly communityName: (code: string) => string;
}

type FieldRules = Readonly<Record<string, MaskRule>>;

export interface Sheet {
  readonly key: string;
  /** F1…F18. */
  readonly form: string;
  readonly version: string;
  readonly title: Bilingual;
  /** Goes on a wall: no sensitive field, personal ones masked, whoever prints it. */
  readonly isPublic: boolean;
  readonly page: 'portrait' | 'landscape';
  readonly style: 'table' | 'redHead' | 'letter';
  /** One sheet for all chosen records, a line each; else a sheet per record. */
  readonly many: boolean;
  /** Offered only for records in these states. */
  readonly states?: readonly string[];
  /** What the paper is usually for: key of the dictionary `print_purpose`. */
  readonly purpose: string;
  readonly fields: FieldRules;
  /** Fields of records that are referred to: path of references → type → rules. `subject.head`: the head of the visited household. */
  readonly related?: Readonly<Record<string, Readonly<Record<string, FieldRules>>>>;
  readonly compose: (records: readonly Reader[], context: SheetContext) => readonly PaperRow[];
}

/** What is wrong with the rules of a sheet over these fields; empty when nothing. */
export function complaintsAbout(
  sheet: Pick<Sheet, 'isPublic'>,
  rules: FieldRules,
  fields: Fields,
): readonly string[] {
  return Object.entries(rules).flatMap(([path, rule]) => {
    const field = fieldAt(fields, path);
    if (field === undefined) return [`${path}: no such field`];
    const privacy = privacyAt(fields, path);
    if (privacy === 3 && sheet.isPublic) return [`${path}: sensitive, on a public sheet`];
    if (privacy === 3 && rule === 'plain') return [`${path}: sensitive, without a mask`];
    if (privacy === 2 && sheet.isPublic && rule === 'plain')
      return [`${path}: personal, without a mask on a public sheet`];
    return [];
  });
}

/** `documents.number` is the field `number` in the rows of `documents`. */
export function fieldAt(fields: Fields, path: string): Field | undefined {
  const [key = '', child] = path.split('.');
  const field = fields[key];
  return child === undefined ? field : field?.items?.[child];
}

/** A cell is at least as sensitive as its column; a table is as sensitive as it says, its cells say their own. */
export function privacyAt(fields: Fields, path: string): 1 | 2 | 3 {
  return fieldAt(fields, path)?.privacy ?? 3;
}
