/** The shell's secret store, reached from the worker thread by messages. */
import type { OpenedSecret, SecretStore } from '../ports.ts';
import type { FromCore, ToCore } from './worker-messages.ts';

type SecretAnswer = Extract<ToCore, { type: 'secret' }>;

/** `store` is null when the shell has no secret store; otherwise its calls reject when the shell's store could not do it. */
export function createSecretRelay(backend: string | null, send: (message: FromCore) => void) {
  const waiting = new Map<
    number,
    { resolve: (opened: OpenedSecret) => void; reject: (error: Error) => void }
  >();
  let last = 0;

  function ask(operation: 'encrypt' | 'decrypt', bytes: Uint8Array): Promise<OpenedSecret> {
    last += 1;
    const id = last;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      send({ type: 'secret', id, operation, bytes });
    });
  }

  const store: SecretStore | null =
    backend === null
      ? null
      : {
          backend,
          encrypt: async (secret) => (await ask('encrypt', secret)).secret,
          decrypt: (sealed) => ask('decrypt', sealed),
        };

  return {
    store,
    answer(message: SecretAnswer): void {
      const asked = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.ok)
        asked?.resolve({ secret: message.bytes, shouldReEncrypt: message.shouldReEncrypt });
      else asked?.reject(new Error('the secret store could not do it'));
    },
  };
}
