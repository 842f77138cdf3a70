import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { boot } from './boot.ts';
import type { Launcher } from './launcher-link.ts';
import { windowPreferences } from './policy.ts';
import { connectMessage, languageMessage, portMessage } from './port-messages.ts';
import { createFakeCore } from './testing/fake-core.ts';
import {
  createFakeElectron,
  FakeFrame,
  type FakeOptions,
  type FakeWindow,
} from './testing/fake-electron.ts';

const workerUrl = new URL('file:///out/main/core-worker.js');
const preload = '/out/preload/index.cjs';

function page(): string {
  const folder = mkdtempSync(join(tmpdir(), 'boot-'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html>');
  return folder;
}

async function start(
  options: FakeOptions & { argv?: string[]; pageFolder?: string; launcher?: Launcher } = {},
) {
  const fake = createFakeElectron(options);
  const core = createFakeCore();
  let clock = 1_000_000;
  boot({
    electron: fake.electron,
    spawnCore: core.spawnCore,
    workerUrl,
    pageFolder: options.pageFolder ?? page(),
    preload,
    dataDir: '/data',
    argv: ['qiaobang', ...(options.argv ?? [])],
    platform: 'linux',
    now: () => clock,
    writeFile: () => Promise.resolve(),
    launcher: options.launcher ?? null,
  });
  const names = () => fake.calls.map(([name]) => name);
  // The last thing a start does, or how one ends.
  const ends = new Set(['Menu.setApplicationMenu', 'app.exit', 'app.quit']);
  await expect.poll(() => names().some((name) => ends.has(name)), { interval: 2 }).toBe(true);
  return {
    fake,
    core,
    passTime: (ms: number) => (clock += ms),
    names,
  };
}

/** Long enough for promises that wait for nothing outside; the shell itself sets no timers. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

function only(windows: readonly FakeWindow[]): FakeWindow {
  expect(windows).toHaveLength(1);
  return windows[0]!;
}

/** An event whose preventDefault is recorded. */
function event(more: object = {}) {
  const seen = { prevented: false, ...more, preventDefault: () => (seen.prevented = true) };
  return seen;
}

describe('starting', () => {
  it('does what must come before readiness first, in this order', async () => {
    const { names, fake } = await start();
    expect(
      names()
        .filter((name) => name !== 'app.commandLine.appendSwitch')
        .slice(0, 4),
    ).toEqual([
      'app.enableSandbox',
      'app.setPath',
      'app.requestSingleInstanceLock',
      'protocol.registerSchemesAsPrivileged',
    ]);
    expect(fake.argumentsOf('protocol.registerSchemesAsPrivileged')).toEqual([
      [{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }],
    ]);
  });

  it('registers every guard of the session before a window exists', async () => {
    const { names, fake } = await start();
    expect(names()).toEqual(
      expect.arrayContaining([
        'session.setPermissionRequestHandler',
        'session.setPermissionCheckHandler',
        'session.setDevicePermissionHandler',
        'session.setDisplayMediaRequestHandler',
        'session.setBluetoothPairingHandler',
        'session.setSpellCheckerEnabled',
        'session.webRequest.onBeforeRequest',
        'protocol.handle',
      ]),
    );
    for (const name of [
      'select-usb-device',
      'select-hid-device',
      'select-serial-port',
      'will-download',
    ]) {
      expect(fake.session.listenerCount(name)).toBe(1);
    }
  });

  it('opens one window with exactly the decided preferences and our page in it', async () => {
    const { fake } = await start();
    const window = only(fake.windows);
    expect(window.options['webPreferences']).toStrictEqual(windowPreferences(preload, true));
    expect(window.webContents.mainFrame.url).toBe('app://office/index.html');
    expect(window.did).toEqual(['show']);
  });

  it('hands the core its worker, folder and secret store', async () => {
    const { core } = await start();
    expect(core.options).toMatchObject([
      {
        workerUrl,
        dataDir: '/data',
        shell: 'desktop',
        appVersion: '1.2.3',
        secretStore: { backend: 'gnome_libsecret' },
      },
    ]);
  });

  it('gives the core no secret store where the keyring is a fixed key', async () => {
    const { core } = await start({ keyring: 'basic_text' });
    expect(core.options[0]).not.toHaveProperty('secretStore');
  });

  it('lets only a copy from the sources ask its launcher for the demonstration', async () => {
    const launcher: Launcher = { send: () => undefined, onMessage: () => undefined };
    expect((await start({ launcher })).core.options[0]).not.toHaveProperty('startDemo');
    const fromSources = await start({ launcher, packaged: false });
    expect(fromSources.core.options[0]).toHaveProperty('startDemo');
    expect((await start({ packaged: false })).core.options[0]).not.toHaveProperty('startDemo');
  });

  it('does not start with a switch that weakens it, and says so in both languages', async () => {
    const { names, fake } = await start({ argv: ['--no-sandbox'] });
    expect(names()).toEqual(['dialog.showErrorBox', 'app.exit']);
    expect(fake.argumentsOf('dialog.showErrorBox')[1]).toMatch(/没有启动[\s\S]*did not start/);
  });

  it('leaves when another copy runs', async () => {
    const { names, core } = await start({ firstCopy: false });
    expect(names()).toContain('app.quit');
    expect(core.options).toEqual([]);
  });

  it('says so and ends when the page is missing', async () => {
    const { fake, core } = await start({ pageFolder: '/does/not/exist' });
    expect(fake.argumentsOf('app.exit')).toEqual([1]);
    expect(fake.argumentsOf('dialog.showErrorBox')[1]).not.toContain('/does/not/exist');
    expect(core.options).toEqual([]);
  });
});

describe('guards', () => {
  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])(
    '%s: only within the page',
    async (name) => {
      const { fake } = await start();
      const { webContents } = only(fake.windows);
      const away = event({ url: 'https://evil.example/?x=app://office' });
      const within = event({ url: 'app://office/index.html' });
      webContents.emit(name, away);
      webContents.emit(name, within);
      expect([away.prevented, within.prevented]).toEqual([true, false]);
    },
  );

  it('refuse embedded pages and devices', async () => {
    const { fake } = await start();
    const { webContents } = only(fake.windows);
    const embedded = event();
    webContents.emit('will-attach-webview', embedded);
    const chosen: unknown[] = [];
    const choose = (id?: string) => chosen.push(id ?? '');
    const devices = event();
    webContents.emit('select-bluetooth-device', devices, [], choose);
    fake.session.emit('select-usb-device', devices, {}, choose);
    fake.session.emit('select-hid-device', devices, {}, choose);
    fake.session.emit('select-serial-port', devices, [], webContents, choose);
    expect([embedded.prevented, devices.prevented]).toEqual([true, true]);
    expect(chosen).toEqual(['', '', '', '']);
    expect(fake.handler('session.setDevicePermissionHandler')()).toBe(false);
  });

  it('cancel every request that would touch a network', async () => {
    const { fake } = await start();
    const ask = fake.handler('session.webRequest.onBeforeRequest') as (
      details: { url: string },
      answer: (given: { cancel: boolean }) => void,
    ) => void;
    const answers: boolean[] = [];
    for (const url of ['https://a.example/', 'ws://127.0.0.1/', 'file:///x', 'app://office/a.js']) {
      ask({ url }, ({ cancel }) => answers.push(cancel));
    }
    expect(answers).toEqual([true, true, true, false]);
  });

  it('answer permission requests from the table', async () => {
    const { fake } = await start();
    const ask = fake.handler('session.setPermissionRequestHandler') as (
      contents: null,
      permission: string,
      answer: (granted: boolean) => void,
      details: { requestingUrl: string },
    ) => void;
    const answers: boolean[] = [];
    const answer = (granted: boolean) => answers.push(granted);
    ask(null, 'media', answer, { requestingUrl: 'app://office/' });
    ask(null, 'clipboard-sanitized-write', answer, { requestingUrl: 'app://office/' });
    ask(null, 'clipboard-sanitized-write', answer, { requestingUrl: 'https://evil.example/' });
    expect(answers).toEqual([false, true, false]);
  });

  it('open no windows, and the browser only for known sites after a yes', async () => {
    const yes = await start({ answer: 0 });
    const open = only(yes.fake.windows).webContents.windowOpenHandler;
    expect(open?.({ url: 'https://evil.example/' })).toEqual({ action: 'deny' });
    await settled();
    expect(yes.names()).not.toContain('dialog.showMessageBox');
    expect(open?.({ url: 'https://www.gqb.gov.cn/' })).toEqual({ action: 'deny' });
    await settled();
    expect(yes.fake.argumentsOf('shell.openExternal')).toEqual(['https://www.gqb.gov.cn/']);

    const no = await start({ answer: 1 });
    only(no.fake.windows).webContents.windowOpenHandler?.({ url: 'https://www.gqb.gov.cn/' });
    await settled();
    expect(no.names()).not.toContain('shell.openExternal');
  });
});

