// V4: passports and travel permits. Formats differ by country and year of issue, and an
// old passport is still evidence, so an unusual form is a warning and never blocks saving.

import { normaliseCode, textLength } from '../text/normalise.ts';
import type { Verdict } from './verdict.ts';
import { accept, issueOf, refuse } from './verdict.ts';

export type TravelDocumentKind =
  | 'homeReturnPermit' // 港澳居民来往内地通行证 (回乡证)
  | 'taiwanPermit' // 台湾居民来往大陆通行证 (台胞证)
  | 'chinesePassport'
  | 'foreignPassport';

const FORMATS: Record<TravelDocumentKind, RegExp> = {
  homeReturnPermit: /^[HM]\d{8}(\d{2})?$/,
  taiwanPermit: /^\d{8}$/,
  chinesePassport: /^(E[A-HJ-NP-Z0-9]\d{7}|[GDSP]\d{8}|[DSP]E\d{7})$/,
  foreignPassport: /^[A-Z0-9]{5,20}$/,
};

const MAX_LENGTH = 30;

/** Accepts any number of up to 30 characters; warns when it does not have the document's usual form. */
export function checkTravelDocument(input: string, kind: TravelDocumentKind): Verdict {
  const value = normaliseCode(input);
  if (value === '') return refuse(issueOf('code.empty'));
  if (textLength(value) > MAX_LENGTH) return refuse(issueOf('code.tooLong', { max: MAX_LENGTH }));
  return accept(value, FORMATS[kind].test(value) ? [] : [issueOf(`travelDocument.${kind}`)]);
}
