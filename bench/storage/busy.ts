/** A core that takes in many documents while its page asks for lists; the documents lie ready in a file, as the network would bring them. */
import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateStreet } from '../../shared/samples/street/generate-street.ts';
import { specsOf, type Scale } from '../../shared/samples/street/scales.ts';
import { streetStaff } from '../../shared/samples/street/staff.ts';
import { seed, today, turn } from './big-office.ts';

export interface Busy {
  /** Milliseconds. */
  readonly longestWait: number;
  readonly longestBlock: number;
  /** Megabytes in the core's thread afterwards. */
  readonly heap: number;
}

export function measureBusy(folder: string, scale: Scale, share: number): Busy {
  mkdirSync(folder, { recursive: true });
  const batches = join(folder, 'batches.ndjson');
  writeBatches(batches, scale, share);
  const shell = fileURLToPath(new URL('busy-shell.ts', import.meta.url));
  const said = execFileSync(process.execPath, [shell, join(folder, 'office'), batches], {
    encoding: 'utf8',
  });
  return JSON.parse(said.trim().split('\n').at(-1) ?? '') as Busy;
}

function writeBatches(path: string, scale: Scale, share: number): void {
  const file = openSync(path, 'w');
  const specs = specsOf(scale);
  for (const spec of specs.slice(0, Math.max(1, Math.round(specs.length * share)))) {
    const street = generateStreet({ spec, seed, today, staff: streetStaff(spec, seed) });
    for (const collection of ['records', 'events'] as const)
      for (let from = 0; from < street[collection].length; from += turn)
        writeSync(
          file,
          `${JSON.stringify({ collection, rows: street[collection].slice(from, from + turn) })}\n`,
        );
  }
  closeSync(file);
}
