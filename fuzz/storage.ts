/**
 * `npm run fuzz:storage -- --seed S --runs N`: seeded schedules of kill -9, full disks and damaged files against the product's own
 * store. Ends with one line of JSON; exit code 1 when a promise was broken. The same seed gives the same schedule (when exactly a
 * kill falls within a write is the machine's).
 */
import { parseArgs } from 'node:util';
import { runOnce, type RunOutcome } from './storage/run.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    runs: { type: 'string', default: '10' },
  },
});
const seed = Number(values.seed);
const runs = Number(values.runs);
if (!Number.isInteger(seed) || !Number.isInteger(runs) || runs < 1) {
  process.stderr.write('npm run fuzz:storage -- --seed 整数 --runs 次数\n');
  process.exit(2);
}

const outcomes: RunOutcome[] = [];
let failed = 0;
for (let run = 0; run < runs; run += 1) {
  const outcome = await runOnce(seed, run).catch((error: unknown) => {
    failed += 1;
    process.stdout.write(`✗ run ${run} broke off: ${String(error)}\n`);
    return null;
  });
  if (outcome === null) continue;
  outcomes.push(outcome);
  for (const complaint of outcome.complaints) process.stdout.write(`✗ ${complaint}\n`);
  process.stdout.write(
    `run ${run}: ${outcome.acknowledged} acknowledged, ${outcome.refused} refused${outcome.refusedStarts > 0 ? `, and ${outcome.refusedStarts} starts` : ''}; ${outcome.faults.join(', ')}; ${outcome.lostAndSaid} reported as gone\n`,
  );
}

const total = (key: 'acknowledged' | 'lost' | 'halfWritten' | 'corruptUndetected' | 'outOfStep') =>
  outcomes.reduce((sum, outcome) => sum + outcome[key], 0);
const line = {
  fuzz: 'storage',
  seed,
  runs,
  acknowledged: total('acknowledged'),
  lost: total('lost'),
  half_written: total('halfWritten'),
  corrupt_undetected: total('corruptUndetected'),
  projection_out_of_step: total('outOfStep'),
};
process.stdout.write(`${JSON.stringify(line)}\n`);
const broken =
  line.lost + line.half_written + line.corrupt_undetected + line.projection_out_of_step;
process.exitCode = broken + failed === 0 && line.acknowledged > 0 ? 0 : 1;