describe('the port to the core', () => {
  it('is given to our page when it asks, and carries frames both ways untouched', async () => {
    const { fake } = await start();
    const frame = only(fake.windows).webContents.mainFrame;
    fake.ipcMain.emit(connectMessage, { senderFrame: frame });
    expect(frame.received).toMatchObject([{ channel: portMessage, message: null }]);
    const port = frame.received[0]!.ports[0]!;
    const frames: unknown[] = [];
    port.on('message', ({ data }) => frames.push(data));
    port.start();
    port.postMessage('你好');
    port.postMessage(new Uint8Array([1, 2, 3]));
    await expect.poll(() => frames.length).toBe(2);
    expect(frames).toEqual(['你好', new Uint8Array([1, 2, 3])]);
    port.close();
  });

  it('is refused to frames that are gone, to strangers and to our frame on another page', async () => {
    const { fake, core } = await start();
    const frame = only(fake.windows).webContents.mainFrame;
    fake.ipcMain.emit(connectMessage, { senderFrame: null });
    fake.ipcMain.emit(connectMessage, { senderFrame: new FakeFrame('app://office/index.html') });
    frame.url = 'about:blank';
    fake.ipcMain.emit(connectMessage, { senderFrame: frame });
    expect(core.asked).toEqual([]);
  });

  it('replaces the port of the load before, and ends with the window', async () => {
    const { fake, core } = await start();
    const window = only(fake.windows);
    const asks = { senderFrame: window.webContents.mainFrame };
    fake.ipcMain.emit(connectMessage, asks);
    fake.ipcMain.emit(connectMessage, asks);
    await expect.poll(() => core.asked).toEqual(['connect', 'connect', 'disconnected']);
    window.emit('closed');
    await expect
      .poll(() => core.asked)
      .toEqual(['connect', 'connect', 'disconnected', 'disconnected']);
    expect(fake.ipcMain.listenerCount(connectMessage)).toBe(0);
  });
});

