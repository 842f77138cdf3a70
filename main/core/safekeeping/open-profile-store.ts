/**
 * The start-up ladder, its first rungs: one holder, right version, sound file. What cannot be opened is never changed and never
 * replaced by an empty database; the person is told what it is.
 */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Failure, FailureCode } from '../../../shared/bridge/errors.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import {
  openStore,
  storageErrorCode,
  type Store,
  type StorageErrorCode,
  type StoreOptions,
} from '../storage/index.ts';

export interface ProfileStoreOptions extends Omit<StoreOptions, 'path' | 'mode' | 'busyTimeoutMs'> {
  readonly folder: string;
  /** A new profile makes its file; later a missing file is a loss and says so. */
  readonly isNew: boolean;
}

/** The store; closing it also takes away the mark that says "was not closed properly". */
export async function openProfileStore({
  folder,
  isNew,
  ...options
}: ProfileStoreOptions): Promise<Result<Store, Failure>> {
  const mark = join(folder, 'open.mark');
  const unclean = existsSync(mark);
  const opened = await openStore({
    ...options,
    path: join(folder, 'office.db'),
    mode: isNew ? 'create' : 'existing',
    busyTimeoutMs: 1_500,
  });
  if (!opened.ok) return refused(opened.code, opened.error);
  const { store } = opened;
  if (unclean && (await store.check()).length > 0) {
    await store.close();
    return err({ code: 'E_DATA_DAMAGED' });
  }
  const marked = putMark(mark);
  if (marked !== null) {
    await store.close();
    return err(marked);
  }
  return ok({
    ...store,
    async close() {
      await store.close();
      rmSync(mark, { force: true });
    },
  });
}

/** What a person can do about a storage error, or null when it is a bug. Never the error's own words. */
export function explainStorageError(error: unknown): Failure | null {
  const code = storageErrorCode(error);
  const known = code === undefined ? undefined : failureCodes[code];
  return known === undefined ? null : { code: known };
}

const failureCodes: Readonly<Partial<Record<StorageErrorCode, FailureCode>>> = {
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

function refused(code: StorageErrorCode, error: Error): Result<Store, Failure> {
  const known = failureCodes[code];
  if (known === undefined) throw error;
  return err({ code: known });
}

function putMark(path: string): Failure | null {
  try {
    writeFileSync(path, '', { mode: 0o600 });
    return null;
  } catch (error) {
    const full = error instanceof Error && Reflect.get(error, 'code') === 'ENOSPC';
    return { code: full ? 'E_DISK_FULL' : 'E_READ_ONLY' };
  }
}
