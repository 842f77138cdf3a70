/**
 * One row of a roster as entries of the register: whom it names, what it says of each, and what in it cannot be read. Pure; who is
 * already there is not its matter. What cannot be read is a problem of the cell, and nothing is guessed in its place.
 */
import type { Problem } from '../fields/field.ts';
import type { Ref } from '../fields/kinds.ts';
import { dictionaryHas } from '../dictionaries/dictionary.ts';
import { findUnitByName } from '../divisions/haishu-units.ts';
import type { PlainData } from '../records/envelope.ts';
import { inverseOf, type Sex } from '../records/relation/kin.ts';
import { normaliseCode, normaliseText, toHalfWidth } from '../text/normalise.ts';
import { checkCitizenId, citizenIdFacts } from '../validators/citizen-id.ts';
import { nameOf, peopleInCell, splitCell, type PersonInCell } from './people-in-cell.ts';
import { readRosterDate } from './read-date.ts';
import { keyOfWord } from './words.ts';

export interface RosterRow {
  /** As people count. */
  readonly row: number;
  readonly cells: ReadonlyMap<string, string>;
  /** Keys of cells that lost digits in the spreadsheet. */
  readonly lost: ReadonlySet<string>;
}

export interface KinEntry {
  readonly name: string;
  /** `kin_word`: what the relative is to the person; undefined where the roster does not say. */
  readonly word?: string;
  readonly country?: string;
  readonly emigrated?: string;
}

export interface RosterEntry {
  readonly row: number;
  /** 0, or its place among several people of one cell. */
  readonly part: number;
  /** Fields of the person, without what is looked up when it is written (household). */
  readonly person: PlainData;
  /** Name of the head as the roster writes it; '' where it does not say. */
  readonly head: string;
  readonly kin: readonly KinEntry[];
  /** `field` is a key of the roster's columns. */
  readonly problems: readonly Problem[];
}

export interface RosterWorld {
  readonly today: string;
  readonly isDemo: boolean;
  readonly unit: string;
  readonly communities: (name: string) => readonly string[];
  readonly users: (name: string) => readonly Ref[];
  /** For rows that do not say. */
  readonly community: string;
  readonly liaison: Ref | null;
  /** When the roster was checked, and how; null: nobody says that it was. */
  readonly verified: { readonly on: string; readonly method: string } | null;
}

const texts = [
  'domicileAddr',
  'nativePlace',
  'birthPlace',
  'employer',
  'socialPosts',
  'alias',
  'nameForeign',
] as const;
const choices = {
  education: 'education',
  occupation: 'occupation',
  segment: 'segment',
  nationality: 'country',
} as const;
/** Held by people who live abroad, and which country they live in if the roster does not say. */
const abroad: ReadonlySet<string> = new Set(['hq', 'whr', 'hyi', 'ga', 'lx']);
/** Foreign by what they are. */
const foreign: ReadonlySet<string> = new Set(['whr', 'hyi']);
/** What the relative of somebody is who says to be this (domain.md §2.2). */
export const anchorOf: Readonly<Record<string, string>> = {
  qj: 'hq',
  whj: 'whr',
  gaj: 'ga',
  lxj: 'lx',
};

export function understandRow(row: RosterRow, world: RosterWorld): readonly RosterEntry[] {
  const named = peopleInCell(cellOf(row, 'nameCn'));
  const people = named.length === 0 ? [{ name: '', hints: [], isDead: false }] : named;
  return people.map((person, part) => entryOf(row, person, { part, of: people.length }, world));
}

type Place = { readonly part: number; readonly of: number };
type Report = (
  key: string,
  code: string,
  severity?: Problem['severity'],
  params?: Problem['params'],
) => void;

function entryOf(
  row: RosterRow,
  person: PersonInCell,
  place: Place,
  world: RosterWorld,
): RosterEntry {
  const problems: Problem[] = [];
  const report: Report = (field, code, severity = 'error', params) => {
    problems.push({ field, code, severity, ...(params === undefined ? {} : { params }) });
  };
  const say = (key: string) => ownPart(row, key, place);
  const data: PlainData = {};
  const notes: string[] = [];
  if (person.name === '') report('nameCn', 'required');
  else data['nameCn'] = person.name;
  for (const key of texts) if (say(key) !== '') data[key] = freeText(say(key));
  for (const [key, dictionary] of Object.entries(choices)) {
    const value = say(key);
    const found = value === '' ? undefined : keyOfWord(dictionary, value);
    if (found !== undefined) data[key] = found;
    else if (value !== '') notes.push(`${titles[key] ?? key}：${value}`);
  }
  const sex = say('sex');
  if (sex !== '') {
    const key = keyOfWord('sex', sex);
    if (key === undefined) report('sex', 'roster.sex', 'error', { value: sex });
    else data['sex'] = key;
  }
  const date = (key: string) => dateOf(say(key), key, world.today, report);
  set(data, 'birth', date('birth'));
  readNumber(row, say('idNo'), data, world, report);
  readPhone(say('phone'), data);
  readPlace({ say, data, person, world, report });
  const dates = { emigrated: date('emigrated'), returned: date('returned') };
  const identities = readIdentities({ say, data, person, dates, report });
  if (identities.length > 0) data['identities'] = identities;
  readRole({ say, data, person });
  const liaison = say('liaison');
  const named = liaison === '' ? [] : world.users(liaison);
  if (liaison !== '' && named.length !== 1) notes.push(`联络员：${liaison}`);
  set(data, 'liaison', named.length === 1 ? named[0] : (world.liaison ?? undefined));
  const kin = readKin({ say, data, person }, world.today, report);
  const left = kin
    .map(({ emigrated }) => emigrated)
    .filter((each) => each !== undefined)
    .toSorted()[0];
  if (left !== undefined && dates.emigrated === undefined) data['kinEmigrated'] = left;
  if (world.verified !== null)
    Object.assign(data, { verifiedOn: world.verified.on, verifyMethod: world.verified.method });
  const note = [normaliseText(say('note')), ...notes].filter(Boolean).join('；');
  if (note !== '') data['note'] = Array.from(note).slice(0, 500).join('');
  return {
    row: row.row,
    part: place.of > 1 ? place.part + 1 : 0,
    person: { segment: 'C', source: 'import', ...data },
    head: nameOf(peopleInCell(say('head'))[0]?.name ?? '').replace(/户$/u, ''),
    kin,
    problems,
  };
}

