/** Starts the core in a worker thread, so that its synchronous database never freezes a window. */
import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads';
import type { OpenedSecret } from '../ports.ts';
import type { CoreProcess, CoreProcessOptions } from './core-process.ts';
import type { CoreWorkerData, FromCore, ToCore } from './worker-messages.ts';

/** The entry in the sources; a bundled shell passes the URL of its own file. */
export const coreWorkerUrl = new URL('./core-worker.ts', import.meta.url);

/** How long an ordered close may take before the thread is ended; WAL keeps what was acknowledged. Milliseconds. */
const closeTimeout = 10_000;

/** Resolves when the core is ready to be connected to; rejects when its thread ended before that. */
export async function spawnCore(options: CoreProcessOptions): Promise<CoreProcess> {
  const workerData: CoreWorkerData = {
    dataDir: options.dataDir,
    shell: options.shell,
    appVersion: options.appVersion,
    secretBackend: options.secretStore?.backend ?? null,
    canDemo: options.startDemo !== undefined,
  };
  const worker = new Worker(options.workerUrl, { workerData, name: 'qiaobang-core' });
  const send = (message: ToCore, transfer: readonly MessagePort[] = []) =>
    worker.postMessage(message, [...transfer]);
  const ended = Promise.withResolvers<number>();
  worker.once('exit', (code) => ended.resolve(code));
  answerSecrets(worker, options, send);
  answerDemo(worker, options, send);
  await firstSign(worker);

  return {
    connect() {
      const channel = new MessageChannel();
      send({ type: 'connect', port: channel.port1 }, [channel.port1]);
      return channel.port2;
    },
    lock: () => send({ type: 'lock' }),
    async close() {
      send({ type: 'close' });
      const timer = setTimeout(() => void worker.terminate(), closeTimeout);
      await ended.promise;
      clearTimeout(timer);
    },
    onExit: (callback) => void ended.promise.then(callback),
  };
}

/** The operating system's secret store lives in the shell's thread; the core asks for it by message. */
function answerSecrets(
  worker: Worker,
  options: CoreProcessOptions,
  send: (message: ToCore) => void,
): void {
  const store = options.secretStore;
  worker.on('message', (message: FromCore) => {
    if (message.type !== 'secret' || store === undefined) return;
    const { id, operation, bytes } = message;
    const answering: Promise<OpenedSecret> =
      operation === 'decrypt'
        ? store.decrypt(bytes)
        : store.encrypt(bytes).then((secret) => ({ secret, shouldReEncrypt: false }));
    answering.then(
      ({ secret, shouldReEncrypt }) =>
        send({ type: 'secret', id, ok: true, bytes: secret, shouldReEncrypt }),
      // The core tells "unreadable" from "absent" by itself; the store's own words could name paths.
      () => send({ type: 'secret', id, ok: false }),
    );
  });
}

/** The demonstration is a process beside the shell's own; only the launcher can start one. */
function answerDemo(
  worker: Worker,
  options: CoreProcessOptions,
  send: (message: ToCore) => void,
): void {
  const { startDemo } = options;
  worker.on('message', (message: FromCore) => {
    if (message.type !== 'demo' || startDemo === undefined) return;
    startDemo().then(
      ({ address }) => send({ type: 'demo', ok: true, address }),
      // What stood in the way was printed where the launcher runs; the page says to look there.
      () => send({ type: 'demo', ok: false }),
    );
  });
}

function firstSign(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', (code) =>
      reject(new Error(`the core's thread ended with code ${code} before it was ready`)),
    );
    worker.on('message', (message: FromCore) => {
      if (message.type === 'ready') resolve();
    });
  });
}
