/** Turns what was typed into the search box into SQL over the search table, and ranks the hits. */
import { pinyinQueries } from '../../../shared/pinyin/pinyin-port.ts';
import type { CommitQueue } from './commit-queue.ts';
import type { SqlValue, SqliteDatabase } from './sqlite-database.ts';

export type SearchQuery = {
  text: string;
  types?: readonly string[];
  units?: readonly string[];
  communities?: readonly string[];
  /** Default 50. */
  limit?: number;
};

export type SearchHit = {
  id: string;
  type: string;
  unit: string;
  community: string;
  title: string;
  subtitle: string;
};

export type SearchRecords = (query: SearchQuery) => Promise<SearchHit[]>;

const MAX_WORDS = 5;

/** Few names hold a digit or a Latin letter: an index of their own spares numbers and pinyin the scan of all names. */
export const HAS_LATIN = "han GLOB '*[0-9a-z]*'";

/** The search function. Best first: title begins so, name contains so, initials, pinyin, digits; short titles first. */
export function createSearch(deps: {
  database: SqliteDatabase;
  queue: CommitQueue;
}): SearchRecords {
  return (query) =>
    deps.queue.read(() => {
      const text = searchCondition(query.text);
      if (text === undefined) return [];
      const where = [text.sql];
      const params: SqlValue[] = [...text.params];
      for (const [column, allowed] of [
        ['type', query.types],
        ['unit', query.units],
        ['community', query.communities],
      ] as const) {
        if (allowed === undefined) continue;
        where.push(`${column} IN (SELECT value FROM json_each(?))`);
        params.push(JSON.stringify(allowed));
      }
      const sql = `SELECT id, type, unit, community, title, subtitle FROM search WHERE ${where.join(' AND ')}
        ORDER BY ${text.rank}, length(title), title, id LIMIT ?`;
      return deps.database.all<SearchHit>(sql, ...params, ...text.rankParams, query.limit ?? 50);
    });
}

/**
 * The condition alone, for lists: `id IN (SELECT id FROM search WHERE …)`. Every word must fit.
 * Undefined when there is nothing to search for. Parameters come in the order of the marks: condition, then rank.
 */
export function searchCondition(
  typed: string,
): { sql: string; params: string[]; rank: string; rankParams: string[] } | undefined {
  const words = foldText(typed)
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, MAX_WORDS);
  const [first] = words;
  if (first === undefined) return undefined;
  const letters = pinyinQueries(first)[0] ?? first;
  return {
    ...allOf(words.map(readWord)),
    rank: `CASE WHEN instr(han, ?) = 1 THEN 0 WHEN ${holds('han')} THEN 1 WHEN ${holds('initials')} THEN 2 WHEN ${holds('pinyin')} THEN 3 ELSE 4 END`,
    rankParams: [first, first, letters, letters],
  };
}

/** Half-width, lower case, single spaces: how texts are compared in the search table. */
export function foldText(text: string): string {
  return text.toWellFormed().normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** The digits of a phone or ID number, with the X that an ID may end in. */
export function onlyDigits(text: string): string {
  return foldText(text).replace(/[^0-9x]/g, '');
}

interface Word {
  readonly text: string;
  /** The digits to look for when it may be a number, else empty. */
  readonly digits: string;
  readonly letters: readonly string[];
}

function readWord(text: string): Word {
  const digits = onlyDigits(text);
  // 138-0000-1111 and 13800001111 are the same; a word with other letters is no number, and digits have no pinyin.
  const isNumber = digits !== '' && /^[0-9+().x-]+$/.test(text);
  const mayBeSpelled = !isNumber || !/[0-9]/.test(text);
  return { text, digits: isNumber ? digits : '', letters: mayBeSpelled ? pinyinQueries(text) : [] };
}

interface Condition {
  readonly sql: string;
  readonly params: string[];
}

/**
 * One scan of narrow indexes finds the candidates, and only their rows are asked about the other words. 汉字 lead where there are any:
 * their index is the narrowest, and all of them are asked in one scan.
 */
function allOf(words: readonly Word[]): Condition {
  const onlyNames = words.filter(({ digits, letters }) => digits === '' && letters.length === 0);
  const leading = onlyNames.length > 0 ? onlyNames : words.slice(0, 1);
  const rest = words.filter((word) => !leading.includes(word)).map(onRow);
  const scan = onlyNames.length > 0 ? scanNames(onlyNames) : scanAll(words[0] as Word);
  return {
    sql: [`k IN (${scan.sql})`, ...rest.map(({ sql }) => sql)].join(' AND '),
    params: [...scan.params, ...rest.flatMap(({ params }) => params)],
  };
}

function scanNames(words: readonly Word[]): Condition {
  const texts = words.map(({ text }) => text);
  return {
    sql: `SELECT k FROM search INDEXED BY search_han WHERE ${texts.map(() => holds('han')).join(' AND ')}`,
    params: texts,
  };
}

/** Each kind of text is looked for in its own narrow index; a scan of the rows would read four times as much. */
function scanAll({ text, digits, letters }: Word): Condition {
  const scans = [
    /[0-9a-z]/.test(text)
      ? `SELECT k FROM search INDEXED BY search_latin WHERE ${HAS_LATIN} AND ${holds('han')}`
      : scanNames([{ text, digits, letters }]).sql,
  ];
  const params = [text];
  if (digits !== '') {
    scans.push(`SELECT k FROM search INDEXED BY search_digits WHERE ${holds('digits')}`);
    params.push(digits);
  }
  for (const each of letters) {
    scans.push(
      `SELECT k FROM search INDEXED BY search_letters WHERE ${holds('pinyin')} OR ${holds('initials')}`,
    );
    params.push(each, each);
  }
  return { sql: scans.join(' UNION ALL '), params };
}

function onRow({ text, digits, letters }: Word): Condition {
  const ways = [holds('han')];
  const params = [text];
  if (digits !== '') {
    ways.push(holds('digits'));
    params.push(digits);
  }
  for (const each of letters) {
    ways.push(holds('pinyin'), holds('initials'));
    params.push(each, each);
  }
  return { sql: `(${ways.join(' OR ')})`, params };
}

/** What is stored is folded as the question is, so bytes may be compared; LIKE would fold both again, row by row. */
function holds(column: string): string {
  return `instr(${column}, ?)`;
}
