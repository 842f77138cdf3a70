// Type-checks everything, two projects at a time. Rooms of the same kind share one: a room's own tsconfig is for editors and for a quick
// look (`npx tsc -p server --noEmit`); who may import whom is held by room-borders.ts.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const AT_ONCE = 2;

/** The largest first, so that the two lanes end together. */
const PROJECTS = [
  'tsconfig.node.json',
  'renderer/tsconfig.test.json',
  'tsconfig.mixed.json',
  'renderer',
  'shared',
];

const waiting = [...PROJECTS];
let failures = 0;
await Promise.all(Array.from({ length: AT_ONCE }, lane));
process.exitCode = failures === 0 ? 0 : 1;

async function lane(): Promise<void> {
  for (let project = waiting.shift(); project !== undefined; project = waiting.shift()) {
    const { code, output } = await check(project);
    if (code === 0) continue;
    failures += 1;
    process.stdout.write(`${project}\n${output}`);
  }
}

function check(project: string): Promise<{ code: number; output: string }> {
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  return new Promise((resolve, reject) => {
    // What was found last time is kept, so that only files that a change reaches are checked again.
    const memory = join(
      'node_modules/.cache/types',
      `${project.replaceAll(/\W/g, '_')}.tsbuildinfo`,
    );
    const args = [tsc, '-p', project, '--incremental', '--tsBuildInfoFile', memory];
    const child = spawn(process.execPath, args, { cwd: ROOT });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code: code ?? 1, output });
    });
  });
}
