/** Saving one record and loading ten thousand, beside the raw peer and RxDB's memory storage. */
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
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
import { openRaw } from './raw-peer.ts';

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
  const sample = { ...personSamples[1] } as Record<string, unknown>;
  const save = await repeat(400, async (index) =>
    value(
      await saveRecord(
        office.context,
        fresh('person', { ...sample, nameCn: `演示${nameOf(index)}` }),
      ),
    ),
  );
  const key = new Uint8Array(randomBytes(32));
  const filled = openRaw(join(folder, 'filled.db'), key);
  // The raw commit, too, is into a file that is not empty.
  for (let turn = 0; turn < 10; turn += 1) filled.bulk(recordsFrom(`filled-${turn}`, many));
  const singles = recordsFrom('single', 403);
  const rawSave = await repeat(400, (index) => filled.save(singles[index] as Envelope));
  filled.close();

  const empty = await openBigOffice(join(folder, 'empty'));
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
  await empty.close();
  const raw = async (name: string, secret: Uint8Array | null) => {
    const peer = openRaw(join(folder, name), secret);
    const load = await median(3, (round) =>
      once(() => peer.bulk(recordsFrom(`${name}-${round}`, many))),
    );
    peer.close();
    const again = openRaw(join(folder, name), secret);
    const scan = await median(5, () => once(() => again.scan()));
    again.close();
    return { load, scan };
  };
  const encrypted = await raw('encrypted.db', key);
  const plain = await raw('plain.db', null);
  return {
    save,
    rawSave,
    bulk,
    rawBulk: encrypted.load,
    memoryBulk: await memoryBulk(),
    encryptedLoad: encrypted.load,
    plainLoad: plain.load,
    encryptedScan: encrypted.scan,
    plainScan: plain.scan,
  };
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
