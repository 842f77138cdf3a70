/**
 * Everything that CI checks, in one go: `npm test`, or `npm test -- --fast` without browser and packaging. `--long` adds the tests
 * whose names end in @long (every official sheet as a PDF, 50 MB over a line that is cut ten times). A failed step does not stop the
 * next where that one still means something. The last line is `N passed, N failed, N skipped`.
 */
import { join } from 'node:path';
import {
  addCounts,
  closingLine,
  countPack,
  countPlaywright,
  countVitest,
  none,
  type Counts,
} from './check/counts.ts';
import { prepareMachine } from './check/prepare-machine.ts';
import { runStep, type Step } from './check/run-step.ts';

const BORDERS = 'scripts/room-borders.test.ts';
const vitest = (file: string, ...args: string[]): Pick<Step, 'run' | 'report'> => ({
  run: [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=reports/${file}`,
    ...args,
  ],
  report: { file, count: countVitest },
});

const STATIC: readonly Step[] = [
  { name: 'types', run: ['scripts/types.ts'] },
  {
    name: 'lint',
    run: ['node_modules/oxlint/bin/oxlint', '--type-aware', '--report-unused-disable-directives'],
  },
  { name: 'borders', ...vitest('borders.json', BORDERS) },
  { name: 'dead-code', run: ['node_modules/knip/bin/knip.js'] },
];
/** Processes of its own by the dozen: not among the unit tests, which it would hold up. */
const PLANTED = 'fuzz/sync/planted-bugs.test.ts';
const isLong = process.argv.includes('--long');
const notLong = isLong ? [] : ['--testNamePattern', '^((?!@long).)*$'];
const UNIT: Step = {
  name: 'unit',
  ...vitest('unit.json', '--exclude', BORDERS, '--exclude', PLANTED, ...notLong),
};
const PLANTED_BUGS: Step = { name: 'planted-bugs', ...vitest('planted.json', PLANTED) };
const BUILD: Step = { name: 'build', run: ['scripts/build.ts'] };
const E2E: Step = {
  name: 'e2e',
  run: [
    'node_modules/@playwright/test/cli.js',
    'test',
    ...(isLong ? [] : ['--grep-invert', '@long']),
  ],
  report: { file: 'e2e.json', count: countPlaywright },
};
/** Short runs of the fault simulators; longer ones by hand: `npm run fuzz:storage -- --seed S --runs N`. */
const FUZZ_STORAGE: Step = {
  name: 'fuzz-storage',
  run: ['fuzz/storage.ts', '--seed', '20261124', '--runs', '12'],
};
const FUZZ_SYNC: Step = {
  name: 'fuzz-sync',
  run: ['fuzz/sync.ts', '--seed', '20261125', '--runs', '2'],
};
const SYNCED: Step = { name: 'synced-writes', run: ['fuzz/synced-writes.ts'] };
const PACK: Step = {
  name: 'pack',
  run: ['scripts/pack-check.ts'],
  report: { file: 'pack.json', count: countPack },
};

const builtCore = join(import.meta.dirname, '../out/main/core-worker.js');

const isFast = process.argv.includes('--fast');
let sum = none;
const add = (counts: Counts): Counts => {
  sum = addCounts(sum, counts);
  return counts;
};

if (!isLong) process.env['QIAOBANG_NO_PICTURES'] = '1';
const lack = isFast ? null : prepareMachine();
for (const step of STATIC) add(await runStep(step));
const built = add(await runStep(BUILD)).failed === 0;
if (built) process.env['QIAOBANG_BUILT_CORE'] = builtCore;
add(await runStep(UNIT));
// Each waits most of its time, for pulled plugs to be put in again.
for (const counts of await Promise.all([PLANTED_BUGS, FUZZ_STORAGE, FUZZ_SYNC].map(runStep)))
  add(counts);
if (!isFast) {
  if (lack === null) {
    add(await runStep(SYNCED));
    await runBuilt(E2E, built);
  } else {
    process.stdout.write(`✗ e2e: ${lack}\n`);
    add({ ...none, failed: 1 });
  }
  await runBuilt(PACK, built);
}
process.stdout.write(`${closingLine(sum)}\n`);
process.exitCode = sum.failed === 0 ? 0 : 1;

/** Without a build there is nothing to look at; the build has been counted as failed already. */
async function runBuilt(step: Step, isBuilt: boolean): Promise<void> {
  if (isBuilt) add(await runStep(step));
  else {
    process.stdout.write(`- ${step.name}: not run, there is no build\n`);
    add({ ...none, skipped: 1 });
  }
}
