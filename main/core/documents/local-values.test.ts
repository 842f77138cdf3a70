import { describe, expect, it } from 'vitest';
import { openTestStore } from '../storage/testing/open-test-store.ts';
import { createLocalValues } from './local-values.ts';

describe('local values', () => {
  it('take any number of writers of one key at once; the last one stands', async () => {
    const store = await openTestStore();
    const local = createLocalValues({ store, now: () => 0 });
    await Promise.all(
      Array.from({ length: 60 }, (_, count) => local.put('sync:memory', 'sync', { count })),
    );
    expect(await local.get('sync:memory')).toEqual({ count: 59 });
    await Promise.all([local.drop('sync:memory'), local.put('other', 'sync', {})]);
    expect(await local.get('sync:memory')).toBeUndefined();
    await local.put('sync:memory', 'sync', { count: 1 });
    expect(await local.get('sync:memory')).toEqual({ count: 1 });
  });
});
