/**
 * A ledger (台账) as a spreadsheet: which columns a type has, in which order, what a cell says and which cells may come back. One
 * declaration serves both ways, so that what was exported and not touched comes back as nothing (domain.md §6).
 */
import type { Field, PrivacyClass } from '../fields/field.ts';
import type { Bilingual } from '../texts/bilingual.ts';
import type { Envelope } from '../records/envelope.ts';
import type { RecordType } from '../records/record-type.ts';

/** A figure that follows from the record; never read back. */
export interface FigureColumn {
  readonly key: string;
  readonly title: Bilingual;
  readonly kind: 'text' | 'money' | 'integer';
  readonly value: (record: Envelope) => string | number | null;
  readonly privacy?: PrivacyClass;
}

export interface LedgerSpec {
  /** 走访台账. */
  readonly title: Bilingual;
  /** A list of people: who may export how many follows from it (domain.md §3.0). */
  readonly aboutPeople: boolean;
  /** Names of fields, in order, and figures. */
  readonly columns: readonly (string | FigureColumn)[];
  /** Fields that tell two records apart without a number of ours, so that the same file read twice adds nothing. */
  readonly naturalKey: readonly string[];
  /** What a new row starts with where the file does not say. */
  readonly starts?: Readonly<Record<string, unknown>>;
  /** The step by which a new row comes into being, where there are several. */
  readonly action?: string;
  /** Sentences for the last sheet: what counts, what does not. */
  readonly notes?: readonly string[];
}

export interface LedgerColumn {
  readonly key: string;
  readonly title: string;
  /** Other headings under which the column is known in files from elsewhere. */
  readonly aliases: readonly string[];
  readonly privacy: PrivacyClass;
  /** Characters. */
  readonly width: number;
  /** The field that the column shows and, where `isRead`, writes. */
  readonly field: Field | null;
  readonly figure: FigureColumn | null;
  /** Comes back by import. */
  readonly isRead: boolean;
}

/** Nothing in a spreadsheet cell stands for these. */
const unwritable = new Set(['items', 'files', 'photos', 'signature']);
/** Filled by the program, never by a file. */
const ownWidgets = new Set(['readonly', 'readonlyRef', 'computed']);

export const numberKey = '$number';
export const stateKey = '$state';
export const communityKey = '$community';

/** The columns of a type's ledger; a type without a declaration shows its fields in the order of its form. */
export function ledgerColumns(type: RecordType): readonly LedgerColumn[] {
  const spec = ledgerSpecOf(type);
  const base = [
    ...(type.numberPrefix === '' ? [] : [own(numberKey, '编号', 18)]),
    ...spec.columns.flatMap((column) => columnOf(type, column)),
    own(communityKey, '社区', 14),
    ...(type.workflow === null ? [] : [own(stateKey, '状态', 12)]),
  ];
  // The record's own community stands in a field already where the form asks for it.
  const asks = spec.columns.some(
    (column) => typeof column === 'string' && type.fields[column]?.options === 'community',
  );
  return base.filter(({ key }) => key !== communityKey || !asks);
}

export function ledgerSpecOf(type: RecordType): LedgerSpec {
  return type.ledger ?? plainLedger(type);
}

function plainLedger(type: RecordType): LedgerSpec {
  const inForm = type.form.sections.flatMap(({ fields }) =>
    fields.map((each) => (typeof each === 'string' ? each : each.field)),
  );
  const names = [...new Set([...inForm, ...Object.keys(type.fields)])];
  return {
    title: { zh: `${type.texts.name.zh}台账`, en: `${type.texts.name.en} ledger` },
    aboutPeople: Object.values(type.fields).some(({ privacy }) => privacy > 1),
    columns: names.filter((name) => !unwritable.has(type.fields[name]?.kind ?? 'items')),
    naturalKey: names.filter((name) => type.fields[name]?.required === true).slice(0, 4),
  };
}

function columnOf(type: RecordType, column: string | FigureColumn): readonly LedgerColumn[] {
  if (typeof column !== 'string')
    return [
      {
        key: column.key,
        title: column.title.zh,
        aliases: [],
        privacy: column.privacy ?? 1,
        width: 12,
        field: null,
        figure: column,
        isRead: false,
      },
    ];
  const field = type.fields[column];
  if (field === undefined || unwritable.has(field.kind)) return [];
  const words = type.texts.fields[column];
  return [
    {
      key: column,
      title: titleWithUnit(words?.zh ?? column, field),
      aliases: [words?.zh ?? column, words?.en ?? column, column],
      privacy: field.privacy,
      width: widthOf(field),
      field,
      figure: null,
      isRead: !ownWidgets.has(field.widget),
    },
  ];
}

function own(key: string, title: string, width: number): LedgerColumn {
  return {
    key,
    title,
    aliases: [],
    privacy: 1,
    width,
    field: null,
    figure: null,
    isRead: false,
  };
}

function titleWithUnit(title: string, field: Field): string {
  return field.unit === undefined || /[（(]/.test(title) ? title : `${title}（${field.unit.zh}）`;
}

/** Characters, by kind; whatever is not named is short. */
const widths: Readonly<Partial<Record<Field['kind'], number>>> = {
  longText: 40,
  code: 20,
  instant: 20,
  ref: 20,
  choices: 20,
  refs: 24,
};

function widthOf(field: Field): number {
  if (field.kind === 'text') return (field.maxLength ?? 0) > 60 ? 30 : 16;
  return widths[field.kind] ?? 12;
}
