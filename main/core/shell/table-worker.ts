/** Entry of the thread that reads and writes tables (services/excel/table-thread): it holds no key, no store and no network. */
import { parentPort } from 'node:worker_threads';
import { serveTables } from '../services/excel/table-thread/serve.ts';

if (parentPort === null) throw new Error('table-worker runs as a worker thread');
serveTables(parentPort);
