/**
 * The last business number of each series that this device has given out. All profiles of the device share its letter, so the
 * book belongs to the device. A number is written down before it is used: a save that fails leaves a gap, never a duplicate.
 */
import { join } from 'node:path';
import { z } from 'zod';
import { readDouble, writeDouble } from '../vault/double-file.ts';
import type { NumberBook } from './records/new-envelope.ts';

const bookSchema = z.record(z.string(), z.int().min(0));

export function openNumberBook(dataDir: string): NumberBook {
  const path = join(dataDir, 'numbers.json');
  const found = readDouble(path, bookSchema);
  // Unreadable: each profile's own counter still holds, so only a neighbour's numbers since then could be met again.
  const book = found.status === 'ok' ? { ...found.value } : {};
  return {
    next(series, atLeast) {
      const number = Math.max(book[series] ?? 0, atLeast) + 1;
      book[series] = number;
      writeDouble(path, book);
      return number;
    },
  };
}
