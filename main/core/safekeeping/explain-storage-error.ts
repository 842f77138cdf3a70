/** What a person can do about an error of the database. Never the error's own words. */
import type { Failure, FailureCode } from '../../../shared/bridge/errors.ts';
import { storageErrorCode, type StorageErrorCode } from '../storage/index.ts';

export const failureCodes: Readonly<Partial<Record<StorageErrorCode, FailureCode>>> = {
  // The key was unwrapped and checked before, so a file that it does not open is a damaged one.
  E_DB_KEY: 'E_DATA_DAMAGED',
  E_DB_CORRUPT: 'E_DATA_DAMAGED',
  E_DB_MISSING: 'E_DATA_DAMAGED',
  E_DB_BUSY: 'E_DATA_IN_USE',
  E_NEWER_DATA: 'E_NEWER_DATA',
  E_DISK_FULL: 'E_DISK_FULL',
  E_READ_ONLY: 'E_READ_ONLY',
  E_DB_IO: 'E_READ_ONLY',
  E_DB_CLOSED: 'E_LOCKED',
};

/** Null when nobody expected it: then it is a bug. */
export function explainStorageError(error: unknown): Failure | null {
  const code = storageErrorCode(error);
  const known = code === undefined ? undefined : failureCodes[code];
  return known === undefined ? null : { code: known };
}
