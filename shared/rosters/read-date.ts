/** Dates as rosters have them: whole, partial, in Chinese numerals, as Excel's day numbers, "about", Republican years. Never a guess. */
import { parsePartialDate, type PartialDate } from '../calendar/partial-date.ts';
import { addDays } from '../calendar/day.ts';
import { err, ok, type Result } from '../result.ts';
import { toHalfWidth } from '../text/normalise.ts';

export interface ReadDate {
  readonly date: PartialDate;
  /** Code of a warning: the text allowed this reading, and somebody may know better. */
  readonly doubt?: 'roster.date_about' | 'roster.date_two_digits' | 'roster.date_month_lost';
}
/** Code of a problem. */
export type DateTrouble =
  | 'roster.date_unreadable'
  | 'roster.date_two_readings'
  | 'roster.date_span';

const nothing = /^(不详|不明|未知|不清|无|没有|\/|-+|—+|－+|\?+|？+)$/u;
const digits: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from('〇零○一二三四五六七八九', (letter, index) => [
    letter,
    String(Math.max(0, index - 2)),
  ]),
);
const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
/** Day 0 of Excel's calendar as it counts after its 29 February 1900. */
const excelStart = '1899-12-30';

/** `null` for a cell that says that nobody knows. `today` decides which century two digits can mean. */
export function readRosterDate(text: string, today: string): Result<ReadDate | null, DateTrouble> {
  const written = toHalfWidth(text)
    .trim()
    .replace(/[\sT]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$/u, '');
  if (written === '' || nothing.test(written)) return ok(null);
  if (/年代|世纪/u.test(written)) return err('roster.date_span');
  const isAbout = /^(约|大约|大概)|左右|前后|[春夏秋冬初底末]$|年[春夏秋冬初底末]/u.test(written);
  const plain = chineseNumbers(
    written
      .replace(/^(约|大约|大概|公元)/u, '')
      .replace(/(左右|前后|出国|出生|生|年?[春夏秋冬初底末]季?)$/u, '')
      .trim(),
  );
  const read = readPlain(plain, today);
  if (!read.ok) return read;
  if (isAbout) return ok({ date: read.value.date, doubt: 'roster.date_about' });
  return read;
}

function readPlain(plain: string, today: string): Result<ReadDate, DateTrouble> {
  const republic = /^民国(\d{1,3})年?(.*)$/u.exec(plain);
  if (republic !== null) return whole(`${1911 + Number(republic[1])}年${republic[2] ?? ''}`);
  // 1952.1 in a number cell may once have been 1952.10.
  if (/^\d{4}\.1$/.test(plain))
    return ok({ date: `${plain.slice(0, 4)}-01`, doubt: 'roster.date_month_lost' });
  if (/^\d{5}$/.test(plain)) return serial(Number(plain));
  const zeros = /^(\d{4})[.\-/年]?(\d{1,2})?[.\-/月]?00?日?$/u.exec(plain);
  if (zeros !== null && isZeroPart(plain)) return whole(withoutZeroParts(plain));
  const parsed = parsePartialDate(plain);
  if (parsed.ok) return ok({ date: parsed.value });
  return (
    english(plain) ?? dayFirst(plain) ?? twoDigits(plain, today) ?? err('roster.date_unreadable')
  );
}

function whole(text: string): Result<ReadDate, DateTrouble> {
  const parsed = parsePartialDate(text.replace(/年$/u, ''));
  return parsed.ok ? ok({ date: parsed.value }) : err('roster.date_unreadable');
}

function isZeroPart(text: string): boolean {
  return (
    /^\d{4}(0000|\d{2}00)$/.test(text) ||
    /^\d{4}[.\-/年](00?|\d{1,2}[.\-/月]00?)[月日]?$/u.test(text)
  );
}

/** 1952-09-00 and 19520000: what nobody knew was filled with zeros. */
function withoutZeroParts(text: string): string {
  const all = text.replace(/\D/gu, '-').split('-').filter(Boolean);
  const [first = ''] = all;
  const parts = all.length === 1 ? [first.slice(0, 4), first.slice(4, 6), first.slice(6)] : all;
  const kept: string[] = [];
  for (const part of parts) {
    if (Number(part) === 0) break;
    kept.push(part);
  }
  return kept.join('-');
}

/** A number cell that lost its date format. Only what a life can hold. */
function serial(days: number): Result<ReadDate, DateTrouble> {
  return days < 366 || days > 60_000
    ? err('roster.date_unreadable')
    : ok({ date: addDays(excelStart, days) });
}

/** Sep-52, 15-Sep-1952, Sep 15, 1952. */
function english(text: string): Result<ReadDate, DateTrouble> | null {
  const match =
    /^(?:(\d{1,2})[\s-])?([a-z]{3})[a-z]*\.?[\s-](\d{4})$/iu.exec(text) ??
    /^()([a-z]{3})[a-z]*\.?\s\d{1,2},?\s(\d{4})$/iu.exec(text);
  if (match === null) return null;
  const month = months.indexOf((match[2] ?? '').toLowerCase()) + 1;
  if (month === 0) return null;
  const day =
    match[1] === '' || match[1] === undefined ? (/\s(\d{1,2}),/u.exec(text)?.[1] ?? '') : match[1];
  return whole([match[3], String(month), day].filter(Boolean).join('-'));
}

/** 52年9月, 52.9.15: only when the years after 2000 cannot be meant. */
function twoDigits(text: string, today: string): Result<ReadDate, DateTrouble> | null {
  const match = /^'?(\d{2})(?:年|[.\-/](?=\d))(.*)$/u.exec(text);
  if (match === null) return null;
  const [, year = '', rest = ''] = match;
  if (Number(year) <= Number(today.slice(2, 4))) return err('roster.date_two_readings');
  const read = whole(rest === '' ? `19${year}` : `19${year}-${rest}`);
  return read.ok ? ok({ date: read.value.date, doubt: 'roster.date_two_digits' }) : read;
}

/** 15/09/1952; 05/09/1952 has two readings. */
function dayFirst(text: string): Result<ReadDate, DateTrouble> | null {
  const match = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(text);
  if (match === null) return null;
  const [first, second] = [Number(match[1]), Number(match[2])];
  if (first <= 12 && second <= 12 && first !== second) return err('roster.date_two_readings');
  const [month, day] = first > 12 ? [second, first] : [first, second];
  return whole(`${match[3]}-${month}-${day}`);
}

/** 一九五二年九月十五日 → 1952年9月15日. */
function chineseNumbers(text: string): string {
  if (!/[〇零○一二三四五六七八九十]/u.test(text)) return text;
  return text
    .replace(
      /([一二三]?)十([一二三四五六七八九]?)(?=[月日号年]|$)/gu,
      (_all, tens: string, ones: string) =>
        String(
          (tens === '' ? 1 : Number(digits[tens])) * 10 + (ones === '' ? 0 : Number(digits[ones])),
        ),
    )
    .replace(/[〇零○一二三四五六七八九]/gu, (letter) => digits[letter] ?? letter);
}