const titles: Readonly<Record<string, string>> = {
  education: '学历',
  occupation: '职业',
  segment: '分类',
  nationality: '国籍',
};

/** Digits and letters in half width, Chinese punctuation as it is. */
function freeText(text: string): string {
  return normaliseText(text).replace(/[０-９Ａ-Ｚａ-ｚ]/gu, toHalfWidth);
}

function cellOf(row: RosterRow, key: string): string {
  return (row.cells.get(key) ?? '').trim();
}

/** Of a cell that names as many things as the row names people, the one of this person; what belongs to one is the first's. */
function ownPart(row: RosterRow, key: string, { part, of }: Place): string {
  const text = cellOf(row, key);
  if (of === 1 || text === '') return text;
  const parts = splitCell(text);
  if (parts.length === of) return parts[part] ?? '';
  const isPersonal = ['sex', 'birth', 'idNo', 'phone', 'role', 'nameForeign', 'alias'].includes(
    key,
  );
  return isPersonal && part > 0 ? '' : text;
}

function set(data: PlainData, key: string, value: unknown): void {
  if (value !== undefined) data[key] = value;
}

function dateOf(text: string, key: string, today: string, report: Report): string | undefined {
  const read = readRosterDate(text, today);
  if (!read.ok) {
    report(key, read.error, 'error', { value: text });
    return undefined;
  }
  if (read.value?.doubt !== undefined)
    report(key, read.value.doubt, 'warning', { value: text, date: read.value.date });
  return read.value?.date;
}

/** The number is checked as the standard says, gives sex and birth where the roster has none, and contradicts them where they differ. */
function readNumber(
  row: RosterRow,
  text: string,
  data: PlainData,
  world: RosterWorld,
  report: Report,
): void {
  const written = normaliseCode(text);
  if (written === '' || /^(无|不详|-+)$/u.test(written)) return;
  if (row.lost.has('idNo') || /^\d(\.\d+)?E\+\d+$/i.test(written)) {
    report('idNo', 'roster.digits_lost');
    return;
  }
  const legacy = /^\d{15}$/.test(written);
  if (!legacy && !/^\d{17}[\dX]$/.test(written)) {
    const other = documentOf(written);
    if (other === null) report('idNo', 'roster.number_unknown');
    else data['documents'] = [{ id: 'd1', kind: other, number: written }];
    return;
  }
  const verdict = checkCitizenId(written, {
    today: world.today,
    isDemo: world.isDemo,
    allowLegacy: true,
    sex: data['sex'] === '1' || data['sex'] === '2' ? data['sex'] : '9',
    birth: typeof data['birth'] === 'string' ? data['birth'] : undefined,
  });
  if (!verdict.ok && /0{3}$/.test(written)) {
    // Destroyed first and made text afterwards.
    report('idNo', 'roster.digits_lost');
    return;
  }
  if (!verdict.ok) {
    report('idNo', verdict.issue.code, 'error', verdict.issue.params);
    return;
  }
  data['documents'] = [{ id: 'd1', kind: legacy ? 'id_old' : 'id', number: verdict.value }];
  if (legacy) return;
  const facts = citizenIdFacts(verdict.value);
  if (data['sex'] === undefined) data['sex'] = facts.sex;
  if (data['birth'] === undefined) data['birth'] = facts.birth;
}

/** By its shape only; the rules of the kind are asked when the record is checked. */
function documentOf(number: string): string | null {
  if (/^[HM]\d{8}(\d{2})?$/.test(number)) return 'hrp';
  if (/^(8[123]0000)\d{11}[\dX]$/.test(number)) return 'permit';
  return /^[A-Z]{1,2}\d{6,9}$/.test(number) ? 'passport' : null;
}

