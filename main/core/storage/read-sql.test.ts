import { describe, expect, it } from 'vitest';
import { openTestStore } from './testing/open-test-store.ts';
import { sampleRecord } from './testing/sample-documents.ts';
import { storedNames } from './testing/stored-names.ts';

const count = 'SELECT count(*) AS n FROM p_person WHERE unit = ?';

describe('reading by SQL', () => {
  it('remembers an answer until something is written, for each question by itself', async () => {
    const store = await openTestStore(storedNames);
    const { records } = store.collections;
    const here = await store.read.remembered(count, ['330203001']);
    expect(here).toEqual([{ n: 0 }]);
    expect(await store.read.remembered(count, ['330203001'])).toBe(here);
    expect(await store.read.remembered(count, ['330203002'])).toEqual([{ n: 0 }]);
    await records.insert(sampleRecord('a'));
    expect(await store.read.remembered(count, ['330203001'])).toEqual([{ n: 1 }]);
    await (await records.findOne('a').exec(true)).remove();
    expect(await store.read.remembered(count, ['330203001'])).toEqual([{ n: 0 }]);
  });

  it('refuses anything but one SELECT', async () => {
    const store = await openTestStore(storedNames);
    for (const sql of ['DELETE FROM outbox', 'WITH a AS (SELECT 1) DELETE FROM outbox'])
      await expect(store.read.remembered(sql)).rejects.toThrow('SELECT');
  });
});
