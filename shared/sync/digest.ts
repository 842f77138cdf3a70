/**
 * Digest of a scope: both sides add up one number per living record. Equal count and equal sum = same content;
 * a hole, a ghost or a stale row shows (design.md §4.5). It guards against accidents, not against forgery.
 */

/** 40 bits a row: a million rows add up to less than 2^60, so SQLite and PostgreSQL both sum it exactly. */
const prime = 0x01000193;

/** The number of one record as it stands: id and mutation decide it. Integer in [0, 2^40). */
export function digestOf(id: string, mutation: string): number {
  const text = `${id}|${mutation}`;
  let low = 0x811c9dc5;
  let high = 0x1b873593;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    low = Math.imul(low ^ unit, prime);
    high = Math.imul(high ^ (unit + index), 0x5bd1e995);
    high ^= high >>> 15;
  }
  return (high & 0xff) * 0x1_0000_0000 + (low >>> 0);
}

export interface ScopeDigest {
  readonly scope: string;
  readonly count: number;
  /** Sum of `digestOf` over the scope's living rows, as decimal text: it outgrows a JavaScript number. */
  readonly sum: string;
}
