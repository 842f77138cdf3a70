/** Sentences for what is wrong in a roster's cells; `{label}` is the column. */
import type { Problem } from '../fields/field.ts';
import { recordType } from '../records/registry.ts';
import { say, type Bilingual, type Language } from '../texts/bilingual.ts';
import { problemText } from '../texts/problems.ts';
import { rosterColumn } from './columns.ts';

export const rosterProblems: Readonly<Record<string, Bilingual>> = {
  'roster.date_unreadable': {
    zh: '{label}“{value}”认不出是哪一天',
    en: '{label}: “{value}” is no date that can be read',
  },
  'roster.date_two_readings': {
    zh: '{label}“{value}”有两种读法，写全年份再定',
    en: '{label}: “{value}” can be read in two ways; write the whole year',
  },
  'roster.date_span': {
    zh: '{label}“{value}”是一段时间，不是日期',
    en: '{label}: “{value}” is a span of years, no date',
  },
  'roster.date_about': {
    zh: '{label}“{value}”是大概的，记作 {date}',
    en: '{label}: “{value}” is approximate; kept as {date}',
  },
  'roster.date_two_digits': {
    zh: '{label}“{value}”只写了两位年份，记作 {date}',
    en: '{label}: “{value}” has two digits; kept as {date}',
  },
  'roster.date_month_lost': {
    zh: '{label}“{value}”记作 {date}；如果原来是 10 月，表格把末尾的 0 去掉了',
    en: '{label}: “{value}” kept as {date}; if it was October, the spreadsheet dropped the zero',
  },
  'roster.digits_lost': {
    zh: '{label}被表格当成数字，只留 15 位，后三位变成了 0，补不回来。在原始资料里查到后重新填，或者先不要这一格',
    en: '{label} was kept as a number: fifteen digits are left, the rest became zeros and cannot be restored. Enter it again, or leave the cell out',
  },
  'roster.number_unknown': {
    zh: '{label}不是认得的证件号码',
    en: '{label} is no document number of a known kind',
  },
  'roster.sex': { zh: '{label}“{value}”认不出，写男或女', en: '{label}: “{value}” is not known' },
  'roster.state': { zh: '{label}“{value}”认不出', en: '{label}: “{value}” is not known' },
  'roster.identity': {
    zh: '{label}“{value}”不在侨身份里',
    en: '{label}: “{value}” is no identity of the dictionary',
  },
  'roster.country': {
    zh: '{label}“{value}”不在国家（地区）里',
    en: '{label}: “{value}” is no country or region of the dictionary',
  },
  'roster.kin_word': {
    zh: '没写清和“{value}”是什么关系，亲属会登记，关系不建',
    en: 'How “{value}” is related is not said; no relation is made',
  },
  'roster.kin_sex': {
    zh: '本人性别没写，和“{value}”的关系先不建，亲属会登记',
    en: 'The person’s sex is not given; no relation to “{value}” is made yet',
  },
  'roster.community': {
    zh: '{label}“{value}”不是本街道的社区（村）',
    en: '{label}: “{value}” is no community of this office',
  },
  'roster.other_unit': {
    zh: '这一行是{value}的，不导入本街道',
    en: 'This row belongs to {value}, not to this office',
  },
  'roster.not_allowed': {
    zh: '您不能在这个社区登记人员',
    en: 'You may not register people of this community',
  },
  'roster.no_head': {
    zh: '户主“{value}”不在表里也不在本机，先不归户',
    en: 'The head “{value}” is neither in the file nor here; no household yet',
  },
  'roster.twice_surely': {
    zh: '和第 {row} 行是同一个证件号，只留一行',
    en: 'The same document as row {row}; one is enough',
  },
  'roster.twice_maybe': {
    zh: '和第 {row} 行可能是同一个人，您来定',
    en: 'Perhaps the same person as row {row}; please decide',
  },
};

/** The column that shows a field of the person. */
const columnOf: Readonly<Record<string, string>> = {
  documents: 'idNo',
  identities: 'identity',
  household: 'head',
  householdRole: 'role',
  contacts: 'phone',
  liveCountry: 'country',
};

export function rosterColumnOf(field: string): string {
  const [first = ''] = field.split('.');
  return columnOf[first] ?? first;
}

export function rosterProblemText(problem: Problem, language: Language): string {
  const own = rosterProblems[problem.code];
  const label = rosterColumn(rosterColumnOf(problem.field))?.title[language] ?? '';
  const person = recordType('person');
  if (own !== undefined) return say(own, language, { label, ...problem.params });
  return person === undefined
    ? problem.code
    : problemText(person, { ...problem, params: { label, ...problem.params } }, language);
}
