/**
 * `npm run fuzz:sync -- --seed S --runs N [--nightly]`: seeded schedules of work and faults over real cores, a real district and a
 * faulty network. Ends with one line of JSON; exit code 1 when a promise was broken. A schedule that failed is printed with the
 * command that plays it again (`--only`), can be written to a file (`--write`) and played from it (`--play`), step by step (`--steps`).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Engine } from './sync/databases.ts';
import type { Verdict } from './sync/judge.ts';
import { play } from './sync/play.ts';
import { scheduleOf, sizes, type Schedule } from './sync/schedule.ts';
import { prepareWorld } from './sync/world.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    runs: { type: 'string' },
    nightly: { type: 'boolean', default: false },
    only: { type: 'string' },
    database: { type: 'string' },
    write: { type: 'string' },
    play: { type: 'string' },
    steps: { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed);
const runs = Number(values.runs ?? (values.nightly ? 2000 : 6));
const isEngine = [undefined, 'postgres', 'pglite'].includes(values.database);
if (!Number.isInteger(seed) || !Number.isInteger(runs) || runs < 1 || !isEngine) {
  process.stderr.write(
    'npm run fuzz:sync -- --seed 整数 --runs 次数 [--nightly] [--only 序号] [--database postgres|pglite] [--write 文件] [--play 文件] [--steps]\n',
  );
  process.exit(2);
}
const size = values.nightly ? sizes.nightly : sizes.short;
const engine = (values.database ?? null) as Engine | null;

const schedules =
  values.play === undefined
    ? Array.from({ length: runs }, (_, number) => number)
        .filter((number) => values.only === undefined || number === Number(values.only))
        .map((number) => scheduleOf(seed, number, size))
    : [JSON.parse(readFileSync(values.play, 'utf8')) as Schedule];
if (values.only !== undefined && schedules.length === 0)
  schedules.push(scheduleOf(seed, Number(values.only), size));
if (values.write !== undefined)
  writeFileSync(values.write, `${JSON.stringify(schedules[0], null, 2)}\n`);

const sum = { lost: 0, stuck: 0, diverged: 0, silent: 0, leaked: 0 };
let written = 0;
let broken = 0;
const print = (text: string) => void process.stdout.write(`${text}\n`);
const world = await prepareWorld({ engine, seats: size.seats[1] });
try {
  for (const schedule of schedules) await playOne(schedule);
} finally {
  await world.close();
}
print(
  JSON.stringify({
    fuzz: 'sync',
    seed,
    schedules: schedules.length,
    lost: sum.lost,
    stuck: sum.stuck,
    diverged: sum.diverged,
    silent_overwrites: sum.silent,
    leaked_scope: sum.leaked,
  }),
);
const failed = broken + Object.values(sum).reduce((a, b) => a + b, 0);
process.exitCode = failed === 0 && written > 0 ? 0 : 1;

async function playOne(schedule: Schedule): Promise<void> {
  const replay = `npm run fuzz:sync -- --seed ${schedule.seed} --only ${schedule.number}${values.nightly ? ' --nightly' : ''}`;
  try {
    const onStep = values.steps ? { onStep: print } : {};
    const played = await play(world, schedule, onStep);
    written += played.written;
    const refused = [...played.refused].map(([code, count]) => `${count} ${code}`).join(', ');
    print(
      `schedule ${schedule.number}: ${schedule.seats} computers, ${schedule.steps.length} steps, ${played.written} acknowledged, ${played.open} open, refused: ${refused || 'none'}; quiet after ${played.rounds} rounds with ${played.cards} cards`,
    );
    if (!report(played.verdict)) print(`  again: ${replay}`);
  } catch (error) {
    broken += 1;
    print(
      `✗ schedule ${schedule.number} broke off: ${error instanceof Error ? error.stack : String(error)}`,
    );
    print(`  again: ${replay}`);
  }
}

/** True when every promise was kept. */
function report(verdict: Verdict): boolean {
  for (const key of ['lost', 'stuck', 'diverged', 'silent', 'leaked'] as const) {
    sum[key] += verdict[key].length;
    for (const complaint of verdict[key].slice(0, 8)) print(`✗ ${key}: ${complaint}`);
    if (verdict[key].length > 8) print(`  … and ${verdict[key].length - 8} more`);
  }
  return Object.values(verdict).every((list: readonly string[]) => list.length === 0);
}
