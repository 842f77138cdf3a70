/**
 * Everything the core takes from its surroundings. A shell supplies the real ones, a test supplies what it wants to control;
 * nothing inside the core reads a clock, a random source or the network by itself.
 */

/** Structured log lines. `what` is a fixed code; `facts` hold counts, codes and ids of our own making, never content. */
export interface CoreLog {
  info(what: string, facts?: LogFacts): void;
  warn(what: string, facts?: LogFacts): void;
  error(what: string, facts?: LogFacts): void;
}
export type LogFacts = Readonly<Record<string, string | number | boolean | null>>;

/** The operating system's secret store, where a shell has one. Both may throw: absent is not the same as unreadable. */
export interface SecretStore {
  /** Recorded beside what it protects, so that a changed backend is noticed. */
  readonly backend: string;
  encrypt(secret: Uint8Array): Promise<Uint8Array>;
  decrypt(sealed: Uint8Array): Promise<OpenedSecret>;
}

export interface OpenedSecret {
  readonly secret: Uint8Array;
  /** The store's own key was changed: what it sealed is to be sealed again. */
  readonly shouldReEncrypt: boolean;
}

/** As much of a WebSocket as the live channel needs; both the platform's and a fake's satisfy it. */
export interface LiveSocket {
  send(text: string): void;
  close(): void;
  addEventListener(type: 'open' | 'close' | 'error', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

export interface CorePorts {
  /** Epoch milliseconds of this machine's clock. */
  readonly now: () => number;
  /** Seconds that this machine has been on: goes on when the clock is changed. */
  readonly uptime: () => number;
  /** Cryptographically random bytes. */
  readonly random: (bytes: number) => Uint8Array;
  readonly log: CoreLog;
  readonly fetch: typeof fetch;
  readonly openSocket: (url: string) => LiveSocket;
  readonly secretStore: SecretStore | null;
  readonly dataDir: string;
  readonly appVersion: string;
  readonly shell: 'tab' | 'desktop';
  /**
   * Opens the demonstration in a process of its own, where a launcher offers one. `address`: where the page finds it; null
   * when it has a window of its own. Rejects when it did not open.
   */
  readonly startDemo?: StartDemo;
  /** Entry of the thread that reads and writes tables; absent: they are read on the core's own thread. */
  readonly tableWorker?: URL;
}

export type StartDemo = () => Promise<{ readonly address: string | null }>;
