/** Runs a writer under strace until it has acknowledged enough, and reads the trace. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { countUnsynced, type SyncCount } from './read-trace.ts';

export async function traceWriter(
  script: string,
  args: readonly string[],
  { folder, writes }: { readonly folder: string; readonly writes: number },
): Promise<SyncCount> {
  const trace = join(folder, 'trace.log');
  const path = fileURLToPath(new URL(`../${script}`, import.meta.url));
  const calls = 'trace=write,pwrite64,pwritev,fsync,fdatasync';
  const child = spawn(
    'strace',
    ['-f', '-y', '-s', '48', '-e', calls, '-o', trace, process.execPath, path, ...args],
    { stdio: ['ignore', 'pipe', 'inherit'], detached: true },
  );
  let acknowledged = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith('{"say":"done"')) continue;
    acknowledged += 1;
    if (acknowledged === writes && child.pid !== undefined) {
      // The whole group: strace and what it watches.
      process.kill(-child.pid, 'SIGKILL');
      break;
    }
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return countUnsynced(readFileSync(trace, 'utf8'));
}
