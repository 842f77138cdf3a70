/** A folder that electron-builder takes for an unpacked Electron, so that packaging is checked where Electron cannot be fetched. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Marks the place of the fuses in Electron's program (documented in its repository, docs/tutorial/fuses.md). */
const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSE_VERSION = 1;
const FUSES = 8;
const LOCALES = ['en-US', 'zh-CN', 'zh-TW', 'de'];

/** Fills an empty folder; more locales than we ship, so that leaving out is seen to happen. */
export function makeStandInDistribution(folder: string, electronVersion: string): void {
  const wire = Buffer.from([FUSE_VERSION, FUSES, ...Array<number>(FUSES).fill('0'.charCodeAt(0))]);
  const program = Buffer.concat([Buffer.from('stand-in\n'), Buffer.from(FUSE_SENTINEL), wire]);
  mkdirSync(join(folder, 'locales'), { recursive: true });
  mkdirSync(join(folder, 'resources'));
  writeFileSync(join(folder, 'electron'), program, { mode: 0o755 });
  writeFileSync(join(folder, 'version'), electronVersion);
  writeFileSync(join(folder, 'LICENSE'), '');
  for (const locale of LOCALES) writeFileSync(join(folder, 'locales', `${locale}.pak`), '');
}

/** The fuses of a program as a row of 0, 1 and r (removed), read from its bytes. */
export function readFuses(program: string): string {
  const bytes = readFileSync(program);
  const at = bytes.indexOf(FUSE_SENTINEL);
  if (at < 0) return 'no fuses';
  const start = at + FUSE_SENTINEL.length;
  return bytes.subarray(start + 2, start + 2 + (bytes[start + 1] ?? 0)).toString('latin1');
}
