/** The live connection: says that a scope has grown, never what is in it. The token comes in the first message, not in the URL. */
import type { FastifyInstance } from 'fastify';
import type { WebSocket } from 'ws';
import { liveHello } from '../../shared/sync/protocol.ts';
import { openSession, type Session } from '../auth/session.ts';
import type { ServerDeps } from '../deps.ts';
import { accessEnded, type LiveHub } from '../live/live-hub.ts';

const helloWithin = 10_000;
const pingEvery = 30_000;
/** Nothing but one small hello is ever expected. */
const maxHello = 4096;

export function addLive(app: FastifyInstance, deps: ServerDeps, hub: LiveHub): void {
  app.get('/v1/live', { websocket: true }, (socket) => {
    const giveUp = setTimeout(() => socket.close(accessEnded, 'hello'), helloWithin);
    let leave: (() => void) | null = null;
    let ping: NodeJS.Timeout | undefined;
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      clearTimeout(giveUp);
      clearInterval(ping);
      leave?.();
    });
    socket.once('message', (data) => {
      clearTimeout(giveUp);
      readHello(deps, data).then(welcome, (error: unknown) => {
        deps.log.error({ err: nameOf(error) }, 'live hello failed');
        socket.close(1011, 'internal');
      });
    });

    function welcome(session: Session | null): void {
      if (session === null) return socket.close(accessEnded, 'token');
      if (socket.readyState !== socket.OPEN) return;
      const connection = connectionOf(socket);
      leave = hub.join(session, connection);
      ping = keepAlive(socket);
      // Whatever grew before this moment is found by the pull that this first poke brings about.
      connection.send(JSON.stringify({ poke: [session.actor.unit] }));
    }
  });
}

async function readHello(deps: ServerDeps, data: unknown): Promise<Session | null> {
  const text = String(data);
  if (text.length > maxHello) return null;
  const hello = liveHello.safeParse(parseJson(text));
  if (!hello.success) return null;
  const session = await openSession(deps, hello.data.token);
  return session.ok ? session.value : null;
}

function connectionOf(socket: WebSocket): {
  send(text: string): void;
  close(code: number, reason: string): void;
} {
  return {
    send: (text) => {
      if (socket.readyState === socket.OPEN) socket.send(text);
    },
    close: (code, reason) => socket.close(code, reason),
  };
}

/** A line that died without a word is noticed by the missing pong. */
function keepAlive(socket: WebSocket): NodeJS.Timeout {
  let alive = true;
  socket.on('pong', () => {
    alive = true;
  });
  return setInterval(() => {
    if (!alive) return socket.terminate();
    alive = false;
    socket.ping();
  }, pingEvery);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not a hello; the shape check says so.
    return undefined;
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
