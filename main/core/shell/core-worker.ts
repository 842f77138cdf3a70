/** Entry of the core's worker thread: makes the real ports, starts the core and serves the MessagePorts that a shell hands in. */
import { parentPort, workerData } from 'node:worker_threads';
import { servePort } from '../bridge/serve-port.ts';
import { startCore } from '../start-core.ts';
import { createNodePorts } from './node-ports.ts';
import { createSecretRelay } from './secret-relay.ts';
import type { CoreWorkerData, FromCore, ToCore } from './worker-messages.ts';

const shell = parentPort;
if (shell === null) throw new Error('core-worker runs as a worker thread');

const data = workerData as CoreWorkerData;
const send = (message: FromCore) => shell.postMessage(message);
const secrets = createSecretRelay(data.secretBackend, send);
const { ports, closeLog } = createNodePorts({ ...data, secretStore: secrets.store });
const core = await startCore(ports);

shell.on('message', (message: ToCore) => {
  switch (message.type) {
    case 'connect': servePort(core.router, message.port); break;
    case 'lock': void core.lock(); break;
    case 'secret': secrets.answer(message); break;
    case 'close':
      void core.close().then(closeLog).finally(() => process.exit(0));
      break;
    default: message satisfies never;
  }
});
send({ type: 'ready' });
