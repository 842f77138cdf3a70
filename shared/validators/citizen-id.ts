// V1: 公民身份号码 (GB 11643-1999). The address code is where the number was first issued,
// not where the person lives, so an unknown one is a warning only and 330203 is never demanded.

import { isRealDay } from '../calendar/day.ts';
import { normaliseCode } from '../text/normalise.ts';
import type { EighteenFacts, EighteenOptions } from './eighteen-digits.ts';
import { eighteenFacts, eighteenShapeIssue, inspectEighteen } from './eighteen-digits.ts';
import type { Issue, Verdict } from './verdict.ts';
import { accept, issueOf, refuse } from './verdict.ts';

export type CitizenIdOptions = EighteenOptions & {
  /** Demo records use address code 000000, which no real person has. */
  isDemo?: boolean | undefined;
  /** Only where the document is recorded as 历史证件: 15-digit numbers are accepted. */
  allowLegacy?: boolean | undefined;
  /** Whether a 6-digit address code is in the table at hand; default checks the province only. */
  isKnownAddress?: ((code: string) => boolean) | undefined;
};

export const DEMO_ADDRESS_CODE = '000000';

const PROVINCES = new Set(
  (
    '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 ' +
    '50 51 52 53 54 61 62 63 64 65 71 81 82'
  ).split(' '),
);

/**
 * Checks a citizen ID number. Canonical value: 18 characters, half width, upper-case X
 * (or 15 digits with a warning when `allowLegacy`). Source: GB 11643-1999, domain rule V1.
 */
export function checkCitizenId(input: string, options: CitizenIdOptions): Verdict {
  const value = normaliseCode(input);
  if (/^\d{15}$/.test(value)) return checkLegacy(value, options);

  const shape = eighteenShapeIssue(value);
  if (shape !== null) return refuse(shape);
  const address = addressFinding(value.slice(0, 6), options);
  if (address.issue !== null) return refuse(address.issue);

  const { issue, warnings } = inspectEighteen(value, options);
  const all = [...address.warnings, ...warnings];
  return issue === null ? accept(value, all) : refuse(issue, all);
}

/** Address code, birth date and sex of a number that `checkCitizenId` accepted (18 characters). */
export function citizenIdFacts(canonical: string): EighteenFacts {
  return eighteenFacts(canonical);
}

function addressFinding(
  code: string,
  options: CitizenIdOptions,
): { issue: Issue | null; warnings: Issue[] } {
  if (code === DEMO_ADDRESS_CODE) {
    return { issue: options.isDemo === true ? null : issueOf('code.demoOnly'), warnings: [] };
  }
  if (/^8[123]0000$/.test(code)) {
    return { issue: issueOf('citizenId.isResidencePermit'), warnings: [] };
  }
  if (code.startsWith('9')) {
    return { issue: issueOf('citizenId.isPermanentResidence'), warnings: [] };
  }
  if (code.startsWith('0')) {
    return { issue: issueOf('citizenId.addressImpossible', { address: code }), warnings: [] };
  }
  const isKnown = options.isKnownAddress ?? ((c: string) => PROVINCES.has(c.slice(0, 2)));
  const warnings = isKnown(code) ? [] : [issueOf('citizenId.addressUnknown', { address: code })];
  return { issue: null, warnings };
}

function checkLegacy(value: string, options: CitizenIdOptions): Verdict {
  if (options.allowLegacy !== true) return refuse(issueOf('citizenId.legacy'));
  const address = addressFinding(value.slice(0, 6), options);
  if (address.issue !== null) return refuse(address.issue);
  // 15-digit numbers were issued until 1999 and write the year of birth with two digits.
  const birth = `19${value.slice(6, 8)}-${value.slice(8, 10)}-${value.slice(10, 12)}`;
  if (!isRealDay(birth)) return refuse(issueOf('citizenId.birthImpossible', { birth }));
  return accept(value, [...address.warnings, issueOf('citizenId.legacyKept')]);
}
