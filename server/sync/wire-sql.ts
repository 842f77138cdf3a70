/** A row of `docs` or `departures` as it travels, written by the database: `_deleted` beside the document's own fields, as `toWire` does it. */
export const wireSql = (alias: string, deleted: string): string =>
  `left(${alias}.doc::text, -1) || ', "_deleted": ' || ${deleted} || '}' AS row`;
