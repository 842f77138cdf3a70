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
export function matchesPinyin(query: string, entry: PinyinEntry): boolean {
  const typed = normaliseName(toHalfWidth(query)).toLowerCase();
  if (typed === '' || normaliseName(entry.text).toLowerCase().includes(typed)) return true;
  const letters = toPinyinLetters(typed);
  if (letters === '') return false;
  return [...entry.full, ...entry.initials].some((reading) => reading.includes(letters));
}

/**
 * Typed pinyin as the readings are written: `Lǚ`, `lyu`, `lu:` become `lv`. Empty when the text holds
 * anything that is not a letter, a digit, a space, an apostrophe or a dot, so 汉字 never match by sound.
 */
export function toPinyinLetters(typed: string): string {
  const plain = typed
    .toLowerCase()
    .normalize('NFD')
    .replace(/u\u0308|u:/gu, 'v')
    .replace(/\p{M}/gu, '')
    .replace(/[\s'’·.-]/gu, '')
    .replace(/([ln])yu/g, '$1v');
  return /^[a-z0-9]+$/.test(plain) ? plain : '';
}
