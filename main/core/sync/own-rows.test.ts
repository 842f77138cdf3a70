import { describe, expect, it } from 'vitest';
import { createOwnRows } from './own-rows.ts';
import { createWanted } from './wanted.ts';

describe('own rows', () => {
  it('are skipped where the checkpoint stands at their start, one stretch after the other', () => {
    const own = createOwnRows();
    own.note([
      { scope: 'a', from: 12, to: 20 },
      { scope: 'a', from: 7, to: 12 },
      { scope: 'b', from: 0, to: 4 },
    ]);
    expect(own.skip({ a: 7 })).toEqual({ a: 20 });
  });

  it('are not skipped over somebody else’s row, or in a scope that is read from its start', () => {
    const own = createOwnRows();
    own.note([{ scope: 'a', from: 8, to: 20 }]);
    expect(own.skip({ a: 7 })).toEqual({ a: 7 });
    expect(own.skip({})).toEqual({});
    expect(own.skip({ a: 8 })).toEqual({ a: 20 });
  });
});

describe('wanted', () => {
  it('keeps a wish that came while an earlier one was being fulfilled', () => {
    const wanted = createWanted();
    expect(wanted.wish('records')).toBeNull();
    wanted.add('records');
    const wish = wanted.wish('records');
    wanted.add('records');
    wanted.fulfilled('records', wish ?? 0);
    const second = wanted.wish('records');
    expect(second).not.toBeNull();
    wanted.fulfilled('records', second ?? 0);
    expect(wanted.wish('records')).toBeNull();
    expect(wanted.wish('events')).toBeNull();
  });
});
