/** What imports have done on this computer, kept in the encrypted store so that it can be taken back. */
import type { PlainData } from '../../../../../shared/records/envelope.ts';
import type { LocalValues } from '../../../documents/local-values.ts';

export interface Trace {
  readonly id: string;
  /** Of a batch that writes several types. */
  readonly type?: string;
  /** The write that the import made; any other means that somebody has touched the record since. */
  readonly mutation: string;
  /** Null: the import made the record. */
  readonly before: PlainData | null;
}

export interface Batch {
  readonly batch: string;
  readonly type: string;
  readonly at: string;
  readonly created: number;
  readonly changed: number;
  readonly undone: boolean;
  readonly parts: number;
}

const indexKey = 'import:index';
/** Older ones are forgotten: by then records have moved on. */
const kept = 10;

export async function readTrace(
  local: LocalValues,
  { batch, parts }: Batch,
): Promise<readonly Trace[]> {
  const all: Trace[] = [];
  for (let part = 0; part < parts; part += 1) {
    const found = await local.get(partKey(batch, part));
    all.push(...((found?.['traces'] as Trace[] | undefined) ?? []));
  }
  return all;
}

/** Newest first. */
export async function batchesOf(local: LocalValues): Promise<readonly Batch[]> {
  return ((await local.get(indexKey))?.['batches'] as Batch[] | undefined) ?? [];
}

export async function rememberBatch(local: LocalValues, batch: Batch): Promise<void> {
  const others = (await batchesOf(local)).filter((each) => each.batch !== batch.batch);
  const all = [batch, ...others].toSorted((a, b) => b.at.localeCompare(a.at));
  await local.put(indexKey, 'import', { batches: all.slice(0, kept) });
  for (const old of all.slice(kept)) await dropTrace(local, old);
}

async function dropTrace(local: LocalValues, { batch, parts }: Batch): Promise<void> {
  for (let part = 0; part < parts; part += 1) await local.drop(partKey(batch, part));
}

export function partKey(batch: string, part: number): string {
  return `import:${batch}:${part}`;
}
