/** Relatives that a roster names beside a person: who they are to the person, where they live, since when. */
import { dictionaryHas } from '../dictionaries/dictionary.ts';
import { inverseOf, type Sex } from '../records/relation/kin.ts';
import { peopleInCell, splitCell } from './people-in-cell.ts';
import { dateOf, type Reading, type Report } from './reading.ts';
import { keyOfWord } from './words.ts';

export interface KinEntry {
  readonly name: string;
  /** `kin_word`: what the relative is to the person; undefined where the roster does not say. */
  readonly word?: string;
  readonly country?: string;
  readonly emigrated?: string;
}

/** What the relative of somebody is who says to be this (domain.md §2.2). */
export const anchorOf: Readonly<Record<string, string>> = {
  qj: 'hq',
  whj: 'whr',
  gaj: 'ga',
  lxj: 'lx',
};

/** Names with what stands beside them; columns of their own fill in what the cell of names does not say. */
export function readKin(
  { say, data }: Reading,
  today: string,
  report: Report,
): readonly KinEntry[] {
  const people = peopleInCell(say('kinName'));
  // Without a column of its own, the country of somebody at home is the relative's.
  const ofRow =
    data['liveCountry'] === 'CHN'
      ? keyOfWord('country', say('country').replace(/[（(].*$/u, ''))
      : undefined;
  const elsewhere = ofRow === 'CHN' ? undefined : ofRow;
  const parts = (key: string) => splitCell(say(key));
  const pick = (key: string, index: number) => {
    const all = parts(key);
    return (
      (all.length === people.length ? all[index] : all.length === 1 ? all[0] : undefined) ?? ''
    );
  };
  return people.slice(0, 12).map((person, index) => {
    const countryText = pick('kinCountry', index);
    const country =
      countryText === ''
        ? (person.country ?? elsewhere)
        : keyOfWord('country', countryText.replace(/[（(].*$/u, ''));
    if (countryText !== '' && country === undefined)
      report('kinCountry', 'roster.country', 'error', { value: countryText });
    const wordText = pick('kinWord', index);
    const word = wordText === '' ? person.word : keyOfWord('kin_word', wordText);
    if (word === undefined)
      report('kinWord', 'roster.kin_word', 'warning', { value: wordText || person.name });
    else if (relOf(word, data['sex']) === null)
      report('kinWord', 'roster.kin_sex', 'warning', { value: person.name });
    const inside = person.hints.find((hint) => /\d{4}/.test(hint)) ?? '';
    const emigrated = dateOf(pick('kinEmigrated', index) || inside, 'kinEmigrated', today, report);
    return {
      name: person.name,
      ...(word === undefined ? {} : { word }),
      ...(country === undefined ? {} : { country }),
      ...(emigrated === undefined ? {} : { emigrated }),
    };
  });
}

/** The roster says what the relative is to the person; the register keeps what the person is to the relative. Null: not to be told without the sex. */
export function relOf(word: string | undefined, sex: unknown): string | null {
  if (word === undefined) return null;
  const rel = inverseOf(word, (sex === '1' || sex === '2' ? sex : '9') satisfies Sex);
  return dictionaryHas('rel', rel) ? rel : null;
}
