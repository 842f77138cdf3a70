// V7: bank accounts. Passbook and company accounts need not satisfy Luhn, so that is a
// warning. Where possible store "checked" and the last four digits instead of the number.

import { normaliseCode } from '../text/normalise.ts';
import type { Verdict } from './verdict.ts';
import { accept, issueOf, refuse } from './verdict.ts';

export type BankAccountOptions = {
  /** Demo accounts start with 000000, which is no bank; accepted for demo records only. */
  isDemo?: boolean | undefined;
};

/** Checks an account number: 10-30 digits, spaces and dashes dropped. */
export function checkBankAccount(input: string, options: BankAccountOptions = {}): Verdict {
  const value = normaliseCode(input);
  if (value === '') return refuse(issueOf('code.empty'));
  if (/^\d(\.\d+)?E\+?\d+$/.test(value)) return refuse(issueOf('code.excelNumber'));
  if (!/^\d+$/.test(value)) return refuse(issueOf('bankAccount.digits'));
  if (value.length < 10 || value.length > 30) {
    return refuse(issueOf('bankAccount.length', { actual: value.length }));
  }
  if (value.startsWith('000000') && options.isDemo !== true) {
    return refuse(issueOf('code.demoOnly'));
  }
  return accept(value, satisfiesLuhn(value) ? [] : [issueOf('bankAccount.luhn')]);
}

/** The Luhn check over a string of digits, the last one being the check digit. */
export function satisfiesLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = Number(digits.charAt(digits.length - 1 - i));
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
