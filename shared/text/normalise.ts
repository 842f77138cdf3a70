// How typed and imported text is brought into one form before it is checked, compared
// or stored. Names keep every character people really have: rare, astral and private-use
// (GB 18030 mappings) ones included. Only codes are folded to half width.

/** Characters that are invisible and never part of a name or a code: zero-width, bidi control, BOM. */
const INVISIBLE = /[\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/gu;

/** Dots people type for the one between parts of a name; stored as U+00B7. */
const NAME_DOT = /[\u2022\u2027\u2219\u22C5\u30FB\uFF65\u0387]/gu;

/**
 * A person's, household's or organisation's name as stored: NFC, trimmed, inner white space
 * reduced to one space, every kind of middle dot written as `·` without spaces around it.
 * Never shortens and never removes rare or private-use characters or variation selectors.
 */
export function normaliseName(text: string): string {
  return text
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(NAME_DOT, '·')
    .replace(/\s+/gu, ' ')
    .replace(/ ?· ?/gu, '·')
    .trim();
}

/** Free text as stored: NFC, invisible characters removed, line ends as \n, outer white space trimmed. */
export function normaliseText(text: string): string {
  return text.normalize('NFC').replace(INVISIBLE, '').replace(/\r\n?/gu, '\n').trim();
}

/** Full-width ASCII (０-９, Ａ-Ｚ, punctuation, ideographic space) to half width; other characters stay. */
export function toHalfWidth(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/gu, (c) => String.fromCodePoint((c.codePointAt(0) ?? 0) - 0xfee0))
    .replace(/\u3000/gu, ' ');
}

/**
 * ID numbers, credit codes, account and document numbers: half width, upper case, without spaces,
 * dashes and invisible characters. `１１０ ***－x` style input becomes what the standard prints.
 */
export function normaliseCode(text: string): string {
  return toHalfWidth(text)
    .replace(INVISIBLE, '')
    .replace(/[\s\u2010-\u2015\u2212-]/gu, '')
    .toUpperCase();
}

/** Length in characters as people count them by code point: 𬭩 is 1, not 2. */
export function textLength(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/** Whether the text holds private-use characters, which print as boxes without the office's font. */
export function hasPrivateUse(text: string): boolean {
  return /\p{Co}/u.test(text);
}
