/** An office's own profile with a large data set in it, as sync would have brought it. */
import { writeStored } from '../../main/core/documents/stored-documents.ts';
import { openOffice, person, type Office } from '../../main/core/services/testing/open-office.ts';
import type { Store } from '../../main/core/storage/index.ts';
import { generateStreet } from '../../shared/samples/street/generate-street.ts';
import { specsOf, type Scale } from '../../shared/samples/street/scales.ts';
import { streetStaff } from '../../shared/samples/street/staff.ts';

export const seed = 1;
export const today = '2026-11-24';
export const turn = 500;

/** A district desk: it reads every unit and may write. */
export function openBigOffice(folder: string, again?: { key: Uint8Array }): Promise<Office> {
  return openOffice(person('officer', ['D', 'O'], { unit: '330203000' }), folder, again);
}

export interface Loaded {
  readonly persons: number;
  readonly events: number;
  readonly records: number;
  readonly milliseconds: number;
}

export async function load(store: Store, scale: Scale, share = 1): Promise<Loaded> {
  const specs = specsOf(scale);
  const sum = { persons: 0, events: 0, records: 0, milliseconds: 0 };
  for (const spec of specs.slice(0, Math.max(1, Math.round(specs.length * share)))) {
    const street = generateStreet({ spec, seed, today, staff: streetStaff(spec, seed) });
    const start = performance.now();
    await inTurns(street.records, (rows) =>
      writeStored(
        store,
        'records',
        rows.map((document) => ({ previous: undefined, document })),
        'replication-downstream-bench',
      ),
    );
    await inTurns(street.events, (rows) =>
      writeStored(
        store,
        'events',
        rows.map((document) => ({ previous: undefined, document })),
        'replication-downstream-bench',
      ),
    );
    sum.milliseconds += performance.now() - start;
    sum.records += street.records.length;
    sum.events += street.events.length;
    sum.persons += street.records.filter(({ type }) => type === 'person').length;
  }
  return sum;
}

export async function inTurns<T>(
  rows: readonly T[],
  write: (rows: readonly T[]) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < rows.length; from += turn) {
    await write(rows.slice(from, from + turn));
    await new Promise((resolve) => setImmediate(resolve));
  }
}
