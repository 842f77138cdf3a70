/** Lets the writer work until the round's fault, and hears what it said. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Ledger } from './ledger.ts';
import type { Line } from './operations.ts';
import type { Round } from './schedule.ts';
import type { SmallDisk } from './small-disk.ts';

const script = fileURLToPath(new URL('writer.ts', import.meta.url));

/** Refused writes after which a full disk gets room again, and writes that must succeed then. */
const refusals = 3;
const afterRoom = 5;

/** Resolves when the writer is dead; rejects when it ended by itself, which it never should. */
export async function workUntilFault(
  folder: string,
  prefix: string,
  round: Round,
  ledger: Ledger,
  disk: SmallDisk | null,
): Promise<{ acknowledged: number; refused: number }> {
  const known = JSON.stringify(ledger.livingIds());
  const child = spawn(
    process.execPath,
    [script, folder, prefix, String(round.seed), String(round.backupAfter), known],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let acknowledged = 0;
  let refused = 0;
  let isFilled = false;
  let killAt = round.writes;
  for await (const text of createInterface({ input: child.stdout })) {
    const line = parse(text);
    // The last line of a killed process may be half of one: then it was never said.
    if (line === null) break;
    ledger.hear(line);
    if (line.say === 'refused') refused += 1;
    if (line.say === 'done') acknowledged += 1;
    if (round.fault === 'full' && disk !== null && line.say === 'done')
      if (acknowledged === round.writes) {
        disk.fill();
        isFilled = true;
        killAt = Number.POSITIVE_INFINITY;
      }
    if (line.say === 'full' && refused % refusals === 0) {
      if (isFilled) {
        disk?.makeRoom();
        isFilled = false;
        killAt = acknowledged + afterRoom;
      } else disk?.grow();
    }
    if (line.say === 'done' && acknowledged === killAt)
      void pause(round.delay).then(() => child.kill('SIGKILL'));
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  disk?.makeRoom();
  if (child.signalCode !== 'SIGKILL') throw new Error(`the writer ended by itself in ${prefix}`);
  return { acknowledged, refused };
}

function parse(text: string): Line | null {
  try {
    return JSON.parse(text) as Line;
  } catch {
    return null;
  }
}
