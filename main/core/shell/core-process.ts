/** The core as a shell sees it: a worker thread behind MessagePorts. Both shells code against this type only. */
import type { MessagePort } from 'node:worker_threads';
import type { SecretStore, StartDemo } from '../ports.ts';

export interface CoreProcessOptions {
  /** The worker's entry: core-worker.ts in the sources, core-worker.js in a bundle. */
  readonly workerUrl: URL;
  readonly dataDir: string;
  readonly shell: 'tab' | 'desktop';
  readonly appVersion: string;
  /** The operating system's secret store, where the shell has one. */
  readonly secretStore?: SecretStore;
  /** Opens the demonstration, where a launcher offers one. */
  readonly startDemo?: StartDemo;
}

export interface CoreProcess {
  /** A new port that speaks the bridge protocol (shared/bridge/wire.ts); one per window or tab. */
  connect(): MessagePort;
  /** Locks the open profile, as the lock button does. */
  lock(): void;
  /** Ends sync, closes the database and the thread, in this order. Never throws. */
  close(): Promise<void>;
  /** Calls back once when the thread has ended, asked or not. Code 0 = as asked. */
  onExit(callback: (code: number) => void): void;
}

export type SpawnCore = (options: CoreProcessOptions) => Promise<CoreProcess>;
