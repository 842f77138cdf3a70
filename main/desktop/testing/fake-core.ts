/** A core that echoes every frame, and remembers what the shell asked of it. */
import { MessageChannel } from 'node:worker_threads';
import type { CoreProcessOptions, SpawnCore } from '../../core/shell/core-process.ts';

export interface FakeCore {
  readonly spawnCore: SpawnCore;
  readonly asked: string[];
  readonly options: CoreProcessOptions[];
  /** Ends the core as a crash would. */
  end(code: number): void;
}

export function createFakeCore(): FakeCore {
  const asked: string[] = [];
  const options: CoreProcessOptions[] = [];
  let onExit: (code: number) => void = () => {};
  return {
    asked,
    options,
    end: (code) => onExit(code),
    spawnCore: (given) => {
      options.push(given);
      return Promise.resolve({
        connect() {
          asked.push('connect');
          const { port1, port2 } = new MessageChannel();
          port1.on('message', (frame: unknown) => port1.postMessage(frame));
          port1.on('close', () => asked.push('disconnected'));
          return port2;
        },
        lock: () => void asked.push('lock'),
        close() {
          asked.push('close');
          return Promise.resolve();
        },
        onExit(callback) {
          onExit = callback;
        },
      });
    },
  };
}
