import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bridgeOverPort } from '../bridge/bridge-client.ts';
import type { SecretStore, StartDemo } from '../ports.ts';
import type { CoreProcess } from './core-process.ts';
import { coreWorkerUrl, spawnCore } from './spawn-core.ts';

let dataDir: string;
const running: CoreProcess[] = [];
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'qiaobang-core-'));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((core) => core.close()));
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(secretStore?: SecretStore, startDemo?: StartDemo): Promise<CoreProcess> {
  const core = await spawnCore({
    workerUrl: coreWorkerUrl,
    dataDir,
    shell: 'tab',
    appVersion: '0.1.0',
    ...(secretStore === undefined ? {} : { secretStore }),
    ...(startDemo === undefined ? {} : { startDemo }),
  });
  running.push(core);
  return core;
}

describe('a core in its own thread', () => {
  it('serves several windows, starts without any data, and ends as asked', async () => {
    const core = await start();
    const windows = [bridgeOverPort(core.connect()), bridgeOverPort(core.connect())];
    for (const bridge of windows)
      expect(await bridge.call('app.session', {})).toMatchObject({
        phase: 'enrol',
        shell: 'tab',
        appVersion: '0.1.0',
        trouble: null,
      });
    windows[0]?.close();
    expect(await windows[1]?.call('app.settings', {})).toMatchObject({ language: 'zh' });
    const code = new Promise<number>((resolve) => core.onExit(resolve));
    await core.close();
    expect(await code).toBe(0);
  });

  it('keeps settings over a restart', async () => {
    const first = await start();
    const bridge = bridgeOverPort(first.connect());
    const settings = await bridge.call('app.settings', {});
    expect(
      await bridge.call('app.saveSettings', { ...settings, language: 'en', lockAfterMinutes: 5 }),
    ).toMatchObject({ ok: true });
    await first.close();
    expect(await bridgeOverPort((await start()).connect()).call('app.settings', {})).toMatchObject({
      language: 'en',
      lockAfterMinutes: 5,
    });
  });

  it('reaches the shell’s secret store, and names the trouble when it cannot open what it sealed', async () => {
    const turn = async (bytes: Uint8Array) => bytes.map((byte) => byte ^ 255);
    const store: SecretStore = {
      backend: 'test-keyring',
      encrypt: turn,
      decrypt: async (sealed) => ({ secret: await turn(sealed), shouldReEncrypt: false }),
    };
    await (await start(store)).close();
    expect(readFileSync(join(dataDir, 'device-key.json'), 'utf8')).toContain('test-keyring');
    const again = await start(store);
    expect((await bridgeOverPort(again.connect()).call('app.session', {})).trouble).toBeNull();
    await again.close();
    const sealedBefore = readFileSync(join(dataDir, 'device-key.json'), 'utf8');
    const rotated = {
      ...store,
      encrypt: async (bytes: Uint8Array) => turn(bytes.toReversed()),
      decrypt: async (sealed: Uint8Array) => ({
        ...(await store.decrypt(sealed)),
        shouldReEncrypt: true,
      }),
    };
    await (await start(rotated)).close();
    expect(readFileSync(join(dataDir, 'device-key.json'), 'utf8')).not.toBe(sealedBefore);
    const broken = await start({ ...store, decrypt: () => Promise.reject(new Error('locked')) });
    const bridge = bridgeOverPort(broken.connect());
    expect((await bridge.call('app.session', {})).trouble).toEqual({ code: 'E_KEY_UNREADABLE' });
    expect(await bridge.call('app.login', { login: 'a', password: 'b' })).toEqual({
      ok: false,
      error: { code: 'E_KEY_UNREADABLE' },
    });
  });

  it('asks the launcher for the demonstration where there is one, and says when it did not open', async () => {
    const answers = [
      () => Promise.resolve({ address: 'http://127.0.0.1:4100/#ticket=abc' }),
      () => Promise.resolve({ address: null }),
      () => Promise.reject(new Error('/home/somebody/.demo is in use')),
    ];
    const failed = { ok: false, error: { code: 'E_DEMO_FAILED' } };
    const offered = bridgeOverPort(
      (await start(undefined, () => answers.shift()?.() ?? Promise.reject(new Error()))).connect(),
    );
    expect(await offered.call('app.session', {})).toMatchObject({ canDemo: true });
    expect(await offered.call('app.startDemo', {})).toEqual({
      ok: true,
      value: { address: 'http://127.0.0.1:4100/#ticket=abc' },
    });
    expect(await offered.call('app.startDemo', {})).toEqual({ ok: true, value: { address: null } });
    expect(await offered.call('app.startDemo', {})).toEqual(failed);

    const alone = bridgeOverPort((await start()).connect());
    expect(await alone.call('app.session', {})).toMatchObject({ canDemo: false });
    expect(await alone.call('app.startDemo', {})).toEqual(failed);
  });

  it('logs codes only', async () => {
    const core = await start();
    const bridge = bridgeOverPort(core.connect());
    await bridge.call('app.enrol', {
      server: 'http://127.0.0.1:1',
      code: 'GEHEIM-CODE',
      deviceName: '一号机',
    });
    await core.close();
    const lines = readdirSync(join(dataDir, 'logs'))
      .map((name) => readFileSync(join(dataDir, 'logs', name), 'utf8'))
      .join('');
    expect(lines).toContain('core.started');
    expect(lines).not.toMatch(/GEHEIM|一号机|127\.0\.0\.1/);
  });
});
