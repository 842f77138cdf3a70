/** Saving one record and loading ten thousand, beside the raw peer and RxDB's memory storage. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createRxDatabase } from 'rxdb';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { saveRecord } from '../../main/core/services/records/save-record.ts';
import { fresh, value, type Office } from '../../main/core/services/testing/open-office.ts';
import { writeStored } from '../../main/core/documents/stored-documents.ts';
import { collectionSchemas } from '../../main/core/storage/collection-schemas.ts';
import { personSamples } from '../../shared/records/person/samples.ts';
import type { Envelope } from '../../shared/records/envelope.ts';
import { inTurns, openBigOffice } from './big-office.ts';
import { once, repeat, type Times } from './measure.ts';
import { layoutOf, openRaw, rowsOf, type RawRow } from './raw-peer.ts';

export interface Writes {
  readonly save: Times;
  readonly rawSave: Times;
  readonly bulk: number;
  readonly rawBulk: number;
  readonly memoryBulk: number;
  readonly encryptedLoad: number;
  readonly plainLoad: number;
  readonly encryptedScan: number;
  readonly plainScan: number;
}

const many = 10_000;

export async function measureWrites(office: Office, folder: string): Promise<Writes> {
  mkdirSync(folder, { recursive: true });
  const saves = await measureSaves(office, join(folder, 'filled.db'));
  const empty = await openBigOffice(join(folder, 'empty'));
  const layout = await layoutOf(empty.context.store);
  const copy = join(folder, 'encrypted.db');
  await empty.context.store.snapshot(copy);
  const bulk = await median(3, (round) =>
    once(() =>
      inTurns(recordsFrom(`bulk-${round}`, many), (rows) =>
        writeStored(
          empty.context.store,
          'records',
          rows.map((document) => ({ previous: undefined, document })),
          'replication-downstream-bench',
        ),
      ),
    ),
  );
  const written: RawRow[][] = [];
  for (let round = 0; round < 3; round += 1) {
    const ids = recordsFrom(`bulk-${round}`, many).map(({ id }) => id);
    written.push([...(await rowsOf(empty.context.store, ids)).values()].flat());
  }
  const { key } = empty;
  await empty.close();

  const encrypted = await loadAndScan(copy, key, written);
  const plainFile = join(folder, 'plain.db');
  const bare = openRaw(plainFile, null);
  layout.forEach((sql) => bare.exec(sql));
  bare.close();
  const plain = await loadAndScan(plainFile, null, written);
  return {
    ...saves,
    bulk,
    rawBulk: encrypted.load,
    memoryBulk: await memoryBulk(),
    encryptedLoad: encrypted.load,
    plainLoad: plain.load,
    encryptedScan: encrypted.scan,
    plainScan: plain.scan,
  };
}

/** Both into a file with ten years in it: the peer's is a copy of the product's, taken before. */
async function measureSaves(
  office: Office,
  copy: string,
): Promise<{ readonly save: Times; readonly rawSave: Times }> {
  const { store } = office.context;
  const sample = { ...personSamples[1] } as Record<string, unknown>;
  await store.snapshot(copy);
  const known = new Set((await store.outbox.list({ limit: 1_000_000 })).map(({ id }) => id));
  const saved: string[] = [];
  const save = await repeat(400, async (index) => {
    const { id } = value(
      await saveRecord(
        office.context,
        fresh('person', { ...sample, nameCn: `演示${nameOf(index)}` }),
      ),
    );
    saved.push(id);
  });
  const unsent = await store.outbox.list({ limit: 1_000_000 });
  const events = unsent.filter(({ collection, id }) => collection === 'events' && !known.has(id));
  const rows = await rowsOf(store, [...saved, ...events.map(({ id }) => id)]);
  const singles = saved.map((id, index) => [
    ...(rows.get(id) ?? []),
    ...(rows.get(events[index]?.id ?? '') ?? []),
  ]);
  const filled = openRaw(copy, office.key);
  const rawSave = await repeat(400, (index) => filled.write(singles[index] ?? []));
  filled.close();
  rmSync(copy);
  return { save, rawSave };
}

async function loadAndScan(
  path: string,
  key: Uint8Array | null,
  written: readonly (readonly RawRow[])[],
): Promise<{ readonly load: number; readonly scan: number }> {
  const peer = openRaw(path, key);
  const load = await median(3, (round) => once(() => peer.write(written[round] ?? [])));
  peer.close();
  const again = openRaw(path, key);
  const scan = await median(5, () => once(() => again.scan()));
  again.close();
  return { load, scan };
}

async function memoryBulk(): Promise<number> {
  const database = await createRxDatabase({
    name: 'bench-memory',
    storage: getRxStorageMemory(),
    multiInstance: false,
  });
  const { records } = await database.addCollections({
    records: { schema: collectionSchemas.records as never },
  });
  const rows = recordsFrom('memory', many);
  const time = await once(() => records?.bulkInsert(rows));
  await database.close();
  return time;
}

function recordsFrom(prefix: string, count: number): Envelope[] {
  const at = '2026-11-23T02:00:00.000Z';
  return Array.from({ length: count }, (_, index) => ({
    id: `${prefix}-${index}`,
    type: 'person',
    unit: '330203008',
    community: '330203008001',
    state: 'active',
    bizNo: '',
    class: 'internal' as const,
    isDemo: true,
    schemaVersion: 1,
    version: 1,
    mutation: `${prefix}-${index}.1`,
    createdAt: at,
    createdBy: 'officer',
    updatedAt: at,
    updatedBy: 'officer',
    device: 'device-1',
    data: { ...personSamples[0], nameCn: `虞${nameOf(index)}` },
  }));
}

function nameOf(index: number): string {
  const characters = '甲乙丙丁戊己庚辛壬癸';
  return Array.from(String(index), (digit) => characters[Number(digit)] ?? '').join('');
}

async function median(count: number, work: (round: number) => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < count; round += 1) times.push(await work(round));
  return times.toSorted((a, b) => a - b)[Math.floor(count / 2)] ?? Number.NaN;
}
