/** What of a record of the register a verification changed: the fields of those types by name, and what a visit tells of changes. */
import { enterpriseTexts } from '../records/enterprise/texts.ts';
import { householdTexts } from '../records/household/texts.ts';
import { personTexts } from '../records/person/texts.ts';
import { visitTexts } from '../records/visit/texts.ts';
import type { Bilingual } from '../texts/bilingual.ts';

/** Fields of a visit that say that something is no longer as it was. */
export const changesOfVisit = ['healthChange', 'familyChange', 'overseasChange'] as const;

const ofVisit: Readonly<Record<string, Bilingual>> = Object.fromEntries(
  changesOfVisit.map((field) => [field, visitTexts.fields[field] ?? { zh: field, en: field }]),
);

export const changedFieldDictionaries = {
  register_field: {
    ...ofVisit,
    ...enterpriseTexts.fields,
    ...householdTexts.fields,
    ...personTexts.fields,
  },
};
