/** An expected failure on its way to a screen. Only TanStack Query needs it as an exception; forms read answers as values. */
import type { Failure } from '../../shared/bridge/errors.ts';

export class FailureError extends Error {
  override readonly name = 'FailureError';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
  }
}

/** The failure inside an error; anything unexpected becomes E_INTERNAL without a reference. */
export function failureFrom(error: unknown): Failure {
  return error instanceof FailureError
    ? error.failure
    : { code: 'E_INTERNAL', params: { ref: '—' } };
}
