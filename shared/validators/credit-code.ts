// V5: 统一社会信用代码 (GB 32100-2015). The check character is one of 31, not only 0-9 and X;
// characters 9-17 normally are an organisation code with its own check digit (GB 11714).

import { normaliseCode } from '../text/normalise.ts';
import type { Issue, Verdict } from './verdict.ts';
import { accept, issueOf, refuse } from './verdict.ts';

export type CreditCodeOptions = {
  /** Demo enterprises use region 000000, which no registry issues. */
  isDemo?: boolean | undefined;
};

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const BODY_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
const DEMO_REGION = '000000';

/** Letters the standard leaves out, with what the eye most likely took for them. */
const LOOKALIKES: Record<string, string> = { I: '1', O: '0', S: '5', Z: '2', V: 'U' };

/** Checks a credit code. Canonical value: 18 characters, half width, upper case. Domain rule V5. */
export function checkCreditCode(input: string, options: CreditCodeOptions = {}): Verdict {
  const value = normaliseCode(input);
  const shape = shapeIssue(value);
  if (shape !== null) return refuse(shape);
  if (value.slice(2, 8) === DEMO_REGION && options.isDemo !== true) {
    return refuse(issueOf('code.demoOnly'));
  }
  const expected = creditCodeCheckCharacter(value.slice(0, 17));
  if (value.charAt(17) !== expected) {
    return refuse(issueOf('creditCode.checkCharacter', { expected, position: 18 }));
  }
  return accept(value, bodyWarnings(value.slice(8, 17)));
}

/** The 18th character for the first 17; throws when they are not in the code's alphabet. */
export function creditCodeCheckCharacter(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * valueOf(first17.charAt(i)), 0);
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
}

/** The 9th character of an organisation code (GB 11714) for its first 8. */
export function organisationCheckCharacter(first8: string): string {
  const sum = BODY_WEIGHTS.reduce(
    (total, weight, i) => total + weight * Number.parseInt(first8.charAt(i), 36),
    0,
  );
  const rest = 11 - (sum % 11);
  if (rest === 10) return 'X';
  return rest === 11 ? '0' : String(rest);
}

function shapeIssue(value: string): Issue | null {
  if (value === '') return issueOf('code.empty');
  if (value.length !== 18) return issueOf('creditCode.length', { actual: value.length });
  for (let i = 0; i < 18; i += 1) {
    const character = value.charAt(i);
    if (ALPHABET.includes(character)) continue;
    const suggestion = LOOKALIKES[character];
    if (suggestion === undefined) {
      return issueOf('creditCode.character', { position: i + 1, character });
    }
    return issueOf('creditCode.lookalike', { position: i + 1, character, suggestion });
  }
  return null;
}

function bodyWarnings(body: string): Issue[] {
  const expected = organisationCheckCharacter(body.slice(0, 8));
  if (body.charAt(8) === expected) return [];
  return [issueOf('creditCode.organisationPart', { expected, position: 17 })];
}

function valueOf(character: string): number {
  const value = character === '' ? -1 : ALPHABET.indexOf(character);
  if (value < 0) throw new RangeError('character outside the credit code alphabet');
  return value;
}
