/**
 * Runs the packed main process on plain Node with a stand-in for Electron: `packed-smoke.ts <unpacked app folder>`.
 * Finds what only a package can lack: a file, a dependency, a worker that starts. Prints one JSON line of named results.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { sessionState } from '../../shared/bridge/contract.ts';
import { connectMessage, portMessage } from '../../main/desktop/port-messages.ts';
import { windowPreferences } from '../../main/desktop/policy.ts';
import { fake } from './packed-electron.ts';

const PATIENCE_MS = 20_000;

const app = resolve(process.argv[2] ?? '.');
const data = mkdtempSync(join(tmpdir(), 'packed-smoke-'));
process.env['QIAOBANG_DATA'] = data;
const standIn = new URL('./packed-electron.ts', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context),
});

const results: { name: string; problem: string | null }[] = [];
await import(pathToFileURL(join(app, 'out/main/index.js')).href);
await check('the window opens with the decided preferences', async () => {
  await until(() => fake.windows.length === 1 || fake.calls.some(([name]) => name === 'app.exit'));
  const given = JSON.stringify(fake.windows[0]?.options['webPreferences']);
  const wanted = JSON.stringify(windowPreferences(join(app, 'out/preload/index.cjs'), true));
  if (given !== wanted) throw new Error(`${given}, not ${wanted}; ${JSON.stringify(fake.calls)}`);
});
await check('app://office serves the page', async () => {
  const serve = fake.handler('protocol.handle') as (request: Request) => Promise<Response>;
  const response = await serve(new Request('app://office/index.html'));
  const page = await response.text();
  if (response.status !== 200 || !page.includes('<div id="root">'))
    throw new Error(`answered ${response.status}`);
  if (!response.headers.get('content-security-policy')?.includes("connect-src 'none'"))
    throw new Error('no policy');
});
await check('the core answers through the window', async () => {
  const frame = fake.windows[0]!.webContents.mainFrame;
  fake.ipcMain.emit(connectMessage, { senderFrame: frame });
  const message = frame.received.find(({ channel }) => channel === portMessage);
  const port = message!.ports[0]!.port;
  const client = createORPCClient<{ call(input: object): Promise<{ value: unknown }> }>(
    new RPCLink({ port }),
  );
  port.start();
  const { value } = await client.call({ name: 'app.session', input: {} });
  const session = sessionState.parse(value);
  if (session.shell !== 'desktop' || session.trouble !== null)
    throw new Error(JSON.stringify(session));
});
await check('the packed database engine runs', () => {
  type Engine = new (file: string) => { prepare(sql: string): { get(): unknown }; close(): void };
  const Database = createRequire(join(app, 'package.json'))(
    'better-sqlite3-multiple-ciphers',
  ) as Engine;
  const database = new Database(':memory:');
  const row = JSON.stringify(database.prepare('select 1 + 1 as two').get());
  database.close();
  return row === '{"two":2}' ? Promise.resolve() : Promise.reject(new Error(row));
});
await check('it closes in order', async () => {
  fake.app.emit('will-quit', { preventDefault: () => {} });
  await until(() => fake.calls.some(([name, code]) => name === 'app.exit' && code === 0));
});

rmSync(data, { recursive: true, force: true });
process.stdout.write(`${JSON.stringify(results)}\n`);
// A core that did not end must not keep the check waiting.
process.exit(0);

async function check(name: string, work: () => Promise<void>): Promise<void> {
  // After a failure the rest would only wait for what cannot come.
  if (results.some(({ problem }) => problem !== null)) return;
  const late = sleep(PATIENCE_MS, undefined, { ref: false }).then(() => {
    throw new Error('no answer in time');
  });
  try {
    await Promise.race([work(), late]);
    results.push({ name, problem: null });
  } catch (error) {
    results.push({ name, problem: error instanceof Error ? error.message : String(error) });
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(20);
}
