/** One name for a pair of records, whichever comes first; also the id of the decision about it, so that two machines decide once. */
import { createHash } from 'node:crypto';

export function pairKey(a: string, b: string): string {
  return [a, b].toSorted().join('\u0000');
}

export function decisionId(a: string, b: string): string {
  return `merge-${createHash('sha256').update(pairKey(a, b)).digest('hex').slice(0, 40)}`;
}
