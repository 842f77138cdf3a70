/** A process of its own, so that no rubbish of other measurements is in its way: its main thread stands for the window's, its worker is the core. */
import { Worker } from 'node:worker_threads';

const worker = new Worker(new URL('busy-core.ts', import.meta.url), {
  workerData: { folder: process.argv[2], batches: process.argv[3] },
});
const asked = new Map<number, number>();
let [longestWait, longestBlock, next, heap] = [0, 0, 0, 0];
let last = performance.now();
const beat = setInterval(() => {
  const now = performance.now();
  longestBlock = Math.max(longestBlock, now - last - 5);
  last = now;
}, 5);
let asking: NodeJS.Timeout | undefined;
await new Promise<void>((resolve, reject) => {
  worker.on('error', reject);
  worker.on(
    'message',
    (message: { id?: number; ready?: boolean; done?: boolean; heap?: number }) => {
      if (message.ready === true) {
        last = performance.now();
        longestBlock = 0;
        asking = setInterval(() => {
          next += 1;
          asked.set(next, performance.now());
          worker.postMessage(next);
        }, 50);
      }
      if (message.id !== undefined) {
        longestWait = Math.max(longestWait, performance.now() - (asked.get(message.id) ?? 0));
        asked.delete(message.id);
      }
      if (message.done === true) {
        heap = (message.heap ?? 0) / 1e6;
        resolve();
      }
    },
  );
});
clearInterval(asking);
clearInterval(beat);
process.stdout.write(`${JSON.stringify({ longestWait, longestBlock, heap })}\n`);
process.exit(0);
