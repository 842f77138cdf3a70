// Real TLS servers with certificates of all kinds, asked as the app asks its district.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { createDistrictClient } from '../sync/district-client.ts';
import { createDistrictNetwork } from './district-network.ts';
import { makeAuthority, type Authority } from './testing/certificates.ts';

const here = { ip: '127.0.0.1' };
const health = {
  ok: true,
  instance: 'i',
  epoch: 1,
  protocol: 1,
  isDemo: false,
  districtName: '区',
};

let folder: string;
let [ours, next, other]: Authority[] = [];
const servers: Server[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'qiaobang-tls-'));
  [ours, next, other] = ['district', 'district-2', 'stranger'].map(makeAuthority);
});
afterAll(() => {
  for (const server of servers) server.close().closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
});

async function serve(identity: { readonly cert: string; readonly key: string }): Promise<string> {
  const server = createServer(identity, (_request, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify(health));
  });
  new WebSocketServer({ server }).on('connection', (socket) => socket.send('poke'));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function pin(...pems: (string | undefined)[]): void {
  writeFileSync(join(folder, 'district-ca.pem'), pems.join(''));
}

const unpin = () => rmSync(join(folder, 'district-ca.pem'), { force: true });

/** 'ok' or the code of the failure that the page gets. */
async function ask(server: string, network = createDistrictNetwork(folder)): Promise<string> {
  const client = createDistrictClient({
    server,
    fetch: network.fetch,
    now: () => Date.now(),
    versions: { app: 'test', protocol: 1, schema: 1 },
  });
  const answer = await client.health();
  return answer.ok ? 'ok' : answer.error.code;
}

function hear(server: string): Promise<string> {
  const socket = createDistrictNetwork(folder).openSocket(server.replace('https', 'wss'));
  return new Promise((resolve) => {
    socket.addEventListener('message', ({ data }) => {
      resolve(String(data));
      socket.close();
    });
    socket.addEventListener('error', () => resolve('refused'));
  });
}

const need = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('not made');
  return value;
};

describe('the way to a district with an authority of its own', () => {
  it('is open for certificates of the pinned authority or its successor, by request and by live line', async () => {
    const [now, later] = [need(ours).issue(here), need(next).issue(here)];
    const [server, successor] = [await serve(now), await serve(later)];
    pin(ours?.pem, next?.pem);
    expect(await ask(server)).toBe('ok');
    expect(await ask(successor)).toBe('ok');
    expect(await hear(server)).toBe('poke');
  });

  it('is closed for another authority, a certificate of its own making, another name and other dates', async () => {
    pin(ours?.pem);
    const stranger = await serve(need(other).issue(here));
    expect(await ask(stranger)).toBe('E_CERT_UNKNOWN');
    expect(await hear(stranger)).toBe('refused');
    expect(await ask(await serve(need(next).issue(here)))).toBe('E_CERT_UNKNOWN');
    const name = { dns: 'elsewhere.example' };
    expect(await ask(await serve(need(ours).issue(name)))).toBe('E_CERT_NAME');
    expect(await ask(await serve(need(ours).issue(here, [-9, -1])))).toBe('E_CERT_EXPIRED');
    expect(await ask(await serve(need(ours).issue(here, [1, 9])))).toBe('E_CERT_EXPIRED');
  });

  it('takes no private authority unless it is pinned', async () => {
    unpin();
    expect(await ask(await serve(need(ours).issue(here)))).toBe('E_CERT_UNKNOWN');
  });

  it('follows the file as it changes, and lets nobody in by one that is no authority', async () => {
    const server = await serve(need(ours).issue(here));
    const leaf = need(ours).issue(here);
    const network = createDistrictNetwork(folder);
    pin(other?.pem);
    expect(await ask(server, network)).toBe('E_CERT_UNKNOWN');
    pin(ours?.pem, other?.pem);
    expect(await ask(server, network)).toBe('ok');
    for (const wrong of [leaf.cert, `${ours?.pem}${leaf.key}`, 'not a certificate', '']) {
      pin(wrong);
      expect(await ask(server, network)).toBe('E_CERT_UNKNOWN');
    }
    pin(ours?.pem, next?.pem, other?.pem);
    expect(await ask(server, network)).toBe('E_CERT_UNKNOWN');
  });

  it('never goes in the clear beyond this machine', async () => {
    for (const pins of [unpin, () => pin(ours?.pem)]) {
      pins();
      const { fetch, openSocket } = createDistrictNetwork(folder);
      await expect(fetch('http://192.0.2.1/v1/health')).rejects.toThrow('plain http');
      expect(() => openSocket('ws://192.0.2.1/v1/live')).toThrow('plain ws');
    }
  });
});
