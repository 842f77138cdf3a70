/**
 * The network between one device and the district: an HTTP proxy on 127.0.0.1 that is slow, cuts, loses, doubles, reorders and
 * truncates as its weather says, and shows every exchange to whoever watches. What happens to a request is drawn from its seed.
 */
import {
  createServer,
  request,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { createRandom, randomInt, type Random } from '../../shared/samples/random.ts';

export interface Weather {
  /** `out`: nothing gets there. `back`: it gets there and no answer returns. */
  readonly cut: 'none' | 'out' | 'back' | 'both';
  /** Milliseconds each way, at most. */
  readonly latency: number;
  /** Bytes per second; 0 = as fast as it goes. */
  readonly bandwidth: number;
  /** Chances of one request. */
  readonly lose: number;
  readonly double: number;
  readonly hold: number;
  readonly truncate: number;
}

export const fine: Weather = {
  cut: 'none',
  latency: 0,
  bandwidth: 0,
  lose: 0,
  double: 0,
  hold: 0,
  truncate: 0,
};

export interface Sent {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}
export interface Received {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Sees what passes and may change it: for the watch over scopes, and for bugs planted on purpose. */
export interface Watcher {
  onRequest?(sent: Sent): Sent;
  /** Called for every answer of the district, also for those that are lost on the way. */
  onReply?(sent: Sent, received: Received): Received;
}

export interface Link {
  readonly url: string;
  aim(target: string): void;
  set(weather: Weather, seed: number): void;
  watch(watcher: Watcher): void;
  /** Breaks all open connections. */
  snap(): void;
  close(): Promise<void>;
}

/** How long a reordered request is held back at most. Milliseconds. */
const longestHold = 300;

export async function startLink(): Promise<Link> {
  const sockets = new Set<Socket>();
  let target = new URL('http://127.0.0.1:9');
  let weather = fine;
  let random: Random = createRandom(1);
  let watcher: Watcher = {};

  const server = createServer((incoming, answer) => {
    handle(incoming, answer).catch(() => answer.destroy());
  });
  server.on('connection', (socket) => {
    if (weather.cut === 'both') socket.destroy();
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('upgrade', (incoming, socket, head) => {
    if (weather.cut !== 'none') return void socket.destroy();
    const upstream = connect(Number(target.port), target.hostname, () => {
      upstream.write(
        `${incoming.method} ${incoming.url} HTTP/1.1\r\n${headerLines(incoming)}\r\n\r\n`,
      );
      upstream.write(head);
      socket.pipe(upstream).pipe(socket);
    });
    upstream.on('error', () => socket.destroy());
    upstream.on('close', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
    socket.on('close', () => upstream.destroy());
  });

  async function travel(bytes: number): Promise<void> {
    const { latency, bandwidth } = weather;
    const time =
      (latency === 0 ? 0 : randomInt(random, 0, latency)) +
      (bandwidth === 0 ? 0 : (bytes / bandwidth) * 1000);
    if (time > 0) await pause(time);
  }

  async function handle(incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
    const now = weather;
    const [held, doubled, lost, truncated] = [now.hold, now.double, now.lose, now.truncate].map(
      (chance) => random() < chance,
    );
    const body = await readBody(incoming);
    const first: Sent = { path: incoming.url ?? '/', headers: incoming.headers, body };
    const sent = watcher.onRequest?.(first) ?? first;
    await travel(sent.body.length);
    if (held) await pause(randomInt(random, 1, longestHold));
    if (now.cut === 'out' || now.cut === 'both') return void answer.destroy();
    const received = await forward(target, incoming.method ?? 'GET', sent);
    // A second copy of the same packet arrives later; nobody hears the answer.
    if (doubled) void pause(randomInt(random, 0, 100)).then(() => again(incoming, sent));
    const seen = watcher.onReply?.(sent, received) ?? received;
    await travel(seen.body.length);
    if (lost || now.cut === 'back') return void answer.destroy();
    answer.writeHead(seen.status, {
      ...seen.headers,
      'content-length': String(seen.body.length),
    });
    if (!truncated) return void answer.end(seen.body);
    answer.write(seen.body.subarray(0, Math.floor(seen.body.length * random())));
    await pause(5);
    answer.destroy();
  }

  async function again(incoming: IncomingMessage, sent: Sent): Promise<void> {
    try {
      watcher.onReply?.(sent, await forward(target, incoming.method ?? 'GET', sent));
    } catch {
      // The server is down by now; then there was no second copy.
    }
  }

  const snap = () => {
    for (const socket of sockets) socket.destroy();
  };
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    aim: (next) => void (target = new URL(next)),
    set(next, seed) {
      weather = next;
      random = createRandom(seed);
      // Open connections do not survive a cut either.
      if (next.cut !== 'none') snap();
    },
    watch: (next) => void (watcher = next),
    snap,
    async close() {
      snap();
      await new Promise<void>((resolve) => void server.close(() => resolve()));
    },
  };
}

function forward(target: URL, method: string, sent: Sent): Promise<Received> {
  return new Promise((resolve, reject) => {
    // Uncompressed, for the watch that reads along.
    const {
      'transfer-encoding': _chunked,
      connection: _hop,
      'accept-encoding': _small,
      ...kept
    } = sent.headers;
    const headers = {
      ...kept,
      connection: 'close',
      ...(sent.body.length > 0 ? { 'content-length': String(sent.body.length) } : {}),
    };
    const outgoing = request(
      { hostname: target.hostname, port: target.port, path: sent.path, method, headers },
      (reply) => {
        readBody(reply).then((body) => {
          const { 'transfer-encoding': _chunks, connection: _own, ...rest } = reply.headers;
          resolve({ status: reply.statusCode ?? 502, headers: rest, body });
        }, reject);
      },
    );
    outgoing.on('error', reject);
    outgoing.end(sent.body);
  });
}

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function headerLines(incoming: IncomingMessage): string {
  const lines: string[] = [];
  for (let index = 0; index < incoming.rawHeaders.length; index += 2)
    lines.push(`${incoming.rawHeaders[index]}: ${incoming.rawHeaders[index + 1]}`);
  return lines.join('\r\n');
}
