import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTab } from './boot.ts';
import {
  closeCode,
  openTabBench,
  refusedWith,
  sayHello,
  ticketOf,
  type TabBench,
} from './testing/tab-bench.ts';

let bench: TabBench;
beforeEach(async () => {
  bench = await openTabBench();
});
afterEach(async () => {
  await bench.close();
});

describe('files', () => {
  it('come with their type, the security headers and no cookie', async () => {
    const page = await bench.get('/');
    expect(page.status).toBe(200);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.body).toContain('侨帮办');
    const script = await bench.get('/assets/main-1a2b.js');
    expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
    for (const { headers } of [page, script]) {
      expect(headers['cache-control']).toBe('no-store');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['set-cookie']).toBeUndefined();
      expect(headers['access-control-allow-origin']).toBeUndefined();
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain(`ws://127.0.0.1:${bench.shell.port}`);
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toContain('unsafe-eval');
    }
  });

  it('answer to localhost as well', async () => {
    const page = await bench.get('/', { host: `localhost:${bench.shell.port}` });
    expect(page.status).toBe(200);
    expect(page.headers['content-security-policy']).toContain(`ws://localhost:${bench.shell.port}`);
  });

  it.each([
    '/..%2f',
    '/..%2foutside.js',
    '/../outside.js',
    '/assets/../../outside.js',
    '/%2e%2e/outside.js',
    '/assets/..%5c..%5coutside.js',
    '/assets/link.js',
    '/assets/',
    '/assets',
    '/assets/main-1a2b.js.map',
    '//assets/main-1a2b.js',
    '/index.html/',
    '/INDEX.HTML',
    '/nothing',
    '/%00',
    '*',
  ])('has no file at %s', async (path) => {
    const answer = await bench.get(path);
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain('outside');
  });

  it.each(['evil.example', '127.0.0.1', '127.0.0.1:1', '[::1]'])(
    'are refused to the host name "%s"',
    async (host) => {
      expect((await bench.get('/', { host })).status).toBe(421);
    },
  );

  it('are refused to other sites and other methods', async () => {
    expect((await bench.get('/', { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await bench.get('/', { 'sec-fetch-site': 'same-site' })).status).toBe(403);
    expect((await bench.get('/', { 'sec-fetch-site': 'none' })).status).toBe(200);
    expect((await bench.get('/', {}, 'POST')).status).toBe(405);
    expect((await bench.get('/', {}, 'HEAD')).body).toBe('');
  });
});

describe('the socket', () => {
  it('is refused to foreign origins, hosts, sites and paths', async () => {
    const { port } = bench.shell;
    expect(await refusedWith(bench.socket({ origin: 'http://evil.example' }))).toBe(403);
    expect(await refusedWith(bench.socket({ origin: 'null' }))).toBe(403);
    expect(await refusedWith(bench.socket({ origin: `http://localhost:${port}` }))).toBe(403);
    expect(await refusedWith(bench.socket({ origin: '' }))).toBe(403);
    expect(await refusedWith(bench.socket({ 'sec-fetch-site': 'cross-site' }))).toBe(403);
    expect(
      await refusedWith(bench.socket({ host: 'evil.example', origin: 'http://evil.example' })),
    ).toBe(421);
    expect(await refusedWith(bench.socket({}, '/other'))).toBe(404);
  });

  it('lets a ticket in once', async () => {
    const ticket = ticketOf(bench.shell.address);
    expect(Buffer.from(ticket, 'base64url').byteLength).toBe(32);
    const first = bench.socket();
    await sayHello(first, { ticket });
    const second = bench.socket();
    const refused = closeCode(second);
    second.on('open', () => second.send(JSON.stringify({ hello: { ticket } })));
    expect(await refused).toBe(4401);
    expect(bench.corePorts).toHaveLength(1);
    expect(first.readyState).toBe(first.OPEN);
  });

  it('lets no expired ticket in', async () => {
    const [justInTime, late] = [bench.ticket(), bench.ticket()];
    bench.advance(10 * 60_000 - 1);
    await sayHello(bench.socket(), { ticket: justInTime });
    bench.advance(1);
    const socket = bench.socket();
    const refused = closeCode(socket);
    socket.on('open', () => socket.send(JSON.stringify({ hello: { ticket: late } })));
    expect(await refused).toBe(4401);
  });

  it.each([
    ['no hello', '{"i":"1","p":{"u":"/call"}}'],
    ['no JSON', 'hello'],
    ['an unknown word beside the ticket', '{"hello":{"ticket":"x","more":1}}'],
    ['a very long hello', JSON.stringify({ hello: { ticket: 'x'.repeat(5000) } })],
    ['a prototype', '{"__proto__":{"hello":{"ticket":"x"}}}'],
  ])('closes on %s', async (_what, message) => {
    const socket = bench.socket();
    const refused = closeCode(socket);
    socket.on('open', () => socket.send(message));
    expect(await refused).toBe(4400);
    expect(bench.corePorts).toHaveLength(0);
  });

  it('closes on a binary hello and on an invented resume token', async () => {
    const binary = bench.socket();
    const refusedBinary = closeCode(binary);
    binary.on('open', () =>
      binary.send(Buffer.from(JSON.stringify({ hello: { ticket: bench.ticket() } })), {
        binary: true,
      }),
    );
    expect(await refusedBinary).toBe(4400);
    const guess = bench.socket();
    const refusedGuess = closeCode(guess);
    guess.on('open', () => guess.send(JSON.stringify({ hello: { resume: 'A'.repeat(43) } })));
    expect(await refusedGuess).toBe(4401);
  });

  it('gives a second tab a port of its own', async () => {
    const [one, two] = [bench.socket(), bench.socket()];
    await sayHello(one, { ticket: bench.ticket() });
    await sayHello(two, { ticket: bench.ticket() });
    expect(bench.corePorts).toHaveLength(2);
    const answer = new Promise((resolve) =>
      one.once('message', (data: Buffer) => resolve(data.toString())),
    );
    two.on('message', () => expect.unreachable('a frame went to the wrong tab'));
    one.send('mine');
    expect(await answer).toBe('mine');
  });
});

describe('listening', () => {
  it('happens on 127.0.0.1 only', async () => {
    const others = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .filter(({ address }) => address !== '127.0.0.1')
      .map(({ address }) => address);
    const open: string[] = [];
    for (const host of [...others, '127.0.0.2', '::1'])
      if (await canConnect(host, bench.shell.port)) open.push(host);
    expect(open).toEqual([]);
    expect(await canConnect('127.0.0.1', bench.shell.port)).toBe(true);
  });

  it('says so when the port is taken', async () => {
    const { rendererDir, shell } = bench;
    const core = { connect: () => expect.unreachable('nobody connects') };
    expect(await startTab({ core, rendererDir, port: shell.port })).toEqual({
      ok: false,
      code: 'E_PORT_IN_USE',
      port: shell.port,
    });
  });

  it('does not start without a built page', async () => {
    const core = { connect: () => expect.unreachable('nobody connects') };
    await expect(startTab({ core, rendererDir: `${bench.rendererDir}/assets` })).rejects.toThrow(
      'index.html',
    );
  });

  it('frees the port at the end and closes open tabs', async () => {
    const socket = bench.socket();
    await sayHello(socket, { ticket: bench.ticket() });
    const closed = closeCode(socket);
    await bench.shell.close();
    expect(await closed).toBe(1001);
    expect(await canConnect('127.0.0.1', bench.shell.port)).toBe(false);
  });
});

function canConnect(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2000 });
    const finish = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => finish(true));
    socket.once('error', () => finish(false));
    socket.once('timeout', () => finish(false));
  });
}
