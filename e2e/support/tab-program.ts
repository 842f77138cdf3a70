/** The tab shell as a program, with the core as it is built for packing. */
import { join } from 'node:path';
import { startProgram, type Program } from './program.ts';

const root = join(import.meta.dirname, '../..');
const script = join(root, 'main/tab/main.ts');
const core = join(root, 'out/main/core-worker.js');

/** Starts it without opening a browser; needs `npm run build`. */
export function startTab(...args: readonly string[]): Program {
  return startProgram(script, ['--core', core, '--no-open', ...args]);
}
