// The preload as it ships: bundled by the same config, run in a bare context with a recorder for Electron.
import { readFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { build } from 'vite';
import { beforeAll, describe, expect, it } from 'vitest';
import { connectMessage, languageMessage, portMessage } from './port-messages.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
let code = '';

beforeAll(async () => {
  const outDir = await mkdtemp(join(tmpdir(), 'preload-'));
  await build({
    configFile: join(ROOT, 'vite.main.config.ts'),
    mode: 'preload',
    logLevel: 'error',
    build: { outDir },
  });
  code = readFileSync(join(outDir, 'index.cjs'), 'utf8');
});

function run() {
  const required: string[] = [];
  const exposed: Record<string, unknown> = {};
  const sent: unknown[][] = [];
  const posted: unknown[][] = [];
  const onPort: ((event: object) => void)[] = [];
  const onLoad: (() => void)[] = [];
  const observers: (() => void)[] = [];
  const page = { lang: 'zh-CN' };
  const electron = {
    contextBridge: { exposeInMainWorld: (name: string, value: unknown) => (exposed[name] = value) },
    ipcRenderer: {
      on: (name: string, listener: (event: object) => void) =>
        name === portMessage && onPort.push(listener),
      send: (...message: unknown[]) => sent.push(message),
    },
  };
  const window = {
    location: { origin: 'app://office' },
    postMessage: (...message: unknown[]) => posted.push(message),
    addEventListener: (name: string, listener: () => void) =>
      name === 'load' && onLoad.push(listener),
  };
  class MutationObserver {
    constructor(callback: () => void) {
      observers.push(callback);
    }
    observe(): void {}
  }
  const require = (name: string) => {
    required.push(name);
    return electron;
  };
  const context = createContext({
    require,
    window,
    document: { documentElement: page },
    MutationObserver,
    module: { exports: {} },
    exports: {},
  });
  runInContext(code, context);
  return { required, exposed, sent, posted, onPort, onLoad, observers, page };
}

describe('preload', () => {
  it('is one small CommonJS file that asks for electron only', () => {
    expect(Buffer.byteLength(code)).toBeLessThan(2048);
    expect(run().required).toEqual(['electron']);
  });

  it('exposes one frozen fact and no function', () => {
    const { exposed } = run();
    expect(exposed).toEqual({ office: { shell: 'desktop' } });
    expect(Object.isFrozen(exposed['office'])).toBe(true);
  });

  it('asks for a port only when the page listens, and tells its language', () => {
    const { sent, onLoad, observers, page } = run();
    expect(sent).toEqual([]);
    onLoad.forEach((load) => load());
    page.lang = 'en';
    observers.forEach((observe) => observe());
    expect(sent).toEqual([[connectMessage], [languageMessage, 'zh-CN'], [languageMessage, 'en']]);
  });

  it('hands the port to the page, and of the event nothing else', () => {
    const { onPort, posted } = run();
    const port = { name: 'port' };
    onPort.forEach((listener) => listener({ ports: [port], sender: 'secret' }));
    expect(posted).toEqual([[portMessage, 'app://office', [port]]]);
  });

  it('uses the name that the page waits for', () => {
    const link = readFileSync(join(ROOT, 'renderer/bridge/desktop-link.ts'), 'utf8');
    expect(link).toContain(`'${portMessage}'`);
  });
});
