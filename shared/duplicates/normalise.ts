/** How values are brought into one form before they are compared: what people write differently and mean alike. */
import { normaliseCode, normaliseName, toHalfWidth } from '../text/normalise.ts';

/** A name without spaces, dots and case. */
export function nameForm(name: unknown): string {
  return typeof name === 'string'
    ? normaliseName(toHalfWidth(name))
        .replace(/[\s·.,'-]/gu, '')
        .toLowerCase()
    : '';
}

export function codeForm(code: unknown): string {
  const plain = typeof code === 'string' ? normaliseCode(code) : '';
  // A mask stands for a value that is not here.
  return /^\*+$/.test(plain) ? '' : plain;
}

/** A firm's name without its legal form, place and brackets: 演示禾舟电器（宁波）有限公司 and 演示禾舟电器有限责任公司 are one. */
export function firmForm(name: unknown): string {
  return nameForm(name)
    .replace(/[（(][^）)]*[）)]/gu, '')
    .replace(/^(中国)?(浙江省?)?(宁波市?)?(海曙区?)?/u, '')
    .replace(/(股份有限公司|有限责任公司|有限公司|集团公司|集团|公司)$/u, '');
}

const numerals: Readonly<Record<string, string>> = {
  〇: '0',
  零: '0',
  一: '1',
  二: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
};

/** An address with half-width digits, 号/室/幢 as dashes and without its district: 演示路18弄3号 and 海曙区演示路 18-3 are one. */
export function addressForm(address: unknown): string {
  if (typeof address !== 'string') return '';
  return toHalfWidth(address)
    .replace(/\s/gu, '')
    .replace(/^(浙江省?)?(宁波市?)?(海曙区)?/u, '')
    .replace(/[〇零一二三四五六七八九](?=[号弄幢室单])/gu, (digit) => numerals[digit] ?? digit)
    .replace(/(弄|号楼|号|幢|栋|单元|室|#)/gu, '-')
    .replace(/-+/gu, '-')
    .replace(/-$/u, '')
    .toLowerCase();
}

/** A telephone as digits: country code, spaces and dashes make no other number; too few digits make none. */
export function normalisePhone(phone: unknown): string {
  if (typeof phone !== 'string') return '';
  const digits = toHalfWidth(phone)
    .replace(/\D/gu, '')
    .replace(/^0?0?86(?=1\d{10}$)/u, '');
  return digits.length >= 7 ? digits : '';
}
