/** All texts of the page, as i18next resources; labels of records come from the registry instead. */
import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Bilingual, Language } from '../../shared/texts/bilingual.ts';
import { fileTexts } from './files.ts';
import { acrossTexts } from './across.ts';
import { boardTexts } from './board.ts';
import { caseloadTexts } from './caseload.ts';
import { excelTexts } from './excel.ts';
import { duplicateTexts } from './duplicates.ts';
import { exchangeTexts } from './exchange.ts';
import { formTexts, householdTexts, pickerTexts, visitTexts } from './form.ts';
import { deviceTexts } from './devices.ts';
import { badgeTexts, frameTexts, keyTexts } from './frame.ts';
import { accountTexts, keepingTexts } from './keeping.ts';
import { printTexts } from './prints.ts';
import { settingsTexts, signInTexts } from './places.ts';
import { registerTexts } from './register.ts';
import { relationTexts } from './relations.ts';
import { rosterTexts } from './rosters.ts';
import { networkTexts } from './network.ts';
import { manyTexts } from './many.ts';
import { taskTexts } from './tasks.ts';
import { templateTexts } from './templates.ts';
import { statisticsTexts } from './statistics.ts';
import { rescueTexts } from './rescue.ts';
import { syncTexts } from './sync.ts';
import { syncLogTexts } from './sync-log.ts';
import type { TextRows } from './text-rows.ts';
import { ledgerTexts, workflowTexts } from './workflow.ts';
import { fourClearTexts } from './four-clears.ts';
import { heartTexts } from './hearts.ts';
import { figureTexts } from './figures.ts';
import { verifyingTexts } from './verifying.ts';
import { visitPlanTexts } from './visits.ts';
import { draftTexts, listTexts, recordTexts, todayTexts } from './work.ts';

export const textGroups = {
  frame: frameTexts,
  badge: badgeTexts,
  key: keyTexts,
  list: listTexts,
  record: recordTexts,
  today: todayTexts,
  drafts: draftTexts,
  form: formTexts,
  files: fileTexts,
  picker: pickerTexts,
  household: householdTexts,
  register: registerTexts,
  duplicates: duplicateTexts,
  verifying: verifyingTexts,
  across: acrossTexts,
  caseload: caseloadTexts,
  relations: relationTexts,
  visit: visitTexts,
  plan: visitPlanTexts,
  figures: figureTexts,
  hearts: heartTexts,
  clears: fourClearTexts,
  signIn: signInTexts,
  sync: syncTexts,
  syncLog: syncLogTexts,
  settings: settingsTexts,
  keeping: keepingTexts,
  account: accountTexts,
  workflow: workflowTexts,
  ledger: ledgerTexts,
  board: boardTexts,
  exchange: exchangeTexts,
  devices: deviceTexts,
  rescue: rescueTexts,
  prints: printTexts,
  excel: excelTexts,
  rosters: rosterTexts,
  templates: templateTexts,
  stats: statisticsTexts,
  tasks: taskTexts,
  many: manyTexts,
  network: networkTexts,
} as const satisfies Record<string, TextRows>;

type Groups = typeof textGroups;
export type TextKey = { [G in keyof Groups]: `${G}.${keyof Groups[G] & string}` }[keyof Groups];

/** `{holes}` as everywhere in the project; React escapes, so i18next must not. */
export async function createTexts(language: Language): Promise<i18n> {
  const texts = createInstance();
  await texts.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { zh: { page: resources(0) }, en: { page: resources(1) } },
    defaultNS: 'page',
    keySeparator: '.',
    interpolation: { prefix: '{', suffix: '}', escapeValue: false },
    react: { useSuspense: false },
  });
  return texts;
}

/** One text of the page in both languages, for what outlives a change of language. */
export function bothOf(key: TextKey): Bilingual {
  const [group = '', name = ''] = key.split('.');
  const groups: Record<string, TextRows> = textGroups;
  const [zh, en] = groups[group]?.[name] ?? [key, key];
  return { zh, en };
}

function resources(column: 0 | 1): Record<string, Record<string, string>> {
  const groups: Record<string, TextRows> = textGroups;
  return Object.fromEntries(
    Object.entries(groups).map(([group, rows]) => [
      group,
      Object.fromEntries(Object.entries(rows).map(([key, pair]) => [key, pair[column]])),
    ]),
  );
}
