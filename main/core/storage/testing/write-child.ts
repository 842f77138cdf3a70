/**
 * Child process: writes pairs of a record and its event for ever, and tells its parent the number of
 * each pair only after the store has acknowledged it. The parent kills it without warning.
 */
import { openStore } from '../open-rxdb.ts';
import { sampleEvent, sampleRecord } from './sample-documents.ts';
import { storedNames } from './stored-names.ts';
import { TEST_KEY } from './test-key.ts';

const [path, round] = process.argv.slice(2);
const opened = await openStore({
  path: String(path),
  key: TEST_KEY,
  now: () => '2026-03-02T00:00:00.000Z',
  ...storedNames,
});
if (!opened.ok) throw opened.error;
const { store } = opened;
const { records, events } = store.collections;

for (let number = 0; ; number += 1) {
  const id = `${String(round)}-${number}`;
  await store.atomic(2, () =>
    Promise.all([records.insert(sampleRecord(id)), events.insert(sampleEvent(`e-${id}`, id))]),
  );
  process.stdout.write(`${id}\n`);
}
