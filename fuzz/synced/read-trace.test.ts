import { expect, it } from 'vitest';
import { countUnsynced } from './read-trace.ts';

const done = String.raw`7 write(1<pipe:[1]>, "{\"say\":\"done\"}\n", 15) = 15`;
const write = '7 pwrite64(22</d/office.db-wal>, ""..., 24, 32) = 24';

it('counts an acknowledgement that came before the sync', () => {
  const sync = '7 fsync(22</d/office.db-wal>) = 0';
  expect(countUnsynced([write, done, sync, done].join('\n'))).toEqual({
    acknowledged: 2,
    unsynced: 1,
  });
});

it('takes a sync for done only when it has come back', () => {
  const begun = '7 fsync(22</d/office.db-wal> <unfinished ...>';
  const back = '7 <... fsync resumed>) = 0';
  expect(countUnsynced([write, begun, done].join('\n')).unsynced).toBe(1);
  expect(countUnsynced([write, begun, back, done].join('\n')).unsynced).toBe(0);
});

it('asks nothing of the main file, which a checkpoint writes after the log is safe', () => {
  const main = '7 pwrite64(21</d/office.db>, ""..., 4096, 0) = 4096';
  expect(countUnsynced([main, done].join('\n'))).toEqual({ acknowledged: 1, unsynced: 0 });
});
