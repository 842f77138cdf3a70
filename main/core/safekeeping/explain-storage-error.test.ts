import { expect, it } from 'vitest';
import { StorageError } from '../storage/index.ts';
import { explainStorageError } from './explain-storage-error.ts';

it('names what a person can do, and nothing else', () => {
  expect(explainStorageError(new StorageError('E_DISK_FULL', 'x'))).toEqual({
    code: 'E_DISK_FULL',
  });
  expect(explainStorageError(Object.assign(new Error('x'), { code: 'SQLITE_FULL' }))).toEqual({
    code: 'E_DISK_FULL',
  });
  expect(explainStorageError(new StorageError('E_READ_ONLY', 'x'))).toEqual({
    code: 'E_READ_ONLY',
  });
  expect(explainStorageError(new StorageError('E_ATOMIC_MISUSE', 'x'))).toBeNull();
  expect(explainStorageError(new Error('x'))).toBeNull();
});
