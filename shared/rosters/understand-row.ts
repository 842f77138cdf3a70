/**
 * One row of a roster as entries of the register: whom it names, what it says of each, and what in it cannot be read. Pure; who is
 * already there is not its matter. What cannot be read is a problem of the cell, and nothing is guessed in its place.
 */
import type { Problem } from '../fields/field.ts';
import type { Ref } from '../fields/kinds.ts';
import { findUnitByName } from '../divisions/haishu-units.ts';
import type { PlainData } from '../records/envelope.ts';
import { normaliseText, toHalfWidth } from '../text/normalise.ts';
import { nameOf, peopleInCell, splitCell, type PersonInCell } from './people-in-cell.ts';
import { dateOf, type Reading, type Report } from './reading.ts';
import { readKin, type KinEntry } from './understand-kin.ts';
import { readNumber, readPhone } from './understand-number.ts';
import { keyOfWord } from './words.ts';

export interface RosterRow {
  /** As people count. */
  readonly row: number;
  readonly cells: ReadonlyMap<string, string>;
  /** Keys of cells that lost digits in the spreadsheet. */
  readonly lost: ReadonlySet<string>;
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
export function understandRow(row: RosterRow, world: RosterWorld): readonly RosterEntry[] {
  const named = peopleInCell(cellOf(row, 'nameCn'));
  const people = named.length === 0 ? [{ name: '', hints: [], isDead: false }] : named;
  return people.map((person, part) => entryOf(row, person, { part, of: people.length }, world));
}

type Place = { readonly part: number; readonly of: number };
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
