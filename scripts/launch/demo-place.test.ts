import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startDemoDistrict } from './demo-district.ts';
import { enterDemoPlace } from './demo-place.ts';
import { enrolDesk } from './enrol-desk.ts';
import { isPortFree } from './free-port.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qiaobang-demo-place-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const enter = (print: (line: string) => void = () => {}) =>
  enterDemoPlace({ folder, print, small: true });
const desk = (name: string, server: string, code: () => Promise<string | null>) =>
  enrolDesk({ dataDir: join(folder, `desk-${name}`), deviceName: '演示电脑', server, code });

describe('another demonstration on the same port', () => {
  it('is not taken for this one', async () => {
    const other = await mkdtemp(join(tmpdir(), 'qiaobang-demo-other-'));
    const mine = await enter();
    await mine.own?.close();
    const { port } = new URL(mine.url);
    const stranger = await startDemoDistrict({ dataDir: other, port: Number(port), small: true });
    await expect(enter()).rejects.toMatchObject({ code: 'port_in_use', detail: port });
    await stranger.close();
    await rm(other, { recursive: true, force: true, maxRetries: 5 });
  });
});

describe('the place of the demonstration', () => {
  it('is filled once, found by a second window, and keeps its address and desks', async () => {
    const printed: string[] = [];
    const first = await enter((line) => printed.push(line));
    expect(printed.join('\n')).toContain('望春街道');
    expect(first.own).not.toBeNull();
    expect(await desk('wangchun', first.url, () => first.code('wangchun'))).toBeNull();

    const second = await enter();
    expect(second.own).toBeNull();
    expect(second.url).toBe(first.url);
    expect(await desk('qu', second.url, () => second.code('qu'))).toBeNull();
    // Its only code is spent, so another computer cannot come in as the same desk.
    expect(await desk('qu-again', second.url, () => second.code('qu'))).toContain('登记码已经用过');

    await first.own?.close();
    expect(await isPortFree(Number(new URL(first.url).port))).toBe(true);
    printed.length = 0;
    const next = await enter((line) => printed.push(line));
    expect(next.url).toBe(first.url);
    expect(printed).toEqual([]);
    expect(
      await desk('wangchun', next.url, () => Promise.reject(new Error('enrolled already'))),
    ).toBeNull();
    await next.own?.close();
  });
});
