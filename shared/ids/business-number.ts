// D14: numbers people write on paper, `ZF2026008-A0012` = kind, year, last three digits of the
// unit, device letter, running number. Two offline devices of one unit have different letters,
// so no server is needed to number a case.

import type { Result } from '../result.ts';
import { err, ok } from '../result.ts';
import { normaliseCode, toHalfWidth } from '../text/normalise.ts';
import type { Issue } from '../validators/verdict.ts';
import { issueOf } from '../validators/verdict.ts';

export type BusinessNumberSeries = {
  /** Two or three capitals: ZF visit, KN hardship, QN enterprise problem, FL legal, WS online … */
  kind: string;
  year: number;
  /** Last three digits of the 9-digit unit code. */
  unit: string;
  /** One capital, or two when a unit has more than 26 devices. */
  device: string;
};

export type BusinessNumber = BusinessNumberSeries & { sequence: number };

const SHAPE = /^([A-Z]{2,3})(\d{4})(\d{3})-([A-Z]{1,2})(\d{4,6})$/;
const MAX_SEQUENCE = 999_999;

/** Writes a number; at least four digits, more when a device needs them. Throws on impossible parts. */
export function formatBusinessNumber(number: BusinessNumber): string {
  const { kind, year, unit, device, sequence } = number;
  const text = `${kind}${year}${unit}-${device}${String(sequence).padStart(4, '0')}`;
  if (sequence < 1 || !SHAPE.test(text)) throw new RangeError('impossible business number');
  return text;
}

/** Reads a number as people type it: lower case, full width and spaces are forgiven, and a missing dash. */
export function parseBusinessNumber(input: string): Result<BusinessNumber, Issue> {
  const compact = normaliseCode(toHalfWidth(input));
  const match = SHAPE.exec(compact.replace(/^([A-Z]{2,3}\d{7})/, '$1-'));
  if (match === null) return err(issueOf('businessNumber.format'));
  const [, kind = '', year, unit = '', device = '', sequence] = match;
  if (Number(sequence) < 1) return err(issueOf('businessNumber.format'));
  return ok({ kind, year: Number(year), unit, device, sequence: Number(sequence) });
}

/** The series a device numbers in; `unitCode` is the 9-digit code. */
export function seriesOf(
  kind: string,
  businessDate: string,
  unitCode: string,
  device: string,
): BusinessNumberSeries {
  return { kind, year: Number(businessDate.slice(0, 4)), unit: unitCode.slice(-3), device };
}

/**
 * The number after `last` in a series; `last` is the highest sequence this device has issued in it
 * (0 for none). Throws when a device has issued 999,999 numbers in a year.
 */
export function nextBusinessNumber(series: BusinessNumberSeries, last: number): string {
  if (last >= MAX_SEQUENCE) throw new RangeError('number series exhausted');
  return formatBusinessNumber({ ...series, sequence: last + 1 });
}