describe('life and end', () => {
  it('a second start brings the window to the front', async () => {
    const { fake } = await start();
    const window = only(fake.windows);
    window.minimized = true;
    fake.app.emit('second-instance');
    expect(window.did).toEqual(['show', 'restore', 'show', 'focus']);
    expect(fake.windows).toHaveLength(1);
  });

  it('closes windows, then core, then process', async () => {
    const { fake, core, names } = await start();
    fake.app.emit('window-all-closed');
    expect(names()).toContain('app.quit');
    const quit = event();
    fake.app.emit('will-quit', quit);
    fake.app.emit('will-quit', event());
    await settled();
    expect(quit.prevented).toBe(true);
    expect(core.asked).toEqual(['close']);
    expect(fake.argumentsOf('app.exit')).toEqual([0]);
  });

  it('ends and says why when the core ends unasked', async () => {
    const { fake, core } = await start();
    core.end(9);
    expect(fake.argumentsOf('dialog.showErrorBox')[1]).toContain('9');
    expect(fake.argumentsOf('app.exit')).toEqual([1]);
  });

  it('says nothing when the core ends as asked', async () => {
    const { fake, core, names } = await start();
    fake.app.emit('will-quit', event());
    core.end(0);
    await settled();
    expect(names()).not.toContain('dialog.showErrorBox');
  });

  it('loads a dead page again once, and gives up on the second death within a minute', async () => {
    const { fake, passTime, names } = await start();
    const { webContents } = only(fake.windows);
    const die = () => webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    die();
    passTime(120_000);
    die();
    expect(webContents.reloads).toBe(2);
    expect(names()).not.toContain('app.quit');
    passTime(1000);
    die();
    expect(webContents.reloads).toBe(2);
    expect(names()).toContain('app.quit');
  });

  it('locks with the screen and before sleep', async () => {
    const { fake, core } = await start();
    fake.powerMonitor.emit('lock-screen');
    fake.powerMonitor.emit('suspend');
    expect(core.asked).toEqual(['lock', 'lock']);
  });

  it('speaks the language of the page in its menu', async () => {
    const { fake } = await start();
    const frame = only(fake.windows).webContents.mainFrame;
    const menus = () =>
      fake.calls.flatMap(([name, template]) =>
        name === 'Menu.setApplicationMenu' ? [(template as { label: string }[])[0]?.label] : [],
      );
    fake.ipcMain.emit(languageMessage, { senderFrame: frame }, 'en');
    fake.ipcMain.emit(languageMessage, { senderFrame: frame }, 'en-GB');
    fake.ipcMain.emit(languageMessage, { senderFrame: null }, 'zh-CN');
    fake.ipcMain.emit(languageMessage, { senderFrame: frame }, { toString: () => 'en' });
    expect(menus()).toEqual(['文件', 'File', '文件']);
  });
});
