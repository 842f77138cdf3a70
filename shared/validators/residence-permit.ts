// V2 港澳台居民居住证 and V3 外国人永久居留身份证. Both look like citizen IDs at a glance,
// which is why each has its own check and the citizen-ID check names them when it sees one.

import { normaliseCode } from '../text/normalise.ts';
import type { EighteenOptions } from './eighteen-digits.ts';
import { eighteenShapeIssue, inspectEighteen } from './eighteen-digits.ts';
import { mod112CheckCharacter } from './mod-11-2.ts';
import type { Verdict } from './verdict.ts';
import { accept, issueOf, refuse } from './verdict.ts';

/**
 * V2: 18 characters, address code 810000 (Hong Kong), 820000 (Macao) or 830000 (Taiwan), otherwise
 * the rules of the citizen ID including birth date and sex.
 */
export function checkResidencePermit(input: string, options: EighteenOptions): Verdict {
  const value = normaliseCode(input);
  const shape = eighteenShapeIssue(value);
  if (shape !== null) return refuse(shape);
  if (!/^8[123]0000/.test(value)) {
    return refuse(issueOf('residencePermit.address', { address: value.slice(0, 6) }));
  }
  const { issue, warnings } = inspectEighteen(value, options);
  return issue === null ? accept(value, warnings) : refuse(issue, warnings);
}

/**
 * V3: cards issued from 2023-12-01 have 18 characters, first digit 9, last by MOD 11-2; older cards
 * have 3 letters and 12 digits and stay valid. Neither tells the holder's sex.
 */
export function checkPermanentResidence(input: string): Verdict {
  const value = normaliseCode(input);
  if (value === '') return refuse(issueOf('code.empty'));
  if (/^[A-Z]{3}\d{12}$/.test(value)) return accept(value);
  if (!/^9\d{16}[\dX]$/.test(value)) return refuse(issueOf('permanentResidence.format'));
  const expected = mod112CheckCharacter(value.slice(0, 17));
  if (value.charAt(17) === expected) return accept(value);
  return refuse(issueOf('citizenId.checkDigit', { expected, position: 18 }));
}
