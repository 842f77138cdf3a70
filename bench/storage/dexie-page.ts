/** Runs in Chromium: RxDB on Dexie, the storage that a browser would offer. */
import { createRxDatabase, type RxCollection } from 'rxdb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';

interface Row {
  id: string;
  type: string;
  unit: string;
  name: string;
  updatedAt: string;
  data: object;
}

const schema = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 100 },
    type: { type: 'string', maxLength: 40 },
    unit: { type: 'string', maxLength: 12 },
    name: { type: 'string', maxLength: 100 },
    updatedAt: { type: 'string', maxLength: 30 },
    data: { type: 'object' },
  },
  required: ['id', 'type', 'unit', 'name', 'updatedAt'],
  indexes: [
    ['unit', 'name'],
    ['type', 'unit', 'updatedAt'],
  ],
} as const;

async function open(name: string): Promise<RxCollection<Row>> {
  const database = await createRxDatabase({
    name,
    storage: getRxStorageDexie(),
    multiInstance: false,
  });
  const { rows } = await database.addCollections({ rows: { schema: schema as never } });
  return rows;
}

function rowsFrom(from: number, count: number): Row[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `person-${from + index}`,
    type: 'person',
    unit: `330203${String((from + index) % 17).padStart(3, '0')}`,
    name: `演示${((from + index) * 7919) % 100_003}`,
    updatedAt: '2026-11-23T00:00:00.000Z',
    data: { address: '演示路18弄3号', note: '走访时记下的话。'.repeat(40), number: from + index },
  }));
}

/** Milliseconds of a bulk of 10,000 into an empty collection, and of pages of 50 from a large one. */
async function measure(total: number): Promise<{ bulk: number; pages: number[] }> {
  const first = await open(`bulk-${Math.random()}`);
  const rows = rowsFrom(0, 10_000);
  const start = performance.now();
  await first.bulkInsert(rows);
  const bulk = performance.now() - start;
  const large = await open(`pages-${Math.random()}`);
  for (let from = 0; from < total; from += 2_000) await large.bulkInsert(rowsFrom(from, 2_000));
  const pages: number[] = [];
  for (let turn = 0; turn < 25; turn += 1) {
    const begun = performance.now();
    await large
      .find({
        selector: { unit: `330203${String(turn % 17).padStart(3, '0')}` },
        sort: [{ name: 'desc' }],
        limit: 50,
      })
      .exec();
    pages.push(performance.now() - begun);
  }
  return { bulk, pages };
}

Reflect.set(globalThis, 'measureDexie', measure);
