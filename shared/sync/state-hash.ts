/** One short text for everything that is held of a collection: equal on both sides, and there is nothing to ask further. */
import { digestOf, type ScopeDigest } from './digest.ts';

/**
 * Every scope that the account may hold, in any order, empty ones too: a scope gained or lost is a difference as well.
 * About 80 bits: a guard against accidents, as the digests themselves.
 */
export function stateHash(scopes: readonly ScopeDigest[]): string {
  const text = scopes
    .map(({ scope, count, sum }) => `${scope}:${count}:${sum}`)
    .toSorted()
    .join(';');
  return `${digestOf('state', text).toString(36)}.${digestOf(text, 'state').toString(36)}`;
}
