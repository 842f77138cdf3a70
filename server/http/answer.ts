/** What a handler answers: a value, or one of the protocol's errors. */
import type { ErrorCode } from '../../shared/sync/protocol.ts';

export interface Failure {
  readonly code: ErrorCode;
  readonly params?: Readonly<Record<string, string | number>>;
}

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure };

export function fail(
  code: ErrorCode,
  params?: Readonly<Record<string, string | number>>,
): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure: params === undefined ? { code } : { code, params } };
}
