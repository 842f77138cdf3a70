// What the citizen ID (V1) and the residence permit of Hong Kong, Macao and Taiwan
// residents (V2) have in common: 17 digits + check, birth date inside, sex in digit 17.

import { ageAt } from '../calendar/partial-date.ts';
import { isRealDay } from '../calendar/day.ts';
import { mod112CheckCharacter } from './mod-11-2.ts';
import type { Issue } from './verdict.ts';
import { issueOf } from './verdict.ts';

/** GB/T 2261.1: 0 unknown, 1 male, 2 female, 9 not stated. */
export type SexCode = '0' | '1' | '2' | '9';

export type EighteenOptions = {
  /** Business date `YYYY-MM-DD`; never read from a clock here. */
  today: string;
  /** Sex and (partial) birth date on the record, to be compared with the number. */
  sex?: SexCode | undefined;
  birth?: string | undefined;
  /** `warning` when the record's sex or birth was changed on purpose afterwards. Default `error`. */
  mismatch?: 'error' | 'warning' | undefined;
};

export type EighteenFacts = { addressCode: string; birth: string; sex: '1' | '2' };

const MAX_AGE = 130;

/** Reads address code, birth date and sex out of a number that has 18 characters and 17 digits. */
export function eighteenFacts(value: string): EighteenFacts {
  return {
    addressCode: value.slice(0, 6),
    birth: `${value.slice(6, 10)}-${value.slice(10, 12)}-${value.slice(12, 14)}`,
    sex: Number(value[16]) % 2 === 1 ? '1' : '2',
  };
}

/** Length and characters of a normalised 18-character number; null when the form is right. */
export function eighteenShapeIssue(value: string): Issue | null {
  if (value === '') return issueOf('code.empty');
  if (/^\d(\.\d+)?E\+?\d+$/.test(value)) return issueOf('code.excelNumber');
  if (value.length !== 18) return issueOf('citizenId.length', { actual: value.length });
  if (!/^\d{17}[\dX]$/.test(value)) {
    const position = value.search(/[^\d]/) + 1;
    return issueOf('citizenId.character', { position, character: value.charAt(position - 1) });
  }
  return null;
}

/** Birth date, age, check digit and agreement with the record, in the order a clerk would look. */
export function inspectEighteen(
  value: string,
  options: EighteenOptions,
): { issue: Issue | null; warnings: Issue[] } {
  const facts = eighteenFacts(value);
  const hard = birthIssue(facts.birth, options.today) ?? checkDigitIssue(value);
  if (hard !== null) return { issue: hard, warnings: [] };

  const mismatches = mismatchIssues(facts, options);
  if (options.mismatch === 'warning') return { issue: null, warnings: mismatches };
  return { issue: mismatches[0] ?? null, warnings: mismatches.slice(1) };
}

function birthIssue(birth: string, today: string): Issue | null {
  if (!isRealDay(birth)) return issueOf('citizenId.birthImpossible', { birth });
  if (birth > today) return issueOf('citizenId.birthInFuture', { birth });
  const age = ageAt(birth, today);
  if (age !== null && age.min > MAX_AGE) return issueOf('citizenId.tooOld', { age: age.min });
  return null;
}

function checkDigitIssue(value: string): Issue | null {
  const expected = mod112CheckCharacter(value.slice(0, 17));
  if (value.charAt(17) === expected) return null;
  // A spreadsheet keeps 15 significant digits and zeroes the rest.
  if (value.endsWith('000')) return issueOf('code.excelTruncated');
  return issueOf('citizenId.checkDigit', { expected, position: 18 });
}

function mismatchIssues(facts: EighteenFacts, options: EighteenOptions): Issue[] {
  const found: Issue[] = [];
  const { sex, birth } = options;
  if ((sex === '1' || sex === '2') && sex !== facts.sex) {
    found.push(issueOf(facts.sex === '1' ? 'citizenId.saysMale' : 'citizenId.saysFemale'));
  }
  if (birth !== undefined && birth !== '' && !facts.birth.startsWith(birth)) {
    found.push(issueOf('citizenId.birthMismatch', { inNumber: facts.birth, onRecord: birth }));
  }
  return found;
}