function readPhone(text: string, data: PlainData): void {
  const [first, ...others] = splitCell(text.replace(/[\s]{2,}|\s(?=1[3-9]\d{9})/gu, '、')).map(
    (each) =>
      toHalfWidth(each)
        .replace(/(?<=\d)[\s-](?=\d)/gu, (mark) =>
          /^0\d{2,3}-/.test(toHalfWidth(each)) && mark === '-' ? '-' : '',
        )
        .replace(/^(\+?86)(?=1\d{10}$)/u, ''),
  );
  if (first === undefined || /^(无|不详|-+)$/u.test(first)) return;
  data['phone'] = first.replace(/\.0$/u, '');
  if (others.length > 0)
    data['contacts'] = others
      .slice(0, 9)
      .map((value, index) => ({ id: `c${index + 1}`, kind: 'phone', value, owner: 'self' }));
}

interface Reading {
  readonly say: (key: string) => string;
  readonly data: PlainData;
  readonly person: PersonInCell;
}

function readPlace({
  say,
  data,
  person,
  world,
  report,
}: Reading & { world: RosterWorld; report: Report }): void {
  const unit = say('unit');
  const found = unit === '' ? null : findUnitByName(unit);
  if (found !== null && found.code !== world.unit)
    report('unit', 'roster.other_unit', 'error', { value: found.name });
  const community = say('community');
  const codes = community === '' ? [] : world.communities(community);
  if (community !== '' && codes.length !== 1)
    report('community', 'roster.community', 'error', { value: community });
  set(
    data,
    'community',
    codes[0] ?? (community === '' && world.community !== '' ? world.community : undefined),
  );
  const address = freeText(say('liveAddr'));
  if (address !== '') data['liveAddr'] = address;
  const state = say('liveState');
  const key = state === '' ? undefined : keyOfWord('live_state', state);
  if (state !== '' && key === undefined)
    report('liveState', 'roster.state', 'error', { value: state });
  data['liveState'] = person.isDead ? 'dead' : (key ?? 'in');
}

/** 侨眷（美国）、海归: each named identity is a row; its country is the one in brackets or the row's. */
function readIdentities({
  say,
  data,
  person,
  dates,
  report,
}: Reading & {
  dates: { readonly emigrated: string | undefined; readonly returned: string | undefined };
  report: Report;
}): PlainData[] {
  const countryCell = say('country');
  const country =
    countryCell === ''
      ? person.country
      : keyOfWord('country', countryCell.replace(/[（(].*$/u, ''));
  if (countryCell !== '' && country === undefined)
    report('country', 'roster.country', 'error', { value: countryCell });
  const found = splitCell(say('identity')).flatMap((text, index): PlainData[] => {
    const [, word = text, inside] = /^([^（(]*)[（(]([^）)]*)[）)]?$/u.exec(text) ?? [];
    const identity = keyOfWord('identity', text) ?? keyOfWord('identity', word);
    if (identity === undefined) {
      report('identity', 'roster.identity', 'error', { value: text });
      return [];
    }
    const own = (inside === undefined ? undefined : keyOfWord('country', inside)) ?? country;
    const isAbroad = abroad.has(identity);
    return [
      {
        id: `i${index + 1}`,
        identity,
        verifyLevel: 'self',
        ...(isAbroad && own !== undefined && own !== 'CHN' ? { country: own } : {}),
        ...((isAbroad || identity === 'gq' || identity === 'hg') && dates.emigrated !== undefined
          ? { emigrated: dates.emigrated }
          : {}),
        ...((identity === 'gq' || identity === 'hg') && dates.returned !== undefined
          ? { returned: dates.returned }
          : {}),
      },
    ];
  });
  const unlike = found.filter(
    (each, index) => found.findIndex(({ identity }) => identity === each['identity']) === index,
  );
  const kinds = unlike.map(({ identity }) => String(identity));
  const livesAbroad =
    kinds.some((each) => abroad.has(each)) && country !== undefined && country !== 'CHN';
  data['liveCountry'] = livesAbroad ? country : 'CHN';
  if (livesAbroad && data['liveState'] === 'in') data['liveState'] = 'abroad';
  // People of Hong Kong and Macao are Chinese; of whom a foreigner is a national, the roster must say itself.
  if (data['nationality'] === undefined && !kinds.some((each) => foreign.has(each)))
    data['nationality'] = 'CHN';
  return unlike;
}

function readRole({ say, data, person }: Reading): void {
  const word =
    say('role') === '' ? person.word : keyOfWord('kin_word', say('role').replace(/[（(].*$/u, ''));
  if (word === undefined) return;
  data['householdRole'] = dictionaryRole(word);
}

function dictionaryRole(word: string): string {
  return [
    'sibling',
    'parent',
    'child',
    'grandparent',
    'maternal_grandparent',
    'parent_in_law',
  ].includes(word)
    ? 'other'
    : word;
}

/** Names with what stands beside them; columns of their own fill in what the cell of names does not say. */
function readKin({ say, data }: Reading, today: string, report: Report): readonly KinEntry[] {
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
