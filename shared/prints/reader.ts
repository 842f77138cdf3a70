/**
 * The only way from a record to a sheet. It gives what the sheet declared, masked by the sheet's rules, and throws on anything else:
 * a layout that reads an undeclared field is a bug, one that reads a sensitive field for a public sheet must not exist.
 */
import type { Fields } from '../fields/field.ts';
import { fileRef, type FileRef } from '../files/file-ref.ts';
import type { Envelope, PlainData } from '../records/envelope.ts';
import type { RecordType } from '../records/record-type.ts';
import {
  maskAccount,
  maskAddressToCommunity,
  maskIdNumber,
  maskPhone,
  maskPublicName,
} from '../text/mask.ts';
import { flowOf, type FlowStep } from '../workflow/flow.ts';
import { printWords } from './print-words.ts';
import type { Signed } from './rows.ts';
import { complaintsAbout, fieldAt, type MaskRule, type Sheet } from './sheet.ts';

/** The same words for every hidden value: their length would already tell something. */
const hidden = '******';

export interface ReaderInput {
  readonly sheet: Sheet;
  readonly type: RecordType;
  readonly record: Envelope;
  /** Records that references lead to, by the path of references: `subject`, `subject.head`. */
  readonly related: ReadonlyMap<string, { readonly type: RecordType; readonly record: Envelope }>;
  /** Somebody with the right, and a reason on file, prints the whole values. Never heeded on a public sheet. */
  readonly full: boolean;
  readonly communityName: (code: string) => string;
  /** The picture of a file as a `data:` address; '' where it is not on this computer. */
  readonly pictureOf?: (file: FileRef) => string;
}

export interface RowReader {
  /** The value in words, masked; '' for none. */
  text(field: string): string;
  /** An amount in 分; null for none and for a hidden one. */
  fen(field: string): number | null;
  has(field: string): boolean;
}

export interface Reader extends RowReader {
  /** Name of the record's type. */
  readonly type: string;
  readonly number: string;
  readonly state: string;
  /** The community's name, '' for none. */
  readonly community: string;
  /** A choice's key, for layouts that tick boxes. Only of fields that are not masked. */
  keys(field: string): readonly string[];
  rows(field: string): readonly RowReader[];
  /** A signature; null where none was given. Only of fields that are not masked. */
  signed(field: string): Signed | null;
  /** The record behind a path of references; null where there is none here. */
  related(path: string): Reader | null;
  /** The last step of that action; steps name people, so no public sheet has them. */
  step(...actions: string[]): FlowStep | null;
}

export class SheetRefused extends Error {}

export function readerFor(input: ReaderInput): Reader {
  const { sheet, type, record } = input;
  refuseWrongRules(sheet, sheet.fields, type);
  return new RecordReader(input, type, record, sheet.fields, '');
}

function refuseWrongRules(sheet: Sheet, rules: Sheet['fields'], type: RecordType): void {
  const complaints = complaintsAbout(sheet, rules, type.fields);
  if (complaints.length > 0)
    throw new SheetRefused(`${sheet.key} over ${type.name}: ${complaints.join('; ')}`);
}

class RecordReader implements Reader {
  readonly #input: ReaderInput;
  readonly #record: Envelope;
  readonly #type: RecordType;
  readonly #rules: Sheet['fields'];
  readonly #path: string;

  constructor(
    input: ReaderInput,
    type: RecordType,
    record: Envelope,
    rules: Sheet['fields'],
    path: string,
  ) {
    this.#input = input;
    this.#type = type;
    this.#record = record;
    this.#rules = rules;
    this.#path = path;
  }

  get type(): string {
    return this.#type.name;
  }

  get number(): string {
    return this.#record.bizNo;
  }

  get state(): string {
    return this.#record.state;
  }

  get community(): string {
    return this.#record.community === '' ? '' : this.#input.communityName(this.#record.community);
  }

  text(path: string): string {
    return this.#text(path, path, this.#record.data);
  }

  fen(path: string): number | null {
    return this.#fen(path, path, this.#record.data);
  }

  has(path: string): boolean {
    this.#rule(path);
    return this.#record.data[path] !== undefined;
  }

  keys(path: string): readonly string[] {
    if (this.#rule(path) !== 'plain') throw new SheetRefused(`keys of ${path}, which is masked`);
    const value = this.#record.data[path];
    if (value === undefined) return [];
    return (Array.isArray(value) ? value : [value]).map(String);
  }

  signed(path: string): Signed | null {
    if (this.#rule(path) !== 'plain') throw new SheetRefused(`signature ${path}, which is masked`);
    const file = fileRef.safeParse(this.#record.data[path]);
    return file.success ? { image: this.#input.pictureOf?.(file.data) ?? '' } : null;
  }

  rows(key: string): readonly RowReader[] {
    const rows = this.#record.data[key];
    if (!Array.isArray(rows)) return [];
    return rows.map((row: PlainData) => ({
      text: (field) => this.#text(`${key}.${field}`, field, row),
      fen: (field) => this.#fen(`${key}.${field}`, field, row),
      has: (field) => (this.#rule(`${key}.${field}`), row[field] !== undefined),
    }));
  }

  related(path: string): Reader | null {
    const { sheet, related } = this.#input;
    if (this.#path !== '') throw new SheetRefused('references are named from the record itself');
    const found = related.get(path);
    const rules = found === undefined ? undefined : sheet.related?.[path]?.[found.type.name];
    if (found === undefined || rules === undefined) return null;
    refuseWrongRules(sheet, rules, found.type);
    return new RecordReader(this.#input, found.type, found.record, rules, path);
  }

  step(...actions: string[]): FlowStep | null {
    if (this.#input.sheet.isPublic) throw new SheetRefused('steps on a public sheet');
    const steps = flowOf(this.#record)?.steps ?? [];
    return steps.findLast((step) => actions.includes(step.action)) ?? null;
  }

  #rule(path: string): MaskRule {
    const rule = this.#rules[path];
    if (rule === undefined)
      throw new SheetRefused(`${this.#input.sheet.key} reads ${path} without declaring it`);
    return rule;
  }

  #text(path: string, key: string, data: PlainData): string {
    const rule = this.#rule(path);
    const field = fieldAt(this.#fields, path);
    if (field === undefined) return '';
    const words = printWords(field, data[key], this.#input.communityName);
    const isWhole = this.#input.full && !this.#input.sheet.isPublic;
    return words === '' || isWhole ? words : masked(rule, words);
  }

  #fen(path: string, key: string, data: PlainData): number | null {
    const rule = this.#rule(path);
    const value = data[key];
    const isShown = rule === 'plain' || (this.#input.full && !this.#input.sheet.isPublic);
    return isShown && typeof value === 'number' ? value : null;
  }

  get #fields(): Fields {
    return this.#type.fields;
  }
}

function masked(rule: MaskRule, words: string): string {
  switch (rule) {
    case 'plain':
      return words;
    case 'id':
      return maskIdNumber(words);
    case 'phone':
      return maskPhone(words);
    case 'account':
      return maskAccount(words);
    case 'hide':
      return hidden;
    case 'name':
      return maskPublicName(words);
    case 'community':
      return maskAddressToCommunity(words);
  }
}
