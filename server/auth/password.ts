/** Passwords at rest: scrypt with its parameters beside the hash, so that the cost can be raised later. */
import { scrypt, timingSafeEqual } from 'node:crypto';
import { fail, type Answer } from '../http/answer.ts';

export interface Passwords {
  hash(password: string): Promise<string>;
  /** Takes equally long for a wrong password. */
  matches(password: string, stored: string): Promise<boolean>;
  /** Costs the time of a check, so that an unknown account answers no faster than a known one. */
  waste(password: string): Promise<void>;
  /**
   * Does something that costs a derivation or two, if its turn comes soon; `sign_in_busy` with seconds at once when too many are in
   * line: they would wait longer than anybody waits, and keep out those who come after them.
   */
  inLine<T>(work: () => Promise<Answer<T>>): Promise<Answer<T>>;
}

/** One derivation takes 128·N·r bytes (128 MB at the default), so only a few may run at once. */
const atOnce = 2;

/** By then a full line has mostly been served. */
const comeBackSeconds = 10;

/** `cost` is scrypt's N for new hashes; `longestLine`: how many may be served and wait at a time. */
export function createPasswords(deps: {
  random: (bytes: number) => Uint8Array;
  cost: number;
  longestLine: number;
}): Passwords {
  let running = 0;
  let lined = 0;
  const waiting: (() => void)[] = [];

  async function derive(
    password: string,
    salt: Uint8Array,
    N: number,
    r: number,
    p: number,
  ): Promise<Buffer> {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await new Promise((resolve, reject) => {
        const options = { N, r, p, maxmem: 256 * N * r };
        scrypt(password.normalize('NFC'), salt, 32, options, (error, key) => {
          if (error === null) resolve(key);
          else reject(error);
        });
      });
    } finally {
      // The place goes straight to the next in line.
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  }

  return {
    async hash(password) {
      const salt = deps.random(16);
      const key = await derive(password, salt, deps.cost, 8, 1);
      return ['scrypt', deps.cost, 8, 1, base64(salt), base64(key)].join('$');
    },
    async matches(password, stored) {
      const [name, N, r, p, salt, hash] = stored.split('$');
      if (name !== 'scrypt' || salt === undefined || hash === undefined) return false;
      const expected = Buffer.from(hash, 'base64');
      const key = await derive(
        password,
        Buffer.from(salt, 'base64'),
        Number(N),
        Number(r),
        Number(p),
      );
      return key.length === expected.length && timingSafeEqual(key, expected);
    },
    async inLine(work) {
      if (lined >= deps.longestLine) return fail('sign_in_busy', { seconds: comeBackSeconds });
      lined += 1;
      try {
        return await work();
      } finally {
        lined -= 1;
      }
    },
    async waste(password) {
      await derive(password, new Uint8Array(16), deps.cost, 8, 1);
    },
  };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
