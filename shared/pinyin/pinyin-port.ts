// What the app needs of pinyin: every reading a name may have, for the search table and for
// matching in pickers. The library behind it lives in core; this room holds only the contract.

import { normaliseName, toHalfWidth } from '../text/normalise.ts';

export type PinyinReadings = {
  /** Whole readings in lower-case letters without spaces or tones, ü as v; most likely first. */
  full: string[];
  /** First letters of each reading, most likely first, without repetition. */
  initials: string[];
};

export type PinyinPort = {
  /** All readings of a name with 多音字, at most 16; the surname's reading comes first (单 shan, 解 xie). */
  readings(text: string): PinyinReadings;
};

export type PinyinEntry = PinyinReadings & {
  /** The name itself, so that 汉字 and Latin fragments match too. */
  text: string;
};

/**
 * Whether what was typed fits an entry: a fragment of the name, of a whole reading, or of its initials.
 * Case, spaces and tone marks do not matter; ü may be typed v, u: or yu. An empty query fits all.
 */
export function matchesPinyin(input: string, entry: PinyinEntry): boolean {
  const typed = normaliseName(toHalfWidth(input)).toLowerCase();
  if (typed === '' || normaliseName(entry.text).toLowerCase().includes(typed)) return true;
  const queries = pinyinQueries(typed);
  return [...entry.full, ...entry.initials].some((reading) =>
    queries.some((query) => reading.includes(query)),
  );
}

/**
 * Typed pinyin as the readings are written, ready for a substring search: `Lǚ` and `lu:` become `lv`;
 * `lyu` gives two queries, because it may be 绿 or the border of two syllables as in `danyue`. Empty when
 * the text holds anything but letters, digits, spaces, apostrophes and dots: 汉字 never match by sound.
 */
export function pinyinQueries(typed: string): string[] {
  const plain = typed
    .toLowerCase()
    .normalize('NFD')
    .replace(/u\u0308|u:/gu, 'v')
    .replace(/\p{M}/gu, '')
    .replace(/[\s'’·.-]/gu, '');
  if (!/^[a-z0-9]+$/.test(plain)) return [];
  const asUmlaut = plain.replace(/([ln])yu/g, '$1v');
  return asUmlaut === plain ? [plain] : [plain, asUmlaut];
}
