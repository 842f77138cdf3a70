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
  const parts = words.map(wordCondition);
  const letters = pinyinQueries(first)[0] ?? first;
  return {
    sql: parts.map((part) => part.sql).join(' AND '),
    params: parts.flatMap((part) => part.params),
    rank: `CASE WHEN ${like('han')} THEN 0 WHEN ${like('han')} THEN 1 WHEN ${like('initials')} THEN 2 WHEN ${like('pinyin')} THEN 3 ELSE 4 END`,
    rankParams: [`${escapeLike(first)}%`, around(first), around(letters), around(letters)],
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

/** Each kind of text is looked for in its own narrow index; a scan of the rows would read four times as much. */
function wordCondition(word: string): { sql: string; params: string[] } {
  const found = [`SELECT k FROM search INDEXED BY search_han WHERE ${like('han')}`];
  const params = [around(word)];
  const digits = onlyDigits(word);
  // 138-0000-1111 and 13800001111 are the same; a word with other letters is no number, and digits have no pinyin.
  const isNumber = digits !== '' && /^[0-9+().x-]+$/.test(word);
  if (isNumber) {
    found.push(`SELECT k FROM search INDEXED BY search_digits WHERE ${like('digits')}`);
    params.push(around(digits));
  }
  if (!isNumber || /x/.test(word))
    for (const letters of pinyinQueries(word)) {
      found.push(
        `SELECT k FROM search INDEXED BY search_letters WHERE ${like('pinyin')} OR ${like('initials')}`,
      );
      params.push(around(letters), around(letters));
    }
  return { sql: `k IN (${found.join(' UNION ALL ')})`, params };
}

function like(column: string): string {
  return `${column} LIKE ? ESCAPE '\\'`;
}

function around(text: string): string {
  return `%${escapeLike(text)}%`;
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (mark) => `\\${mark}`);
}
