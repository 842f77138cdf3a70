/** Worker thread: an office that takes in many documents, as they come from the network, while a page asks for lists. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import { writeStored } from '../../main/core/documents/stored-documents.ts';
import { listRecords } from '../../main/core/services/lists/list-records.ts';
import { openBigOffice } from './big-office.ts';

const { folder, batches } = workerData as { folder: string; batches: string };
const office = await openBigOffice(folder);
parentPort?.on('message', (id: number) => {
  void listRecords(office.context, { type: 'person', where: [], offset: 0, limit: 50 }).then(() =>
    parentPort?.postMessage({ id }),
  );
});
parentPort?.postMessage({ ready: true });
for await (const line of createInterface({ input: createReadStream(batches) })) {
  const { collection, rows } = JSON.parse(line) as { collection: 'records'; rows: never[] };
  await writeStored(
    office.context.store,
    collection,
    rows.map((document) => ({ previous: undefined, document })),
    'replication-downstream-bench',
  );
  await new Promise((resolve) => setImmediate(resolve));
}
// What is still held, not what could be collected.
setFlagsFromString('--expose-gc');
(runInNewContext('gc') as () => void)();
parentPort?.postMessage({ done: true, heap: process.memoryUsage().heapUsed });
