import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runDesktop } from './run-desktop.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qiaobang-run-desktop-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Node in Electron's place: it asks as the desktop shell does and writes down what it hears. */
const asking = `
  const { demoByLauncher } = await import(${JSON.stringify(join(import.meta.dirname, '../../main/desktop/launcher-link.ts'))});
  const { writeFileSync } = await import('node:fs');
  const end = (heard) => {
    writeFileSync(process.env.QIAOBANG_DATA + '/heard', heard);
    process.exit(3);
  };
  if (process.send === undefined) end('nobody to ask');
  const start = demoByLauncher({
    send: (message) => process.send(message),
    onMessage: (listener) => process.on('message', listener),
  });
  start().then(({ address }) => end('opened ' + address), () => end('failed'));
`;

async function run(start: (() => Promise<{ address: null }>) | null) {
  const script = join(folder, 'shell.mjs');
  writeFileSync(script, asking);
  const printed: string[] = [];
  const code = await runDesktop({
    program: process.execPath,
    args: [script],
    dataDir: folder,
    print: (line) => void printed.push(line),
    demo: start === null ? null : { start },
  });
  return { code, printed, heard: readFileSync(join(folder, 'heard'), 'utf8') };
}

describe('the desktop program', () => {
  it('is told where its data is, says that its window is open, and gives its exit code', async () => {
    const { code, printed, heard } = await run(null);
    expect(code).toBe(3);
    expect(printed).toEqual([expect.stringMatching(/^window: /)]);
    expect(heard).toBe('nobody to ask');
  });

  it('gets the demonstration from its launcher, or hears that it did not open', async () => {
    expect((await run(() => Promise.resolve({ address: null }))).heard).toBe('opened null');
    expect((await run(() => Promise.reject(new Error('no')))).heard).toBe('failed');
  });
});
