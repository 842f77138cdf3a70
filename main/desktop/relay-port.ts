/** Joins a window's port (Electron's kind) and a port of the core (Node's kind): frames pass untouched and in order. */
import type { MessagePortMain } from 'electron';
import type { MessagePort } from 'node:worker_threads';

/** Relays until either end closes, then closes the other. Returns how to close both. */
export function relayPort(page: MessagePortMain, core: MessagePort): () => void {
  const close = (): void => {
    page.close();
    core.close();
  };
  page.on('message', (event) => core.postMessage(event.data));
  core.on('message', (frame: unknown) => page.postMessage(frame));
  page.on('close', close);
  core.on('close', close);
  page.start();
  return close;
}
