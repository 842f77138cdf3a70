/**
 * The last business number of each series that this device has given out. All profiles of the device share its letter, so the
 * book belongs to the device. A number is written down before it is used: a save that fails leaves a gap, never a duplicate.
 */
import { join } from 'node:path';
import { z } from 'zod';
import { readDouble, writeDouble } from '../vault/double-file.ts';
import type { NumberStore } from './records/new-envelope.ts';

const bookSchema = z.record(z.string(), z.int().min(0));

export function openNumberBook(dataDir: string): NumberStore {
  const path = join(dataDir, 'numbers.json');
  const found = readDouble(path, bookSchema);
  // Unreadable: each profile's own counter still holds, so only a neighbour's numbers since then could be met again.
  const book = found.status === 'ok' ? { ...found.value } : {};
  const give = (series: string, atLeast: number, count: number): number => {
    const first = Math.max(book[series] ?? 0, atLeast) + 1;
    book[series] = first + count - 1;
    writeDouble(path, book);
    return first;
  };
  return {
    next: (series, atLeast) => give(series, atLeast, 1),
    ahead(count) {
      const runs = new Map<
        string,
        { readonly first: number; next: number; readonly last: number }
      >();
      return {
        next(series, atLeast) {
          const run = runs.get(series);
          const isOpen = run !== undefined && run.next <= run.last && run.next > atLeast;
          const next = isOpen ? run.next : give(series, atLeast, count);
          if (isOpen) run.next += 1;
          else runs.set(series, { first: next, next: next + 1, last: next + count - 1 });
          return next;
        },
        settle(isUsed) {
          let isChanged = false;
          for (const [series, { first, next, last }] of runs) {
            const reached = isUsed ? next - 1 : first - 1;
            // Somebody else has gone on from there: what was left out stays a gap.
            if (reached === last || book[series] !== last) continue;
            book[series] = reached;
            isChanged = true;
          }
          runs.clear();
          if (isChanged) writeDouble(path, book);
        },
      };
    },
  };
}
