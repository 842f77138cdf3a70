/** What the readers of a roster's cells share: a row's cell by its key, what has been understood so far, and where problems go. */
import type { Problem } from '../fields/field.ts';
import type { PlainData } from '../records/envelope.ts';
import type { PersonInCell } from './people-in-cell.ts';
import { readRosterDate } from './read-date.ts';

export type Report = (
  key: string,
  code: string,
  severity?: Problem['severity'],
  params?: Problem['params'],
) => void;

export interface Reading {
  readonly say: (key: string) => string;
  readonly data: PlainData;
  readonly person: PersonInCell;
}

/** A date in any of the offices' spellings; what cannot be read is reported at the cell. */
export function dateOf(
  text: string,
  key: string,
  today: string,
  report: Report,
): string | undefined {
  const read = readRosterDate(text, today);
  if (!read.ok) {
    report(key, read.error, 'error', { value: text });
    return undefined;
  }
  if (read.value?.doubt !== undefined)
    report(key, read.value.doubt, 'warning', { value: text, date: read.value.date });
  return read.value?.date;
}
