import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { createLocalValues } from '../documents/local-values.ts';
import { openProfileStore } from '../safekeeping/open-profile-store.ts';
import { createDrafts } from './drafts.ts';

const writer = fileURLToPath(new URL('testing/draft-writer.ts', import.meta.url));

it('a draft that was answered "saved" survives kill -9', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'qiaobang-drafts-'));
  const key = randomBytes(32);
  try {
    const said = await killWhileWriting([folder, key.toString('hex')], 40);
    const opened = await openProfileStore({
      folder,
      isNew: false,
      key: new Uint8Array(key),
      cipher: 'aegis256',
      now: () => new Date().toISOString(),
    });
    if (!opened.ok) throw new Error(opened.error.code);
    const { store } = opened.value;
    const drafts = createDrafts({
      store,
      local: createLocalValues({ store, now: () => Date.now() }),
      now: () => Date.now(),
    });
    const kept = await drafts.list();
    for (const [id, count] of said) {
      // A newer save may have been committed whose answer never came out; an older one must not be there.
      expect(Number(kept.find((draft) => draft.id === id)?.title), id).toBeGreaterThanOrEqual(
        count,
      );
    }
    expect(said.size).toBe(7);
    await store.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Kills the child once it has said so many saves; answers the last one said of each draft. */
function killWhileWriting(args: readonly string[], enough: number): Promise<Map<string, number>> {
  const child = spawn(process.execPath, [writer, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    if (text.split('\n').length > enough) child.kill('SIGKILL');
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => {
      const whole = text
        .slice(0, text.lastIndexOf('\n') + 1)
        .trim()
        .split('\n');
      resolve(new Map(whole.map((line) => [line.split(' ')[0] ?? '', Number(line.split(' ')[1])])));
    });
  });
}
