/** Dictionaries: key → both labels. What the seed does not define is editable and marked 待确认 (domain.md D3). */
import type { Bilingual } from '../texts/bilingual.ts';
import { inboxDictionaries } from './inbox.ts';
import { legalDictionaries } from './legal.ts';
import { paperDictionaries } from './papers.ts';
import { organisationDictionaries } from './organisations.ts';
import { peopleDictionaries } from './people.ts';
import { registerDictionaries } from './register.ts';
import { relationDictionaries } from './relations.ts';
import { ticketDictionaries } from './tickets.ts';
import { statisticsDictionaries } from './statistics.ts';
import { visitDictionaries } from './visit.ts';
import { hardshipDictionaries } from './hardship.ts';
import { workflowDictionaries } from './workflow.ts';
import { changedFieldDictionaries } from './changed-fields.ts';
import { commonDictionaries } from './common.ts';
import { countries } from './countries.ts';

export type Dictionary = Readonly<Record<string, Bilingual>>;

export const dictionaries: Readonly<Record<string, Dictionary>> = {
  ...commonDictionaries,
  ...registerDictionaries,
  ...peopleDictionaries,
  ...relationDictionaries,
  ...organisationDictionaries,
  ...visitDictionaries,
  ...ticketDictionaries,
  ...legalDictionaries,
  ...inboxDictionaries,
  ...workflowDictionaries,
  ...hardshipDictionaries,
  ...paperDictionaries,
  ...statisticsDictionaries,
  ...changedFieldDictionaries,
  country: countries,
};

/** Dictionaries whose entries are records of their own; here only the form of a key can be checked. */
const keyedByRecords: Readonly<Record<string, RegExp>> = { community: /^330203\d{6}$/ };

/** Whether the dictionary knows the key. */
export function dictionaryHas(name: string, key: string): boolean {
  const pattern = keyedByRecords[name];
  if (pattern !== undefined) return pattern.test(key);
  const dictionary = dictionaries[name];
  return dictionary !== undefined && Object.hasOwn(dictionary, key);
}

/** The label of a key; the key itself where the dictionary does not know it, so that old data stays readable. */
export function labelOf(name: string, key: string, language: 'zh' | 'en' = 'zh'): string {
  return dictionaries[name]?.[key]?.[language] ?? key;
}
