/** A folder that is gone after the test, and a key to encrypt with in it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export function makeTempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'qiaobang-storage-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const TEST_KEY: Uint8Array = Uint8Array.from({ length: 32 }, (_, index) => index * 7 + 1);
