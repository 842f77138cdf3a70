/** From a cell that somebody typed to the value of a field. Forgiving about form, never about meaning. */
import { parsePartialDate } from '../calendar/partial-date.ts';
import { isRealDay } from '../calendar/day.ts';
import { dictionaries } from '../dictionaries/dictionary.ts';
import type { Field, Problem } from '../fields/field.ts';
import type { Ref } from '../fields/kinds.ts';
import { parseYuan } from '../money/fen.ts';
import { err, ok, type Result } from '../result.ts';
import { toHalfWidth } from '../text/normalise.ts';

type Found = Omit<Problem, 'field' | 'severity'>;

/** Looks records and communities up by the words in a cell. */
export interface CellLookup {
  /** All records of these types that are called so. */
  records(types: readonly string[], label: string): readonly Ref[];
  /** Codes of the communities that are called so. */
  communities(name: string): readonly string[];
}

/** `undefined` for an empty cell. The problem's `field` is filled in by the caller. */
export function parseCell(field: Field, text: string, lookup: CellLookup): Result<unknown, Found> {
  const plain = text.normalize('NFC').trim();
  if (plain === '') return ok(undefined);
  switch (field.kind) {
    case 'money': {
      const fen = parseYuan(plain);
      return fen.ok ? fen : wrong(field);
    }
    case 'integer':
    case 'decimal': {
      const value = Number(toHalfWidth(plain).replaceAll(',', ''));
      return Number.isFinite(value) ? ok(value) : wrong(field);
    }
    case 'flag':
      return flagOf(plain, field);
    case 'date': {
      const day = dayOf(plain);
      return day === null ? wrong(field) : ok(day);
    }
    case 'partialDate': {
      const date = parsePartialDate(plain);
      return date.ok ? date : wrong(field);
    }
    case 'instant': {
      const moment = momentOf(plain);
      return moment === null ? wrong(field) : ok(moment);
    }
    case 'choice':
      return optionOf(field, plain, lookup);
    case 'choices':
      return each(plain, (word) => optionOf(field, word, lookup));
    case 'ref':
      return refOf(field, plain, lookup);
    case 'refs':
      return each(plain, (word) => refOf(field, word, lookup));
    case 'code':
      return ok(toHalfWidth(plain).replaceAll(/\s/g, ''));
    case 'text':
    case 'longText':
      return ok(plain);
    case 'items':
    case 'files':
    case 'photos':
    case 'signature':
      return wrong(field);
  }
}

function wrong(field: Field): Result<never, Found> {
  return err({ code: `invalid_${field.kind}` });
}

function flagOf(text: string, field: Field): Result<boolean, Found> {
  if (['是', '有', '√', '☑', 'yes', 'y', 'true', '1'].includes(text.toLowerCase())) return ok(true);
  if (['否', '无', '×', '☐', 'no', 'n', 'false', '0'].includes(text.toLowerCase()))
    return ok(false);
  return wrong(field);
}

/** `2026-11-25`, `2026.11.25`, `2026年11月25日`, `20261125`, `2026/11/25 0:00:00`. */
export function dayOf(text: string): string | null {
  const date = parsePartialDate(text.replace(/[\sT]+\d{1,2}:\d{2}(:\d{2})?$/u, ''));
  return date.ok && date.value.length === 10 && isRealDay(date.value) ? date.value : null;
}

/** A Beijing date with its time; a day alone is its beginning. */
function momentOf(text: string): string | null {
  const match = /^(.*?)(?:[\sT]+(\d{1,2})[:：](\d{2})(?:[:：]\d{2})?)?$/u.exec(toHalfWidth(text));
  const day = dayOf(match?.[1] ?? '');
  if (match === null || day === null) return null;
  const hour = (match[2] ?? '0').padStart(2, '0');
  const time = `${day}T${hour}:${match[3] ?? '00'}:00+08:00`;
  return Number(hour) > 23 || Number(match[3] ?? 0) > 59 ? null : new Date(time).toISOString();
}

function optionOf(field: Field, word: string, lookup: CellLookup): Result<string, Found> {
  const name = field.options ?? '';
  const keys =
    name === 'community'
      ? lookup.communities(word)
      : Object.entries(dictionaries[name] ?? {})
          .filter(([key, label]) => [key, label.zh, label.en].includes(word))
          .map(([key]) => key);
  const [key] = keys;
  if (key === undefined) return err({ code: 'not_in_dictionary', params: { value: word } });
  return ok(key);
}

function refOf(field: Field, word: string, lookup: CellLookup): Result<Ref, Found> {
  const found = lookup.records(field.refTypes ?? [], word);
  const [only] = found;
  if (only === undefined) return err({ code: 'import.no_such', params: { value: word } });
  if (found.length > 1)
    return err({ code: 'import.ambiguous', params: { value: word, count: found.length } });
  return ok(only);
}

function each<T>(text: string, one: (word: string) => Result<T, Found>): Result<T[], Found> {
  const values: T[] = [];
  for (const word of text.split(/[、,，;；\n]+/u).map((part) => part.trim())) {
    if (word === '') continue;
    const value = one(word);
    if (!value.ok) return value;
    values.push(value.value);
  }
  return ok(values);
}
