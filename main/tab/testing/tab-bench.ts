/** A tab shell on a free port with a small page and a core that echoes, for tests over real HTTP and WebSockets. */
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { request, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { WebSocket } from 'ws';
import { socketPath, welcomeFrame } from '../../../shared/bridge/wire.ts';
import { startTab, type TabShell } from '../boot.ts';

export interface TabBench {
  readonly shell: TabShell;
  readonly rendererDir: string;
  /** The core's ends of all ports handed out so far. */
  readonly corePorts: readonly MessagePort[];
  /** Moves the shell's clock forward. */
  advance(ms: number): void;
  get(path: string, headers?: Record<string, string>, method?: string): Promise<Answer>;
  /** Opens a socket as a page of the shell's own origin would, unless the headers say otherwise. */
  socket(headers?: Record<string, string>, path?: string): WebSocket;
  ticket(): string;
  close(): Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export async function openTabBench(serve: (port: MessagePort) => void = echo): Promise<TabBench> {
  const folder = await mkdtemp(join(tmpdir(), 'qiaobang-tab-'));
  const rendererDir = await smallPage(folder);
  const corePorts: MessagePort[] = [];
  let clock = Date.parse('2026-11-23T02:00:00Z');
  const connect = () => {
    const { port1, port2 } = new MessageChannel();
    corePorts.push(port1);
    serve(port1);
    return port2;
  };
  const started = await startTab({ core: { connect }, rendererDir, now: () => clock });
  if (!started.ok) throw new Error('no free port');
  const { shell } = started;
  const own = `127.0.0.1:${shell.port}`;
  return {
    shell,
    rendererDir,
    corePorts,
    advance: (ms) => void (clock += ms),
    get: (path, headers = {}, method = 'GET') => get(shell.port, path, headers, method),
    socket: (headers = {}, path = socketPath) =>
      new WebSocket(`ws://${own}${path}`, {
        headers: {
          host: own,
          origin: `http://${own}`,
          'sec-fetch-site': 'same-origin',
          ...headers,
        },
      }),
    ticket: () => ticketOf(shell.newTicket()),
    close: async () => {
      await shell.close();
      for (const port of corePorts) port.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export function ticketOf(address: string): string {
  return new URLSearchParams(new URL(address).hash.slice(1)).get('ticket') ?? '';
}

/** Says hello and resolves with the resume token of the welcome. */
export async function sayHello(
  socket: WebSocket,
  hello: { ticket: string } | { resume: string },
): Promise<string> {
  if (socket.readyState !== socket.OPEN) await once(socket, 'open');
  socket.send(JSON.stringify({ hello }));
  const [data] = (await once(socket, 'message')) as [Buffer];
  return welcomeFrame.parse(JSON.parse(data.toString('utf8'))).welcome.resume;
}

/** The code with which the other side closes. */
export async function closeCode(socket: WebSocket): Promise<number> {
  const [code] = (await once(socket, 'close')) as [number];
  return code;
}

/** The HTTP status with which an upgrade is refused. */
export function refusedWith(socket: WebSocket): Promise<number> {
  return new Promise((resolve, reject) => {
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('error', () => {
      // ws reports the refusal here as well.
    });
    socket.on('open', () => reject(new Error('the socket was let in')));
  });
}

function echo(port: MessagePort): void {
  port.on('message', (frame: unknown) => port.postMessage(frame));
}

/** The path goes out exactly as written: `..%2f` must reach the server. */
function get(
  port: number,
  path: string,
  headers: Record<string, string>,
  method: string,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const ask = request(
      { host: '127.0.0.1', port, path, method, headers, agent: false },
      (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (body += chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        );
      },
    );
    ask.on('error', reject);
    ask.end();
  });
}

async function smallPage(folder: string): Promise<string> {
  const page = join(folder, 'page');
  await mkdir(join(page, 'assets'), { recursive: true });
  await writeFile(join(folder, 'outside.js'), 'outside');
  await writeFile(join(page, 'index.html'), '<!doctype html><title>侨帮办</title>');
  await writeFile(join(page, 'assets', 'main-1a2b.js'), 'export {};');
  await writeFile(join(page, 'assets', 'main-1a2b.css'), 'body{}');
  await writeFile(join(page, 'assets', 'main-1a2b.js.map'), '{}');
  await symlink(join(folder, 'outside.js'), join(page, 'assets', 'link.js'));
  return page;
}
