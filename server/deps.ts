/** What the parts of the server are made of. Only boot.ts creates these; everything else is handed them. */
import type { Logger } from 'pino';
import { limits } from '../shared/exchange/format.ts';
import type { Database } from './database/database.ts';
import type { FirstReadLimits } from './sync/first-reads.ts';
import type { RateLimits } from './http/rate-limits.ts';
import type { Instance } from './instance.ts';

export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
}

export interface ServerDeps {
  readonly database: Database;
  readonly clock: Clock;
  /** Cryptographically random bytes. */
  readonly random: (bytes: number) => Uint8Array;
  readonly log: Logger;
  readonly instance: Instance;
  readonly settings: Settings;
  readonly limits: RateLimits;
}

export interface Settings {
  /** scrypt cost N for new passwords; a power of two. 2^17 takes about 0.4 s. */
  readonly passwordCost: number;
  /** Password checks served and waiting at a time; two run at once, so the last of them waits half as many times 0.4 s. */
  readonly passwordLine: number;
  /** Requests per minute and device (or address, before sign-in). */
  readonly perMinute: number;
  /** Requests per minute of one device, and of one account. */
  readonly perDeviceMinute: number;
  /** Pieces of files per minute of one device, and of one account: a scan of 50 MB is two hundred. */
  readonly filesPerDeviceMinute: number;
  /** First reads served at a time, and how long one may wait for its turn. */
  readonly firstReads: FirstReadLimits;
  /** A write is good for exactly the body that was signed. False only where a test spoils rows on their way. */
  readonly boundBodies: boolean;
  /** Enrolments, sign-ins and renewals per minute and address. */
  readonly signInsPerMinute: number;
  /** Online requests, and questions about them, per minute and address. */
  readonly intakesPerMinute: number;
  /** Rows of one bundle to a device without network; the rest goes into the next one. */
  readonly bundleRows: number;
  /** Days that a profile opens without contact to the district. */
  readonly leaseDays: number;
  /** Days that a deletion is remembered; a device that was away longer reads its scopes anew. */
  readonly horizonDays: number;
  /** Bytes of files that one unit may keep at the district. */
  readonly fileBytesPerUnit: number;
}

export const defaultSettings: Settings = {
  passwordCost: 2 ** 17,
  passwordLine: 40,
  perMinute: 1200,
  perDeviceMinute: 900,
  filesPerDeviceMinute: 6000,
  boundBodies: true,
  firstReads: { atOnce: 3, waitMs: 8000 },
  signInsPerMinute: 60,
  intakesPerMinute: 10,
  bundleRows: limits.rows,
  leaseDays: 30,
  horizonDays: 180,
  fileBytesPerUnit: 20 * 1024 ** 3,
};

/** The moment as the wire and the database write it. */
export function isoNow(clock: Clock): string {
  return new Date(clock.now()).toISOString();
}
