/** What a handler answers: a value, or one of the protocol's errors. */
import type { ErrorCode } from '../../shared/sync/protocol.ts';

export interface Failure {
  readonly code: ErrorCode;
  readonly params?: Readonly<Record<string, string | number>>;
  /** For a device that is stopped: what it is still to do. */
  readonly orders?: readonly string[];
}

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure };

export function fail(
  code: ErrorCode,
  params?: Readonly<Record<string, string | number>>,
  orders: readonly string[] = [],
): { readonly ok: false; readonly failure: Failure } {
  const failure = params === undefined ? { code } : { code, params };
  return { ok: false, failure: orders.length === 0 ? failure : { ...failure, orders } };
}
