/** The desktop shell's line: the preload posts a MessagePort to this window, again after each reload of the page. */
import { RPCLink } from '@orpc/client/message-port';
import type { LinkOpener, OpenLink } from './connection.ts';
import { createBridgeClient } from './orpc-client.ts';

/** What the preload sends together with the port. */
export const portMessage = 'qiaobang:port';

/** Waits for the shell's port; a closed port means that the core has stopped. */
export function createDesktopOpener(page: Window): LinkOpener {
  const ports: MessagePort[] = [];
  let waiting: ((port: MessagePort) => void) | null = null;
  page.addEventListener('message', (event: MessageEvent<unknown>) => {
    const port = event.ports[0];
    // Frames of other windows cannot exist here (the shell denies them), but the check costs nothing.
    if (event.source !== page || event.data !== portMessage || port === undefined) return;
    if (waiting === null) ports.push(port);
    else waiting(port);
    waiting = null;
  });
  return async (): Promise<OpenLink> => {
    const port =
      ports.shift() ?? (await new Promise<MessagePort>((resolve) => (waiting = resolve)));
    const closed = new Promise<{ final: null }>((resolve) => {
      port.addEventListener('close', () => resolve({ final: null }));
    });
    const client = createBridgeClient(new RPCLink({ port }));
    port.start();
    return { client, closed };
  };
}
