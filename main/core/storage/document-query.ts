/**
 * Runs an RxDB query over a document table. SQL narrows down; unless it is provably exact, RxDB's own
 * matcher and comparator have the last word, so that results equal every other RxDB storage's.
 */
import { getQueryMatcher, getSortComparator } from 'rxdb';
import type { FilledMangoQuery, PreparedQuery, RxDocumentData, RxJsonSchema } from 'rxdb';
import type { DocumentTable } from './document-table.ts';
import { selectorToSql, sortToSql } from './mango-sql.ts';
import type { SqliteDatabase } from './sqlite-database.ts';

type Source<RxDocType> = {
  database: SqliteDatabase;
  table: DocumentTable;
  schema: RxJsonSchema<RxDocumentData<RxDocType>>;
};

/** The matching documents in the query's order, after skip and limit. */
export function queryDocuments<RxDocType>(
  source: Source<RxDocType>,
  prepared: PreparedQuery<RxDocType>,
): RxDocumentData<RxDocType>[] {
  const { database, table, schema } = source;
  const { query } = prepared;
  const fields = queryFields(table);
  const where = selectorToSql(fields, query.selector);
  const select = `SELECT data FROM ${table.name} WHERE ${where.sql}`;
  const limited = typeof query.limit === 'number';
  // Without a limit every row is needed: walking an index would fetch (and decrypt) a page per row.
  const order = limited ? sortToSql(fields, query.sort) : undefined;

  if (limited && order !== undefined) {
    const sql = `${select} ORDER BY ${order}`;
    if (where.exact) {
      return parseAll(
        database.all<Row>(`${sql} LIMIT ? OFFSET ?`, ...where.params, query.limit ?? 0, query.skip),
      );
    }
    return firstMatching(database.iterate<Row>(sql, ...where.params), schema, query);
  }

  let documents: RxDocumentData<RxDocType>[] = parseAll(database.all<Row>(select, ...where.params));
  if (!where.exact) documents = documents.filter(getQueryMatcher(schema, query));
  documents.sort(totalOrder(schema, query, table.primaryPath));
  return documents.slice(query.skip, limited ? query.skip + (query.limit ?? 0) : undefined);
}

/** How many documents match, without skip and limit. `exact` tells whether SQL alone could count. */
export function countDocuments<RxDocType>(
  source: Source<RxDocType>,
  prepared: PreparedQuery<RxDocType>,
): { count: number; exact: boolean } {
  const { database, table, schema } = source;
  const where = selectorToSql(queryFields(table), prepared.query.selector);
  if (where.exact) {
    const row = database.get<{ n: number }>(
      `SELECT count(*) AS n FROM ${table.name} WHERE ${where.sql}`,
      ...where.params,
    );
    return { count: row?.n ?? 0, exact: true };
  }
  const matches = getQueryMatcher(schema, prepared.query);
  let count = 0;
  for (const row of database.iterate<Row>(
    `SELECT data FROM ${table.name} WHERE ${where.sql}`,
    ...where.params,
  )) {
    if (matches(JSON.parse(row.data) as RxDocumentData<RxDocType>)) count += 1;
  }
  return { count, exact: false };
}

type Row = { data: string };

function queryFields(table: DocumentTable): {
  primaryPath: string;
  columns: DocumentTable['columns'];
} {
  // One odd value anywhere makes its column an unreliable witness.
  return { primaryPath: table.primaryPath, columns: table.hasOdd() ? [] : table.columns };
}

function parseAll<T>(rows: Row[]): T[] {
  return rows.map((row) => JSON.parse(row.data) as T);
}

function firstMatching<RxDocType>(
  rows: IterableIterator<Row>,
  schema: RxJsonSchema<RxDocumentData<RxDocType>>,
  query: FilledMangoQuery<RxDocType>,
): RxDocumentData<RxDocType>[] {
  const matches = getQueryMatcher(schema, query);
  const wanted = query.skip + (query.limit ?? 0);
  const found: RxDocumentData<RxDocType>[] = [];
  if (wanted === 0) return found;
  for (const row of rows) {
    const document = JSON.parse(row.data) as RxDocumentData<RxDocType>;
    if (matches(document)) found.push(document);
    if (found.length === wanted) break;
  }
  return found.slice(query.skip);
}

/** RxDB's comparator answers nothing for equal sort values; the primary key decides then, as it does in SQL. */
function totalOrder<RxDocType>(
  schema: RxJsonSchema<RxDocumentData<RxDocType>>,
  query: FilledMangoQuery<RxDocType>,
  primaryPath: string,
): (a: RxDocumentData<RxDocType>, b: RxDocumentData<RxDocType>) => number {
  const compare = getSortComparator(schema, query) as (
    a: unknown,
    b: unknown,
  ) => number | undefined;
  const idOf = (document: object): string => String(Reflect.get(document, primaryPath));
  return (a, b) => compare(a, b) || (idOf(a) < idOf(b) ? -1 : 1);
}
