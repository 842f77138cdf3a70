/** Writes a synthetic data set of a size into a folder: `records.jsonl`, `events.jsonl`, `masters.jsonl`, `manifest.json`. */
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { generateStreet } from '../../shared/samples/street/generate-street.ts';
import { communityRecords } from '../../shared/samples/street/masters.ts';
import { specsOf, type Scale } from '../../shared/samples/street/scales.ts';
import { streetStaff } from '../../shared/samples/street/staff.ts';
import { countOddities, type Oddities } from './count-oddities.ts';

export interface DataSetOptions {
  readonly scale: Scale;
  readonly seed: number;
  /** Business date up to which things have happened. */
  readonly today: string;
  readonly folder: string;
  readonly print: (line: string) => void;
}

export interface Manifest {
  readonly scale: Scale;
  readonly seed: number;
  readonly today: string;
  readonly counts: Readonly<Record<string, number>>;
  /** Awkward data on purpose (domain.md §5.3). */
  readonly oddities: Oddities;
}

const collections = ['records', 'events', 'masters'] as const;

export function writeDataSet(options: DataSetOptions): Manifest {
  const { scale, seed, today, folder, print } = options;
  mkdirSync(folder, { recursive: true });
  const files = Object.fromEntries(
    collections.map((name) => [name, openSync(join(folder, `${name}.jsonl`), 'w')]),
  ) as Record<(typeof collections)[number], number>;
  const counts: Record<string, number> = { events: 0, masters: 0 };
  let oddities: Oddities = { duplicates: 0, rareNames: 0, partialBirths: 0, leapBirths: 0 };
  const write = (name: (typeof collections)[number], rows: readonly object[]) =>
    void writeSync(files[name], rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  try {
    for (const spec of specsOf(scale)) {
      const staff = streetStaff(spec, seed);
      const street = generateStreet({ spec, seed, today, staff });
      const masters = communityRecords(spec, `${today}T00:00:00.000Z`, 'demo-guanli');
      write('masters', masters);
      write('records', street.records);
      write('events', street.events);
      for (const { type } of street.records) counts[type] = (counts[type] ?? 0) + 1;
      counts['events'] = (counts['events'] ?? 0) + street.events.length;
      counts['masters'] = (counts['masters'] ?? 0) + masters.length;
      oddities = countOddities(street.records, oddities);
      print(`${spec.name}：${street.records.length} 条记录、${street.events.length} 条留痕`);
    }
  } finally {
    for (const file of Object.values(files)) closeSync(file);
  }
  const manifest: Manifest = { scale, seed, today, counts, oddities };
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}
