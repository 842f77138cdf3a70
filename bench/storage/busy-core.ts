/** Worker thread: an office that takes in many documents while a page asks for lists. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import { listRecords } from '../../main/core/services/lists/list-records.ts';
import type { Scale } from '../../shared/samples/street/scales.ts';
import { load, openBigOffice } from './big-office.ts';

const { folder, scale, share } = workerData as { folder: string; scale: Scale; share: number };
const office = await openBigOffice(folder);
parentPort?.on('message', (id: number) => {
  void listRecords(office.context, { type: 'person', where: [], offset: 0, limit: 50 }).then(() =>
    parentPort?.postMessage({ id }),
  );
});
parentPort?.postMessage({ ready: true });
await load(office.context.store, scale, share);
// What is still held, not what could be collected.
setFlagsFromString('--expose-gc');
(runInNewContext('gc') as () => void)();
parentPort?.postMessage({ done: true, heap: process.memoryUsage().heapUsed });
