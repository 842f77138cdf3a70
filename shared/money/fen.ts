// D11: money is a whole number of 分, never a fraction of 元. Reads what people type,
// writes what they read, and writes the capital form that receipts need.

import type { Result } from '../result.ts';
import { err, ok } from '../result.ts';
import { toHalfWidth } from '../text/normalise.ts';
import type { Issue } from '../validators/verdict.ts';
import { issueOf } from '../validators/verdict.ts';

/** V10: 10^12 分 = 10^10 元. */
export const MAX_FEN = 1_000_000_000_000;

export type FenOptions = {
  /** Only 红冲 (reversing) ledger entries are negative. */
  allowNegative?: boolean | undefined;
};

/**
 * Reads an amount in 元, `1,234.5`, `￥１２３４．５０`, `1234元`, into 分. Thousands separators must stand
 * every three digits, because `1,23` may mean 1.23 elsewhere. More than two decimals are refused.
 */
export function parseYuan(input: string, options: FenOptions = {}): Result<number, Issue> {
  const text = toHalfWidth(input)
    .replace(/\s/gu, '')
    .replace(/\u2212/gu, '-')
    .replace(/。/gu, '.')
    .replace(/^(-?)[¥￥]/u, '$1')
    .replace(/元整?$/u, '');
  if (text === '') return err(issueOf('money.empty'));
  const match = /^(-?)(\d[\d,]*|(?=\.))(?:\.(\d*))?$/.exec(text);
  if (match === null) return err(issueOf('money.format'));
  const [, sign, whole = '', decimals = ''] = match;
  if (whole === '' && decimals === '') return err(issueOf('money.format'));
  if (whole.includes(',') && !/^\d{1,3}(,\d{3})+$/.test(whole))
    return err(issueOf('money.grouping'));
  if (decimals.length > 2) return err(issueOf('money.decimals'));

  const yuan = whole.replace(/,/g, '').replace(/^0+(?=\d)/, '') || '0';
  if (yuan.length > 11) return err(issueOf('money.tooLarge'));
  const amount = Number(yuan) * 100 + Number(decimals.padEnd(2, '0'));
  const fen = sign === '-' && amount !== 0 ? -amount : amount;
  const issue = fenIssue(fen, options);
  return issue === null ? ok(fen) : err(issue);
}

/** V10 on a stored amount: whole, 0 to 10^12 分, negative only where reversing is allowed. */
export function fenIssue(fen: number, options: FenOptions = {}): Issue | null {
  if (!Number.isInteger(fen)) return issueOf('money.notWhole');
  if (Math.abs(fen) > MAX_FEN) return issueOf('money.tooLarge');
  return fen < 0 && options.allowNegative !== true ? issueOf('money.negative') : null;
}

/** `123450` 分 as `1,234.50`. */
export function formatFen(fen: number): string {
  if (!Number.isSafeInteger(fen)) throw new RangeError('whole 分 expected');
  const digits = String(Math.abs(fen)).padStart(3, '0');
  const yuan = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${fen < 0 ? '-' : ''}${yuan}.${digits.slice(-2)}`;
}
