import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterEach, describe, expect, it } from 'vitest';
import { createListHabits } from './list-habits.ts';

afterEach(() => Dexie.delete('qiaobang-habits'));

describe('list habits', () => {
  it('makes no database before there is something to keep', async () => {
    expect(await createListHabits().load()).toEqual([]);
    expect(await indexedDB.databases()).toEqual([]);
  });

  it('finds hidden columns and the order again, one habit per list', async () => {
    const habits = createListHabits();
    await habits.keep({ type: 'person', hidden: ['phone'], sort: null });
    await habits.keep({
      type: 'person',
      hidden: ['phone', 'liaison'],
      sort: { column: 'birth', dir: 'desc' },
    });
    await habits.keep({ type: 'visit', hidden: null, sort: { column: 'kind', dir: 'asc' } });
    expect(await createListHabits().load()).toEqual([
      { type: 'person', hidden: ['phone', 'liaison'], sort: { column: 'birth', dir: 'desc' } },
      { type: 'visit', hidden: null, sort: { column: 'kind', dir: 'asc' } },
    ]);
  });

  it('keeps nothing but column names and directions', async () => {
    const habits = createListHabits();
    const memory = {
      type: 'person',
      hidden: ['phone'],
      sort: null,
      text: '忻秀宝',
      chosen: { household: ['忻秀宝户'] },
    };
    await habits.keep(memory);
    expect(JSON.stringify(await habits.load())).not.toContain('忻秀宝');
  });
});
