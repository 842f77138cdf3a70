/** A profile's folder for one test: opened through the ladder, written to, damaged, opened again. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { sampleEvent, sampleRecord } from '../../storage/testing/sample-documents.ts';
import { storedNames } from '../../storage/testing/stored-names.ts';
import {
  openProfileStore,
  type OpenedProfileStore,
  type ProfileStoreOptions,
} from '../open-profile-store.ts';

export interface ProfileBench {
  readonly folder: string;
  readonly key: Uint8Array;
  readonly clock: { now: number };
  readonly file: (name?: string) => string;
  readonly options: (more?: Partial<ProfileStoreOptions>) => ProfileStoreOptions;
  open(more?: Partial<ProfileStoreOptions>): ReturnType<typeof openProfileStore>;
  /** Opens, or fails the test. */
  opened(more?: Partial<ProfileStoreOptions>): Promise<OpenedProfileStore>;
  /** A new profile with these records, closed. */
  make(...ids: string[]): Promise<void>;
  /** Opens, adds records, closes. */
  add(...ids: string[]): Promise<void>;
}

export function createProfileBench(): ProfileBench {
  const folder = mkdtempSync(join(tmpdir(), 'qiaobang-ladder-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const key = new Uint8Array(randomBytes(32));
  const clock = { now: Date.parse('2026-11-23T00:00:00Z') };
  const options = (more: Partial<ProfileStoreOptions> = {}): ProfileStoreOptions => ({
    folder,
    isNew: false,
    key,
    cipher: 'aegis256',
    now: () => new Date(clock.now).toISOString(),
    ...storedNames,
    ...more,
  });
  const open = (more?: Partial<ProfileStoreOptions>) => openProfileStore(options(more));
  async function opened(more?: Partial<ProfileStoreOptions>): Promise<OpenedProfileStore> {
    const answer = await open(more);
    if (!answer.ok) throw new Error(answer.error.code);
    onTestFinished(() => answer.value.store.close().catch(() => undefined));
    return answer.value;
  }
  async function write(isNew: boolean, ids: readonly string[]): Promise<void> {
    const { store } = await opened({ isNew });
    for (const id of ids) await writePair(store, id);
    await store.close();
  }
  return {
    folder,
    key,
    clock,
    file: (name = 'office.db') => join(folder, name),
    options,
    open,
    opened,
    make: (...ids) => write(true, ids),
    add: (...ids) => write(false, ids),
  };
}

export async function writePair(store: OpenedProfileStore['store'], id: string): Promise<void> {
  const { records, events } = store.collections;
  await store.atomic(2, () =>
    Promise.all([records.insert(sampleRecord(id)), events.insert(sampleEvent(`e-${id}`, id))]),
  );
}

export async function idsIn(store: OpenedProfileStore['store']): Promise<string[]> {
  return (await store.collections.records.find().exec()).map(({ id }) => id).toSorted();
}
