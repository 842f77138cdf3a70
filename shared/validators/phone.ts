// V6: telephone numbers. One box takes mainland mobiles, landlines and overseas numbers;
// the kind is read off the number, so that people need not choose it first.

import { toHalfWidth } from '../text/normalise.ts';
import type { Verdict } from './verdict.ts';
import { accept, issueOf, refuse } from './verdict.ts';

export type PhoneKind = 'mobile' | 'landline' | 'overseas' | 'demo';

export type PhoneOptions = {
  /** Demo numbers `101########` exist in no network; accepted for demo records only. */
  isDemo?: boolean | undefined;
};

const MOBILE = /^1[3-9]\d{9}$/;
const DEMO = /^101\d{8}$/;
const OVERSEAS = /^\+\d{6,15}$/;
// Area code (three digits for 010 and 02x, else four), number, extension.
const LANDLINE = /^(010|02\d|0[3-9]\d{2})-?(\d{7,8})(?:-(\d{1,6}))?$/;

/**
 * Checks a number and gives its canonical form: `13800138000`, `0574-87654321[-12]`, `+85291234567`.
 * The country code +86 is dropped, so that one person's number is the same however it was typed.
 */
export function checkPhone(input: string, options: PhoneOptions = {}): Verdict {
  const plain = toHalfWidth(input)
    .replace(/[\s().\u00A0]/gu, '')
    .replace(/[\u2010-\u2015]/gu, '-');
  if (plain === '') return refuse(issueOf('phone.empty'));
  const value = withoutChina(plain);
  const digits = value.replace(/-/g, '');

  if (DEMO.test(digits)) {
    return options.isDemo === true ? accept(digits) : refuse(issueOf('phone.demoOnly'));
  }
  if (MOBILE.test(digits)) return accept(digits);
  if (OVERSEAS.test(digits)) return accept(digits);
  const landline = LANDLINE.exec(value) ?? LANDLINE.exec(digits);
  if (landline !== null) return acceptLandline(landline);
  return refuse(issueOf(whyNot(digits), { actual: digits.replace('+', '').length }));
}

/** What kind of number a canonical value is. */
export function phoneKind(canonical: string): PhoneKind {
  if (DEMO.test(canonical)) return 'demo';
  if (canonical.startsWith('+')) return 'overseas';
  return canonical.startsWith('0') ? 'landline' : 'mobile';
}

function acceptLandline([, area = '', number = '', extension]: RegExpExecArray): Verdict {
  const value = [area, number, extension].filter((part) => part !== undefined).join('-');
  // Ningbo has had eight-digit numbers since the nineties; seven means one was lost.
  const isShort = area === '0574' && number.length !== 8;
  return accept(value, isShort ? [issueOf('phone.ningboEightDigits')] : []);
}

function withoutChina(value: string): string {
  const rest = /^(?:\+|00)86-?(.+)$/.exec(value)?.[1];
  if (rest === undefined) return value.replace(/^00(?=[1-9])/, '+');
  // Abroad a Chinese landline is dialled without its leading 0.
  return /^(1\d{10}|0)/.test(rest) ? rest : `0${rest}`;
}

function whyNot(digits: string) {
  if (/[^\d+]/.test(digits)) return 'phone.character' as const;
  if (/^\d{7,8}$/.test(digits)) return 'phone.areaCodeMissing' as const;
  if (digits.startsWith('1')) return 'phone.mobile' as const;
  return digits.startsWith('+') ? ('phone.overseas' as const) : ('phone.format' as const);
}
