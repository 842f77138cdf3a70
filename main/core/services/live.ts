/** Carries live messages from the services to whoever watches. A listener that throws harms nobody but itself. */
import type { LiveMessage } from '../../../shared/bridge/contract.ts';

export interface Live {
  publish(message: LiveMessage): void;
  subscribe(listener: (message: LiveMessage) => void): () => void;
}

export function createLive(onListenerError: () => void): Live {
  const listeners = new Set<(message: LiveMessage) => void>();
  return {
    publish(message) {
      for (const listener of listeners) {
        try {
          listener(message);
        } catch {
          // The stream of a closed window: its own end cleans it up.
          onListenerError();
        }
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
