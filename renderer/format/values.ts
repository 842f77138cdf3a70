/** Field values and list cells in words. Nothing here knows a record type by name. */
import type { Field } from '../../shared/fields/field.ts';
import { labelOf } from '../../shared/dictionaries/dictionary.ts';
import { formatFen } from '../../shared/money/fen.ts';
import { listMoment } from './moments.ts';
import { businessTimeOf } from '../../shared/calendar/time-zone.ts';
import { formatPartialDate } from '../../shared/calendar/partial-date.ts';
import type { Cell, ListColumn } from '../../shared/records/list-spec.ts';
import type { RecordType } from '../../shared/records/record-type.ts';
import type { Language } from '../../shared/texts/bilingual.ts';

export interface ValueWords {
  readonly language: Language;
  readonly yes: string;
  readonly no: string;
  /** How many there are, of things that do not fit on one line. */
  readonly count: (count: number) => string;
  /** Communities live in the masters, not in a dictionary. */
  readonly communityName: (code: string) => string;
  /** Epoch milliseconds; moments of this year leave the year out. */
  readonly now: number;
}

const nothing = '—';

/** One field's value on one line; `—` for no value. Sub-tables give their number of rows. */
export function valueText(field: Field | undefined, value: unknown, words: ValueWords): string {
  if (
    value === undefined ||
    value === null ||
    value === '' ||
    (Array.isArray(value) && value.length === 0)
  )
    return nothing;
  switch (field?.kind) {
    case 'choice':
      return optionText(field.options ?? '', String(value), words);
    case 'choices':
      return asArray(value)
        .map((key) => optionText(field.options ?? '', String(key), words))
        .join('、');
    case 'flag':
      return value === true ? words.yes : words.no;
    case 'money':
      return typeof value === 'number' ? formatFen(value) : nothing;
    case 'partialDate':
      return formatPartialDate(String(value), words.language);
    case 'instant':
      return isInstant(String(value)) ? businessTimeOf(String(value)) : String(value);
    case 'ref':
      return refLabel(value);
    case 'refs':
      return asArray(value).map(refLabel).join('、');
    case 'items':
    case 'files':
    case 'photos':
    case 'signature':
      return words.count(asArray(value).length);
    case undefined:
    case 'text':
    case 'longText':
    case 'code':
    case 'date':
    case 'integer':
    case 'decimal':
      return typeof value === 'object' ? refLabel(value) : String(value);
  }
}

/** One list cell in words. */
export function cellText(
  type: RecordType,
  column: ListColumn,
  cell: Cell,
  words: ValueWords,
): string {
  if (cell === null || cell === '') return nothing;
  switch (column.format) {
    case 'choice':
      return String(cell)
        .split(',')
        .map((key) => optionText(column.options ?? '', key, words))
        .join('、');
    case 'instant':
      return isInstant(String(cell)) ? listMoment(String(cell), words.now) : String(cell);
    case 'money':
      return typeof cell === 'number' ? formatFen(cell) : cell;
    case 'state':
      return type.texts.states[String(cell)]?.[words.language] ?? String(cell);
    case 'flag':
      return cell === 1 ? words.yes : words.no;
    // The core has masked it already.
    case 'masked':
    case 'text':
    case 'date':
    case 'due':
    case 'number':
      return String(cell);
  }
}

export function optionText(dictionary: string, key: string, words: ValueWords): string {
  return dictionary === 'community'
    ? words.communityName(key)
    : labelOf(dictionary, key, words.language);
}

export function refLabel(value: unknown): string {
  return typeof value === 'object' &&
    value !== null &&
    'label' in value &&
    typeof value.label === 'string'
    ? value.label
    : nothing;
}

function isInstant(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T.*Z$/.test(text);
}

function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}
