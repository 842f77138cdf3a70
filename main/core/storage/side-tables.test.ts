import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { projectionTable } from './projections.ts';
import type { Store, StoreOptions } from './open-rxdb.ts';
import { makeStorePath, openTestStore } from './testing/open-test-store.ts';
import { sampleRecord } from './testing/sample-documents.ts';
import { storedNames } from './testing/stored-names.ts';

const [people] = storedNames.projections;
if (people === undefined) throw new Error('no projection');

/** Everything that is derived from the records, in a comparable form. */
async function derived(store: Store): Promise<unknown> {
  return {
    projection: await store.read.all('SELECT * FROM p_person ORDER BY id'),
    // Without the row number, which is of no meaning.
    search: await store.read.all(
      'SELECT id, type, unit, community, title, subtitle, han, pinyin, initials, digits FROM search ORDER BY id',
    ),
    digest: await store.digest.all(),
  };
}

describe('projections', () => {
  it('hold one row per living record of their type, with raw texts and base columns', async () => {
    const store = await openTestStore(storedNames);
    const { records } = store.collections;
    await records.bulkInsert([
      sampleRecord('a', { data: { name: '（张）三𠮷', age: 70 } }),
      sampleRecord('b', { data: { name: '李四' } }),
      sampleRecord('v', { type: 'visit' }),
    ]);
    await (await records.findOne('b').exec(true)).remove();
    expect(await store.read.all('SELECT * FROM p_person')).toEqual([
      {
        id: 'a',
        unit: '330203001',
        community: '330203001001',
        state: 'active',
        updated_at: '2026-03-01T01:00:00.000Z',
        name: '（张）三𠮷',
        age: 70,
      },
    ]);
  });

  it('are indexed as declared', async () => {
    const store = await openTestStore(storedNames);
    const plan = await store.read.all<{ name: string }>(
      "SELECT name FROM pragma_index_info('p_person_x0')",
    );
    expect(plan.map(({ name }) => name)).toEqual(['unit', 'name']);
  });

  it('refuse names that are not plain, because they become SQL', () => {
    expect(() => projectionTable({ ...people, table: 'p; DROP TABLE outbox' })).toThrow('plain');
    expect(() => projectionTable({ ...people, indexes: [['unit DESC']] })).toThrow('plain');
    expect(() =>
      projectionTable({
        ...people,
        columns: [{ name: 'unit', sqlType: 'text', value: () => null }],
      }),
    ).toThrow('twice');
  });
});

describe('side tables', () => {
  it('are the same kept in step by hooks as built from scratch, whatever was done', async () => {
    const step = fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd'),
      action: fc.constantFrom('save', 'remove', 'otherType', 'otherUnit'),
      name: fc.constantFrom('张三', '（李）', '𠮷野', ''),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 15 }), async (steps) => {
        const path = makeStorePath();
        const store = await openTestStore({ path, ...storedNames });
        const { records } = store.collections;
        for (const [index, { id, action, name }] of steps.entries()) {
          if (action === 'remove') await (await records.findOne(id).exec())?.remove();
          else
            await records.upsert(
              sampleRecord(id, {
                mutation: `m${index}`,
                data: { name },
                ...(action === 'otherUnit' && { unit: '330203002' }),
              }),
            );
        }
        const kept = await derived(store);
        await store.close();
        const rebuilt = await openTestStore({ path, ...newVersions });
        expect(await derived(rebuilt)).toEqual(kept);
        await rebuilt.close();
      }),
      { numRuns: 12 },
    );
  });

  it('are built again in turns when the declaration changes, and only then', async () => {
    const path = makeStorePath();
    const store = await openTestStore({ path, ...storedNames });
    await store.collections.records.bulkInsert(
      Array.from({ length: 1_201 }, (_, index) => sampleRecord(`r${index}`)),
    );
    await store.close();

    const seen: number[] = [];
    const onProgress: StoreOptions['onProgress'] = ({ done, total }) => seen.push(done, total);
    const same = await openTestStore({ path, ...storedNames, onProgress });
    await same.close();
    expect(seen).toEqual([]);

    const projections = [
      {
        ...people,
        version: '2',
        columns: [
          ...people.columns,
          { name: 'device', sqlType: 'text' as const, value: () => 'new' },
        ],
      },
    ];
    const changed = await openTestStore({ path, ...storedNames, projections, onProgress });
    expect(seen).toEqual([500, 1_201, 1_000, 1_201, 1_201, 1_201]);
    expect(
      await changed.read.get('SELECT count(*) AS n FROM p_person WHERE device = ?', ['new']),
    ).toEqual({ n: 1_201 });
    await changed.close();

    const dropped = await openTestStore({ path, ...storedNames, projections: [] });
    await expect(dropped.read.all('SELECT * FROM p_person')).rejects.toThrow('SQLITE_ERROR');
  });

  it('start again when a rebuild was cut off', async () => {
    const path = makeStorePath();
    const store = await openTestStore({ path, ...storedNames });
    await store.collections.records.bulkInsert(
      Array.from({ length: 700 }, (_, index) => sampleRecord(`r${index}`)),
    );
    await store.close();
    const stop = (): never => {
      throw new Error('pulled plug');
    };
    await expect(openTestStore({ path, ...newVersions, onProgress: stop })).rejects.toThrow(
      'pulled plug',
    );
    const again = await openTestStore({ path, ...newVersions });
    expect(await again.read.get('SELECT count(*) AS n FROM p_person')).toEqual({ n: 700 });
  });
});

const newVersions = {
  ...storedNames,
  projections: [{ ...people, version: 'next' }],
  searches: storedNames.searches.map((spec) => ({ ...spec, version: 'next' })),
  digest: { ...storedNames.digest, version: 'next' },
} satisfies Partial<StoreOptions>;
