/**
 * `npm run bench:storage`: the product's own services on a profile with ten years of a district in it, beside bare SQLite, RxDB's
 * memory storage and RxDB on Dexie in Chromium, all in one run. Ends with one line of JSON. `--quick`: one street, for a first look.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { atLeast, atMost, tableOf, type Goal } from './storage/goals.ts';
import { load, openBigOffice } from './storage/big-office.ts';
import { measureBusy } from './storage/busy.ts';
import { measureDexie } from './storage/dexie-peer.ts';
import { timesOf } from './storage/measure.ts';
import { measureReads } from './storage/reads.ts';
import { measureUnlock } from './storage/unlock.ts';
import { measureWrites } from './storage/writes.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    'no-dexie': { type: 'boolean', default: false },
  },
});
const scale = values.quick ? 'street' : 'stress';
const folder = mkdtempSync(join(tmpdir(), 'qiaobang-bench-'));
const say = (line: string) => process.stdout.write(`${line}\n`);
try {
  say(
    `${cpus().length} × ${cpus()[0]?.model ?? '?'}, ${Math.round(totalmem() / 1e9)} GB, Node ${process.version}`,
  );
  const office = await openBigOffice(join(folder, 'office'));
  const loaded = await load(office.context.store, scale);
  say(
    `${loaded.persons} persons, ${loaded.records} records, ${loaded.events} events in ${Math.round(loaded.milliseconds / 1000)} s`,
  );
  const writes = await measureWrites(office, join(folder, 'raw'));
  const reads = await measureReads(office);
  await office.profile.close();
  const unlock = await measureUnlock(office.folder, office.key);
  const dexie = values['no-dexie'] ? null : await measureDexie(values.quick ? 4_000 : 100_000);
  const pages = dexie === null ? null : timesOf(dexie.pages);
  const busy = measureBusy(join(folder, 'busy'), scale, values.quick ? 1 : 0.5);

  const goals: Goal[] = [
    atMost('save through the service, p99', writes.save.p99, 5, 'ms'),
    atMost(
      'save, median against the raw commit',
      writes.save.median / writes.rawSave.median,
      4,
      '×',
    ),
    atMost('bulk of 10,000 against raw', writes.bulk / writes.rawBulk, 2.5, '×'),
    atLeast(
      'bulk of 10,000, times faster than Dexie',
      dexie === null ? null : dexie.bulk / writes.bulk,
      5,
      '×',
    ),
    atMost('page of 50, sorted and filtered, p95', reads.page.p95, 5, 'ms'),
    atLeast(
      'page of 50, times faster than Dexie',
      pages === null ? null : pages.median / reads.page.median,
      10,
      '×',
    ),
    ...Object.entries(reads.search).map(([kind, times]) =>
      atMost(`search, ${kind}, p95`, times.p95, 50, 'ms'),
    ),
    atMost('facets, p95', reads.facets.p95, 30, 'ms'),
    atMost('unlock to work list', unlock, 2_000, 'ms'),
    atMost('encryption, loading', (writes.encryptedLoad / writes.plainLoad - 1) * 100, 15, '%'),
    atMost('encryption, reading all', (writes.encryptedScan / writes.plainScan - 1) * 100, 15, '%'),
    atMost('longest wait while loading', busy.longestWait, 150, 'ms'),
    atMost("longest block of the shell's thread", busy.longestBlock, 30, 'ms'),
    atMost('heap of core afterwards', busy.heap, 150, 'MB'),
  ];
  say(
    `save ${JSON.stringify(writes.save)}\nraw  ${JSON.stringify(writes.rawSave)}\nbulk ${Math.round(writes.bulk)} ms, raw ${Math.round(writes.rawBulk)} ms, memory storage ${Math.round(writes.memoryBulk)} ms`,
  );
  say(tableOf(goals));
  say(JSON.stringify({ bench: 'storage', goals }));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
// Idle timers of libraries would hold the process for minutes.
process.exit(0);
