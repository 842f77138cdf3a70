/** Reads a table whose pages are partly unreadable: a range that fails is halved until what fails is a single place. */
import type { Sql, SqlValue } from '../storage/index.ts';

export type Row = Readonly<Record<string, SqlValue>>;

/** Enough for every page of a large file to fail; a file worse than that is given up. */
const mostTries = 20_000;
const probeStep = 512;

export function readRowsAroundDamage(
  damaged: Sql,
  table: string,
): { readonly rows: readonly Row[]; readonly lost: number } {
  const rows: Row[] = [];
  let lost = 0;
  let tries = 0;
  const highest = highestKey(damaged, table);
  if (highest === null) return { rows, lost: 1 };
  const open: (readonly [number, number])[] = [];
  for (let from = highest; from > 0; from -= probeStep)
    open.push([Math.max(1, from - probeStep + 1), from]);
  for (let range = open.pop(); range !== undefined; range = open.pop()) {
    const [from, to] = range;
    tries += 1;
    try {
      rows.push(...damaged.all<Row>(`SELECT * FROM ${table} WHERE k BETWEEN ? AND ?`, from, to));
    } catch {
      if (tries > mostTries) return { rows, lost: lost + open.length + 1 };
      if (from === to) {
        lost += 1;
        continue;
      }
      const middle = Math.floor((from + to) / 2);
      open.push([middle + 1, to], [from, middle]);
    }
  }
  return { rows, lost };
}

/** The last page may be the damaged one; then the index by `seq`, and at last a guess, say how far to look. */
function highestKey(damaged: Sql, table: string): number | null {
  for (const sql of [
    `SELECT max(k) AS k FROM ${table}`,
    `SELECT k FROM ${table} INDEXED BY ${table}_seq ORDER BY seq DESC LIMIT 1`,
    `SELECT k FROM ${table} ORDER BY id DESC LIMIT 1`,
  ]) {
    try {
      return damaged.get<{ k: number | null }>(sql)?.k ?? 0;
    } catch {
      // The next way in.
    }
  }
  return null;
}
