/** Entry of the core's worker thread: makes the real ports, starts the core and serves the MessagePorts that a shell hands in. */
import { parentPort, workerData } from 'node:worker_threads';
import { servePort } from '../bridge/serve-port.ts';
import { startCore } from '../start-core.ts';
import { createDemoRelay } from './demo-relay.ts';
import { createNodePorts } from './node-ports.ts';
import { createSecretRelay } from './secret-relay.ts';
import type { CoreWorkerData, FromCore, ToCore } from './worker-messages.ts';

const shell = parentPort;
if (shell === null) throw new Error('core-worker runs as a worker thread');

const data = workerData as CoreWorkerData;
const send = (message: FromCore) => shell.postMessage(message);
const secrets = createSecretRelay(data.secretBackend, send);
const demo = createDemoRelay(() => send({ type: 'demo' }));
// Beside this file, in the sources as in the bundle.
const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
const { ports, closeLog } = createNodePorts({
  ...data,
  tableWorker: new URL(`./table-worker.${ending}`, import.meta.url),
  secretStore: secrets.store,
  ...(data.canDemo ? { startDemo: demo.start } : {}),
});

// A promise that nobody waited for (a request cut off while sync ends) must not take the office's work down with it.
process.on('unhandledRejection', (reason) =>
  ports.log.error('core.rejection', {
    kind: reason instanceof Error ? reason.name : typeof reason,
  }),
);

// Listening begins before the core starts: it may need the shell's secret store to open the device key.
const starting = startCore(ports);
shell.on('message', (message: ToCore) => {
  switch (message.type) {
    case 'secret':
      secrets.answer(message);
      break;
    case 'demo':
      demo.answer(message.ok ? { address: message.address } : null);
      break;
    case 'connect':
      void starting.then((core) => servePort(core.router, message.port));
      break;
    case 'lock':
      void starting.then((core) => core.lock());
      break;
    case 'close':
      void starting
        .then((core) => core.close())
        .then(closeLog)
        .finally(() => process.exit(0));
      break;
    default:
      message satisfies never;
  }
});
await starting;
send({ type: 'ready' });
