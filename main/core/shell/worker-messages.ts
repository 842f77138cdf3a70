/** What a shell's thread and the core's thread say to each other beside the bridge. */
import type { MessagePort } from 'node:worker_threads';

/** Handed to the worker at its start. */
export interface CoreWorkerData {
  readonly dataDir: string;
  readonly shell: 'tab' | 'desktop';
  readonly appVersion: string;
  /** Name of the shell's secret store, or null when it has none. */
  readonly secretBackend: string | null;
  /** Whether the shell can open the demonstration. */
  readonly canDemo: boolean;
}

export type ToCore =
  | { readonly type: 'connect'; readonly port: MessagePort }
  | { readonly type: 'lock' }
  | { readonly type: 'close' }
  | {
      readonly type: 'secret';
      readonly id: number;
      readonly ok: true;
      readonly bytes: Uint8Array;
      readonly shouldReEncrypt: boolean;
    }
  | { readonly type: 'secret'; readonly id: number; readonly ok: false }
  | { readonly type: 'demo'; readonly ok: true; readonly address: string | null }
  | { readonly type: 'demo'; readonly ok: false };

export type FromCore =
  | { readonly type: 'ready' }
  | { readonly type: 'demo' }
  | {
      readonly type: 'secret';
      readonly id: number;
      readonly operation: 'encrypt' | 'decrypt';
      readonly bytes: Uint8Array;
    };
