// The one answer every validator gives. Texts are not in the answer: an issue names a
// code, and `shared/texts/validators.ts` holds the Chinese and English sentence for it.

import type { ValidatorTextCode } from '../texts/validators.ts';

export type Issue = { code: string; params?: Record<string, string | number> };

export type Verdict =
  | { ok: true; value: string; warnings: Issue[] }
  | { ok: false; issue: Issue; warnings: Issue[] };

/** Builds an issue; the type makes sure that a text exists for the code. */
export function issueOf(code: ValidatorTextCode, params?: Record<string, string | number>): Issue {
  return params === undefined ? { code } : { code, params };
}

/** Accepts a value in its canonical form, with warnings the user may ignore. */
export function accept(value: string, warnings: Issue[] = []): Verdict {
  return { ok: true, value, warnings };
}

/** Refuses a value. */
export function refuse(issue: Issue, warnings: Issue[] = []): Verdict {
  return { ok: false, issue, warnings };
}
