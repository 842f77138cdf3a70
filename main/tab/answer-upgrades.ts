/** Answers WebSocket upgrades: checked headers, then a hello, then a port of the core for this tab. */
import { STATUS_CODES, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { MessagePort } from 'node:worker_threads';
import type { WebSocket, WebSocketServer } from 'ws';
import { socketPath } from '../../shared/bridge/wire.ts';
import { greet } from './greet.ts';
import { decideUpgrade } from './guards.ts';
import type { Passes } from './passes.ts';
import { relay } from './relay.ts';

export interface UpgradeDeps {
  readonly sockets: WebSocketServer;
  readonly passes: Passes;
  readonly port: number;
  readonly connect: () => MessagePort;
}

/** More tabs than anybody has; keeps a runaway local program from piling up sockets. */
const mostSockets = 32;

export function answerUpgrades(
  server: Server,
  { sockets, passes, port, connect }: UpgradeDeps,
): void {
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    const refusal = decideUpgrade(path, request.headers, port, socketPath);
    if (refusal !== null || sockets.clients.size >= mostSockets) {
      refuse(stream, refusal?.status ?? 503);
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket: WebSocket) => {
      // Too large a frame or broken text: ws closes the socket itself, the close handlers do the rest.
      socket.on('error', () => {});
      greet(socket, passes, ({ confirm }) => relay(socket, connect(), confirm));
    });
  });
}

function refuse(stream: Duplex, status: number): void {
  stream.on('error', () => {
    // The client is gone already.
  });
  stream.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  );
}
