/** Counts the awkward data that was planted, so that whoever uses the set knows what to find. */
import type { Envelope } from '../../shared/records/envelope.ts';

export interface Oddities {
  /** Persons who share name, sex and birth with another one of their street. */
  readonly duplicates: number;
  /** Names with characters outside the common ranges. */
  readonly rareNames: number;
  /** Births known to the year or month only. */
  readonly partialBirths: number;
  readonly leapBirths: number;
}

/** Adds those of one street to the sum. */
export function countOddities(records: readonly Envelope[], sum: Oddities): Oddities {
  const seen = new Map<string, number>();
  let { duplicates, rareNames, partialBirths, leapBirths } = sum;
  for (const { type, data } of records) {
    if (type !== 'person') continue;
    const [name, birth] = [String(data['nameCn'] ?? ''), String(data['birth'] ?? '')];
    const key = `${name}|${String(data['sex'])}|${birth}`;
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    if (before > 0 && birth.length === 10) duplicates += 1;
    if (/[^\u4e00-\u9fff·A-Za-z ]/u.test(name)) rareNames += 1;
    if (birth.length < 10) partialBirths += 1;
    if (birth.endsWith('-02-29')) leapBirths += 1;
  }
  return { duplicates, rareNames, partialBirths, leapBirths };
}
