/** Names for statements that come again and again, so that a connection may keep them prepared. */

/** Each name is kept by every connection for as long as it lives. */
const mostNames = 500;

/**
 * The name of a statement from its second use on, or null: what comes once is not worth keeping, and beyond the first few hundred
 * texts somebody is writing values into them.
 */
export function createStatementNames(): (sql: string) => string | null {
  const names = new Map<string, string | null>();
  let last = 0;
  return (sql) => {
    const known = names.get(sql);
    if (typeof known === 'string') return known;
    if (known === undefined) {
      if (names.size < mostNames) names.set(sql, null);
      return null;
    }
    last += 1;
    const name = `q${last}`;
    names.set(sql, name);
    return name;
  };
}
