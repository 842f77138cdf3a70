/**
 * The tab shell's line: WebSocket to the host that served the page, opened with a one-time ticket from the address.
 * The ticket leaves the address bar at once; what follows are resume tokens, good for this run of the shell only.
 */
import { RPCLink } from '@orpc/client/websocket';
import {
  socketClose,
  socketPath,
  ticketKey,
  welcomeFrame,
  type HelloFrame,
} from '../../shared/bridge/wire.ts';
import type { LinkOpener, LinkState } from './connection.ts';
import { createBridgeClient } from './orpc-client.ts';

const resumeKey = 'qiaobang.resume';

export interface TabSurroundings {
  readonly location: Pick<Location, 'host' | 'hash' | 'pathname' | 'protocol'>;
  readonly history: Pick<History, 'replaceState'>;
  /** Holds the resume token and nothing personal. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
  readonly openSocket: (url: string) => WebSocket;
}

/** Takes the ticket out of the address bar and returns the opener that uses it first, then resume tokens. */
export function createTabOpener(tab: TabSurroundings): LinkOpener {
  let ticket = takeTicket(tab);
  return async () => {
    const resume = tab.storage.getItem(resumeKey);
    const hello: HelloFrame | null =
      ticket !== null ? { hello: { ticket } } : resume !== null ? { hello: { resume } } : null;
    if (hello === null) return { final: 'refused' };
    const scheme = tab.location.protocol === 'https:' ? 'wss' : 'ws';
    const socket = tab.openSocket(`${scheme}://${tab.location.host}${socketPath}`);
    // oRPC decodes strings and array buffers; the browser's default would be a Blob.
    socket.binaryType = 'arraybuffer';
    const closed = whenClosed(socket);
    const welcome = await Promise.race([shakeHands(socket, hello), closed]);
    if ('final' in welcome) {
      if (welcome.final !== null) return { final: welcome.final };
      throw new Error('closed before the welcome');
    }
    ticket = null;
    tab.storage.setItem(resumeKey, welcome.resume);
    return { client: createBridgeClient(new RPCLink({ websocket: socket })), closed };
  };
}

function takeTicket(tab: TabSurroundings): string | null {
  const ticket = new URLSearchParams(tab.location.hash.replace(/^#\/?/, '')).get(ticketKey);
  if (ticket !== null) tab.history.replaceState(null, '', tab.location.pathname);
  return ticket;
}

function shakeHands(socket: WebSocket, hello: HelloFrame): Promise<{ readonly resume: string }> {
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => socket.send(JSON.stringify(hello)), { once: true });
    socket.addEventListener(
      'message',
      (event: MessageEvent<unknown>) => {
        try {
          resolve(welcomeFrame.parse(JSON.parse(String(event.data))).welcome);
        } catch (error) {
          reject(error);
        }
      },
      { once: true },
    );
  });
}

function whenClosed(socket: WebSocket): Promise<{ readonly final: LinkState | null }> {
  return new Promise((resolve) => {
    socket.addEventListener('close', (event) => resolve({ final: finalOf(event.code) }), {
      once: true,
    });
  });
}

function finalOf(code: number): LinkState | null {
  if (code === socketClose.ticket || code === socketClose.badHello) return 'refused';
  return code === socketClose.coreGone ? 'gone' : null;
}
