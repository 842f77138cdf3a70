/** Runs one step of the checks as a child process, keeps its output in reports/, and shows the end of it when it fails. */
import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { judge, type Counts } from './counts.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const REPORTS = join(ROOT, 'reports');
const SHOWN_LINES = 120;
/** A step that takes longer than this hangs. Milliseconds. */
const LIMIT_MS = 25 * 60_000;

export interface Step {
  readonly name: string;
  /** Script (relative to the repository) and arguments, run with the Node that runs us. */
  readonly run: readonly string[];
  /** For steps that run many tests: their report in reports/ and how to count it. Without: the step is one check. */
  readonly report?: { readonly file: string; readonly count: (report: unknown) => Counts };
}

/** Never rejects: whatever goes wrong is a failed check. Prints one line, and the end of the output after a failure. */
export async function runStep({ name, run, report }: Step): Promise<Counts> {
  mkdirSync(REPORTS, { recursive: true });
  // A report left from an earlier run would be counted again.
  if (report !== undefined) rmSync(join(REPORTS, report.file), { force: true });
  const log = join(REPORTS, `${name}.log`);
  const start = performance.now();
  const exitCode = await runToFile(run, log);
  const counts = judge(exitCode, report === undefined ? single(exitCode) : read(report));
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  process.stdout.write(
    `${counts.failed === 0 ? '✓' : '✗'} ${name} (${seconds} s): ${describe(counts)}\n`,
  );
  if (counts.failed > 0) process.stdout.write(`${tail(log)}\n`);
  return counts;
}

function single(exitCode: number): Counts {
  return { passed: exitCode === 0 ? 1 : 0, failed: exitCode === 0 ? 0 : 1, skipped: 0 };
}

function read({ file, count }: NonNullable<Step['report']>): Counts | null {
  const path = join(REPORTS, file);
  return existsSync(path) ? count(JSON.parse(readFileSync(path, 'utf8'))) : null;
}

function runToFile([script = '', ...args]: readonly string[], log: string): Promise<number> {
  const output = createWriteStream(log);
  const path = [dirname(process.execPath), join(ROOT, 'node_modules/.bin'), process.env['PATH']];
  const child = spawn(process.execPath, [join(ROOT, script), ...args], {
    cwd: ROOT,
    env: {
      ...process.env,
      PATH: path.join(delimiter),
      NO_COLOR: '1',
      FORCE_COLOR: undefined,
      // Shells, districts and cores are started a hundred times: their modules need not be compiled each time.
      NODE_COMPILE_CACHE: join(tmpdir(), 'qiaobang-compiled'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: LIMIT_MS,
  });
  child.stdout.pipe(output, { end: false });
  child.stderr.pipe(output, { end: false });
  return new Promise((resolve) => {
    child.on('error', (error) => output.end(`${error.message}\n`, () => resolve(1)));
    child.on('close', (code, signal) => {
      const ended = signal === null ? '' : `ended by ${signal}\n`;
      output.end(ended, () => resolve(code ?? 1));
    });
  });
}

function tail(log: string): string {
  const lines = readFileSync(log, 'utf8').trimEnd().split('\n');
  return lines
    .slice(-SHOWN_LINES)
    .map((line) => `    ${line}`)
    .join('\n');
}

function describe({ passed, failed, skipped }: Counts): string {
  return [
    `${passed} ok`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ].join(', ');
}
