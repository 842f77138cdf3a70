// V11: rules between a person's fields. Plain inputs, so that the person form, the import and
// the server can all ask. The app never decides who is 归侨 or 侨眷 (that is the 侨务 organ's
// work); it only points at combinations the law does not know.

import { comparePartialDates, isPartialDate } from '../calendar/partial-date.ts';
import type { Issue } from './verdict.ts';
import { issueOf } from './verdict.ts';

export type PersonFacts = {
  /** Identities valid now, by dictionary key: hq, whr, gq, qj, whj, hyi … */
  identities: readonly string[];
  /** ISO 3166 alpha-3 (GB/T 2659); Hong Kong, Macao and Taiwan count as Chinese nationality. */
  nationality?: string | undefined;
  livesInChina?: boolean | undefined;
  /** Relations recorded that constitute 侨眷 or count as such. */
  qualifyingRelations?: number | undefined;
  birth?: string | undefined;
  emigrated?: string | undefined;
  returned?: string | undefined;
  /** 落户日期. */
  householdRegisteredOn?: string | undefined;
};

export type CrossFieldFinding = { field: keyof PersonFacts; issue: Issue };

const CHINESE = new Set(['CHN', 'HKG', 'MAC', 'TWN']);

/** All contradictions between the fields; empty when none. Missing or partial dates never contradict. */
export function checkPersonFacts(facts: PersonFacts): CrossFieldFinding[] {
  return [...identityFindings(facts), ...relativeFindings(facts), ...dateFindings(facts)];
}

/**
 * Why a person may not be the applicant of a new case; null when they may. `liveState` is the key of
 * the live_state dictionary: 去世 (dead) and 迁出 (moved) stop, every other state does not.
 */
export function applicantIssue(liveState: string): Issue | null {
  if (liveState === 'dead') return issueOf('person.applicantDeceased');
  return liveState === 'moved' ? issueOf('person.applicantMovedOut') : null;
}

function identityFindings(facts: PersonFacts): CrossFieldFinding[] {
  const has = (key: string) => facts.identities.includes(key);
  const isChinese = facts.nationality === undefined ? null : CHINESE.has(facts.nationality);
  const found: CrossFieldFinding[] = [];
  if (has('gq') && !facts.returned) {
    found.push({ field: 'returned', issue: issueOf('person.returneeNeedsReturn') });
  }
  if (has('gq') && !facts.householdRegisteredOn) {
    found.push({ field: 'householdRegisteredOn', issue: issueOf('person.returneeNeedsHousehold') });
  }
  if (has('hq') && isChinese === false) {
    found.push({ field: 'nationality', issue: issueOf('person.overseasChineseNationality') });
  }
  if ((has('whr') || has('hyi')) && isChinese === true) {
    found.push({ field: 'nationality', issue: issueOf('person.foreignNationality') });
  }
  return found;
}

function relativeFindings(facts: PersonFacts): CrossFieldFinding[] {
  // Relatives of foreigners of Chinese origin (whj) count as 侨眷 under the same conditions.
  if (!facts.identities.some((key) => key === 'qj' || key === 'whj')) return [];
  const found: CrossFieldFinding[] = [];
  if (facts.nationality !== undefined && !CHINESE.has(facts.nationality)) {
    found.push({ field: 'nationality', issue: issueOf('person.relativeNationality') });
  }
  if (facts.livesInChina === false) {
    found.push({ field: 'livesInChina', issue: issueOf('person.relativeAbroad') });
  }
  if ((facts.qualifyingRelations ?? 0) < 1) {
    found.push({ field: 'qualifyingRelations', issue: issueOf('person.relativeNeedsRelation') });
  }
  return found;
}

function dateFindings(facts: PersonFacts): CrossFieldFinding[] {
  const found: CrossFieldFinding[] = [];
  if (isNotBefore(facts.birth, facts.emigrated)) {
    found.push({ field: 'emigrated', issue: issueOf('person.emigratedBeforeBirth') });
  }
  if (isNotBefore(facts.emigrated, facts.returned)) {
    found.push({ field: 'returned', issue: issueOf('person.returnedBeforeEmigrated') });
  }
  if (isNotBefore(facts.birth, facts.returned)) {
    found.push({ field: 'returned', issue: issueOf('person.returnedBeforeBirth') });
  }
  return found;
}

/** True only when both dates are known well enough to say so. */
function isNotBefore(earlier: string | undefined, later: string | undefined): boolean {
  if (!earlier || !later || !isPartialDate(earlier) || !isPartialDate(later)) return false;
  const order = comparePartialDates(earlier, later);
  return order === 'after' || order === 'same';
}
