import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDemoChild, type DemoChild } from './demo-child.ts';

let folder: string;
let printed: string[];
let demo: DemoChild;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qiaobang-demo-child-'));
  printed = [];
});
afterEach(async () => {
  await demo.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A demonstration of a few lines: real process, real channel, no district. */
function standIn(body: string): void {
  const script = join(folder, 'stand-in.ts');
  const helper = join(import.meta.dirname, 'end-with-launcher.ts');
  writeFileSync(
    script,
    `import { endWithLauncher } from ${JSON.stringify(helper)};\nendWithLauncher();\n${body}\n`,
  );
  demo = createDemoChild({
    script,
    args: ['--small'],
    print: (line) => void printed.push(line),
  });
}
const inTab = `
  let count = 0;
  const address = () => console.log('address: http://127.0.0.1:4100/#ticket=' + String((count += 1)));
  console.log('pid', process.pid, process.argv.slice(2).join(' '));
  address();
  process.stdin.on('data', address);
  process.once('SIGTERM', () => { console.log('closed in order'); process.exit(0); });
`;
const pidOf = () => Number(/^pid (\d+)/.exec(printed[0] ?? '')?.[1]);
const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    // Nobody has this number any more.
    return false;
  }
};

describe('the demonstration beside the app', () => {
  it('hands its address back, a fresh one each time, from one process', async () => {
    standIn(inTab);
    const first = await Promise.all([demo.start(), demo.start()]);
    expect(first).toEqual(
      [1, 1].map((ticket) => ({ address: `http://127.0.0.1:4100/#ticket=${ticket}` })),
    );
    expect(await demo.start()).toEqual({ address: 'http://127.0.0.1:4100/#ticket=2' });
    expect(printed).toHaveLength(1);
    expect(printed[0]).toMatch(/ --small$/);
  });

  it('has no address when it opened a window', async () => {
    standIn(`console.log('window: open'); setInterval(() => undefined, 1000);`);
    expect(await demo.start()).toEqual({ address: null });
    expect(await demo.start()).toEqual({ address: null });
  });

  it('is told to end in order when the app closes, and is not started again', async () => {
    standIn(inTab);
    await demo.start();
    const pid = pidOf();
    expect(isAlive(pid)).toBe(true);
    await demo.stop();
    expect(isAlive(pid)).toBe(false);
    await expect.poll(() => printed.at(-1)).toBe('closed in order');
    await expect(demo.start()).rejects.toThrow('closing');
  });

  it('ends while it is still being filled', async () => {
    standIn(`console.log('pid', process.pid); setInterval(() => undefined, 1000);`);
    const opening = demo.start().then(
      () => 'opened',
      (error: Error) => error.message,
    );
    await expect.poll(pidOf).toBeGreaterThan(0);
    await demo.stop();
    expect(await opening).toContain('ended before');
    expect(isAlive(pidOf())).toBe(false);
  });

  it('says so when it ends before it is open, and may be tried again', async () => {
    standIn(`process.exitCode = 2;`);
    await expect(demo.start()).rejects.toThrow('ended before');
    await expect(demo.start()).rejects.toThrow('ended before');
  });
});
