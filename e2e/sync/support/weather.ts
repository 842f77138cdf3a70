/** A proxy between devices and the district that behaves as real networks do: fine, dead, somebody else's page, broken, meddling. */
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

export type Weather = 'fine' | 'dead' | 'garbage' | 'broken';

export interface Proxy {
  readonly url: string;
  set(weather: Weather): void;
  /** Sends everything to another server from now on. */
  aim(target: string): void;
  /** Is told each request with the length of its body; `false` lets it through and cuts the line before the answer. Null ends it. */
  watch(seen: ((path: string, bodyBytes: number) => boolean) | null): void;
  /** Changes the JSON body of requests to a path before they reach the district; null = leaves them alone. */
  tamper(change: ((path: string, body: unknown) => unknown) | null): void;
  close(): Promise<void>;
}

export async function startProxy(target: string): Promise<Proxy> {
  let { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let weather: Weather = 'fine';
  let seen: ((path: string, bodyBytes: number) => boolean) | null = null;
  let change: ((path: string, body: unknown) => unknown) | null = null;

  const server = createServer((incoming, answer) => void handle(incoming, answer));
  server.on('connection', (socket) => {
    if (weather === 'dead') socket.destroy();
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('upgrade', (incoming, socket, head) => {
    const upstream = connect(Number(port), hostname, () => {
      upstream.write(
        `${incoming.method} ${incoming.url} HTTP/1.1\r\n${headerLines(incoming)}\r\n\r\n`,
      );
      upstream.write(head);
      socket.pipe(upstream).pipe(socket);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
  });

  async function handle(incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
    const body = await readBody(incoming);
    if (weather === 'garbage')
      return void answer
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<h1>欢迎使用路由器</h1>');
    if (weather === 'broken')
      return void answer.writeHead(500, { 'content-type': 'text/html' }).end('oops');
    const path = incoming.url ?? '/';
    const sent =
      change !== null && body.length > 0
        ? Buffer.from(JSON.stringify(change(path, JSON.parse(body.toString('utf8')))))
        : body;
    const headers = { ...incoming.headers, 'content-length': String(sent.length) };
    if (sent.length === 0) delete (headers as Record<string, unknown>)['content-length'];
    const isCut = seen?.(path, sent.length) === false;
    const forward = request({ hostname, port, path, method: incoming.method, headers }, (reply) => {
      if (isCut) return void reply.resume().on('end', () => answer.destroy());
      answer.writeHead(reply.statusCode ?? 502, ownHeaders(reply.headers));
      reply.pipe(answer);
    });
    forward.on('error', () => answer.destroy());
    forward.end(sent);
  }

  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    set(next) {
      weather = next;
      // Open connections do not survive bad weather either.
      if (next !== 'fine') for (const socket of sockets) socket.destroy();
    },
    aim: (next) => void ({ hostname, port } = new URL(next)),
    watch: (next) => void (seen = next),
    tamper: (next) => void (change = next),
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => void server.close(() => resolve()));
    },
  };
}

/** How long a line is kept open is each hop's own matter: with the district's word for ours, devices would write into lines that we have closed. */
function ownHeaders(headers: IncomingMessage['headers']): IncomingMessage['headers'] {
  const { connection: _hop, 'keep-alive': _theirs, ...kept } = headers;
  return kept;
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
