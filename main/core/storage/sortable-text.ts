/**
 * JavaScript orders strings by UTF-16 code unit, SQLite by UTF-8 byte. They differ from U+D800 up:
 * an astral 汉字 such as 𠮷 against full-width （ ：. This mapping makes the bytes follow the units, and
 * keeps lone surrogates apart (SQLite would turn each of them into U+FFFD, so two ids could collide).
 */

const NEEDS_MAPPING = /[\ud800-\uffff]/;

/** A text whose UTF-8 byte order is the UTF-16 order of the given one. Injective; most texts come back unchanged. */
export function toSortable(text: string): string {
  if (!NEEDS_MAPPING.test(text)) return text;
  let mapped = '';
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    mapped += unit < 0xd800 ? text.charAt(index) : String.fromCodePoint(0x1_0000 + unit - 0xd800);
  }
  return mapped;
}
