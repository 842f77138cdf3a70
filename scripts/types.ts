// Type-checks every room with its own tsconfig, two at a time: the walls between rooms are these files.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const AT_ONCE = 2;

/** The largest first, so that the two lanes end together. */
const ROOMS = [
  'main/core',
  'renderer',
  'renderer/tsconfig.test.json',
  'server',
  'main/desktop',
  'main/tab',
  'shared',
  'shared/tsconfig.test.json',
  'e2e',
  'fuzz',
  'bench',
  'scripts',
  '.',
];

const waiting = [...ROOMS];
let failures = 0;
await Promise.all(Array.from({ length: AT_ONCE }, lane));
process.exitCode = failures === 0 ? 0 : 1;

async function lane(): Promise<void> {
  for (let room = waiting.shift(); room !== undefined; room = waiting.shift()) {
    const { code, output } = await check(room);
    // TS18003: the room has no files yet.
    if (code === 0 || output.includes('error TS18003')) continue;
    failures += 1;
    process.stdout.write(`${room}\n${output}`);
  }
}

function check(room: string): Promise<{ code: number; output: string }> {
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  return new Promise((resolve, reject) => {
    // What was found last time is kept, so that only rooms that a change reaches are checked again.
    const memory = join('node_modules/.cache/types', `${room.replaceAll(/\W/g, '_')}.tsbuildinfo`);
    const args = [tsc, '-p', room, '--incremental', '--tsBuildInfoFile', memory];
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
