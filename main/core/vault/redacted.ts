/** Holds a secret so that it cannot slip into a log, a message or JSON by accident; `reveal` is the one way out, easy to search for. */
import { inspect } from 'node:util';

export interface Redacted<T> {
  reveal(): T;
}

export function redacted<T>(secret: T): Redacted<T> {
  return {
    reveal: () => secret,
    toString: () => '[redacted]',
    toJSON: () => '[redacted]',
    [inspect.custom]: () => '[redacted]',
  } as Redacted<T>;
}

/** Overwrites a secret that is no longer needed. Best effort: the runtime may have moved copies that nobody can reach. */
export function forget(secret: Redacted<Uint8Array>): void {
  secret.reveal().fill(0);
}
