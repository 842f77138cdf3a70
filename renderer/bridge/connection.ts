/**
 * One line to the core that heals itself. `open` makes a new link; when it closes, the line waits and opens again.
 * Calls made meanwhile wait for the new link; a call that was under way when the link broke fails with `ConnectionLost`,
 * because nobody knows whether it arrived.
 */
import type { BridgeClient } from './orpc-client.ts';

export type LinkState = 'connecting' | 'open' | 'reconnecting' | 'refused' | 'gone';

export interface OpenLink {
  readonly client: BridgeClient;
  /** Resolves when the link breaks; `final` means that opening again is pointless. */
  readonly closed: Promise<{ readonly final: LinkState | null }>;
}

export type LinkOpener = () => Promise<OpenLink | { readonly final: LinkState }>;

export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
}

export interface Connection {
  state(): LinkState;
  /** Calls back whenever the state changes; returns how to stop. */
  subscribe(listener: () => void): () => void;
  /** The current link, waiting for it if need be. Rejects when there will never be one. */
  client(): Promise<BridgeClient>;
}

export interface ConnectionDeps {
  readonly open: LinkOpener;
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** Starts connecting at once and keeps at it, waiting 0.3 s at first and 5 s at most between tries. */
export function startConnection({ open, wait }: ConnectionDeps): Connection {
  let state: LinkState = 'connecting';
  let ready = Promise.withResolvers<BridgeClient>();
  const listeners = new Set<() => void>();
  const become = (next: LinkState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  const giveUp = (final: LinkState) => {
    ready.promise.catch(() => undefined); // Nobody may be waiting.
    ready.reject(new ConnectionLost(final));
    become(final);
  };

  const run = async () => {
    let pause = 300;
    for (;;) {
      const opened = await open().catch(() => null);
      if (opened !== null && 'final' in opened) return giveUp(opened.final);
      if (opened !== null) {
        pause = 300;
        ready.resolve(opened.client);
        become('open');
        const { final } = await opened.closed;
        ready = Promise.withResolvers<BridgeClient>();
        if (final !== null) return giveUp(final);
      }
      become(state === 'connecting' ? 'connecting' : 'reconnecting');
      await wait(pause);
      pause = Math.min(pause * 2, 5000);
    }
  };
  void run();

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    client: () => ready.promise,
  };
}
