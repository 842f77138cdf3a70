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
