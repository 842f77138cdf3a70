/**
 * The tab shell: the core behind a browser tab. One HTTP server on 127.0.0.1 hands out the built page and relays one
 * WebSocket per tab to a port of the core. Composition root of main/tab; the core itself is started by the caller.
 */
import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { maxFrame, ticketKey } from '../../shared/bridge/wire.ts';
import type { CoreProcess } from '../core/shell/core-process.ts';
import { answerRequests } from './answer-requests.ts';
import { answerUpgrades } from './answer-upgrades.ts';
import { listPageFiles } from '../core/shell/page-files.ts';
import { createPasses } from './passes.ts';

export interface TabOptions {
  readonly core: Pick<CoreProcess, 'connect'>;
  /** Folder of the built page. */
  readonly rendererDir: string;
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** For tests of the ticket's life; epoch milliseconds. */
  readonly now?: () => number;
}

export interface TabShell {
  /** Address with a fresh one-time ticket, to be opened in a browser of this machine. */
  readonly address: string;
  readonly port: number;
  /** Another address with a ticket of its own, e.g. for a second tab. */
  newTicket(): string;
  /** Closes all tabs and the port; the core stays. */
  close(): Promise<void>;
}

export type TabStart =
  | { readonly ok: true; readonly shell: TabShell }
  | { readonly ok: false; readonly code: 'E_PORT_IN_USE'; readonly port: number };

/** Starts listening. Rejects when the page has not been built. */
export async function startTab(options: TabOptions): Promise<TabStart> {
  const files = await listPageFiles(options.rendererDir);
  const passes = createPasses({ now: options.now ?? Date.now, random: randomBytes });
  const server = createServer();
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maxFrame,
    perMessageDeflate: false,
    clientTracking: true,
  });

  const wanted = options.port ?? 0;
  if (!(await listen(server, wanted))) return { ok: false, code: 'E_PORT_IN_USE', port: wanted };
  const { port } = server.address() as AddressInfo;
  answerRequests(server, { files, port });
  answerUpgrades(server, { sockets, passes, port, connect: () => options.core.connect() });

  const newTicket = () => `http://127.0.0.1:${port}/#${ticketKey}=${passes.issueTicket()}`;
  return {
    ok: true,
    shell: { address: newTicket(), port, newTicket, close: () => close(server, sockets) },
  };
}

/** False when somebody else holds the port. Never listens on anything but this machine's own loopback address. */
function listen(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false);
      else reject(error);
    });
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => resolve(true));
  });
}

async function close(server: Server, sockets: WebSocketServer): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  for (const socket of sockets.clients) socket.close(1001, 'bye');
  // A tab that does not answer the close frame must not hold up the end of the program.
  setTimeout(() => {
    for (const socket of sockets.clients) socket.terminate();
  }, 500).unref();
  sockets.close();
  server.closeAllConnections();
  await closed;
}
