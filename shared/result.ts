// The house form for expected failures: a function that can fail for reasons the
// user should hear about returns a Result instead of throwing. Throwing is for bugs.

export type Result<T, E> = { ok: true; value: T } | { ok: false; error: E };

/** Wraps a success. */
export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

/** Wraps an expected failure; `error` should carry a code that has a text in both languages. */
export function err<E>(error: E): { ok: false; error: E } {
  return { ok: false, error };
}
