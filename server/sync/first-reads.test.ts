import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFirstReads, isFirstRead } from './first-reads.ts';

describe('first reads', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('have their turn in the order they came, a few at a time', async () => {
    const reads = createFirstReads({ atOnce: 2, waitMs: 8000 });
    const started: number[] = [];
    const ends = Array.from({ length: 5 }, () => Promise.withResolvers<void>());
    const all = ends.map((end, index) =>
      reads.inTurn(async () => {
        started.push(index);
        await end.promise;
        return index;
      }),
    );
    await vi.advanceTimersByTimeAsync(0);
    expect(started).toEqual([0, 1]);
    ends[1]?.resolve();
    await vi.advanceTimersByTimeAsync(0);
    expect(started).toEqual([0, 1, 2]);
    for (const end of ends) end.resolve();
    await vi.advanceTimersByTimeAsync(0);
    expect(await Promise.all(all)).toEqual([0, 1, 2, 3, 4]);
  });

  it('are sent away after a while, and leave the queue as it was', async () => {
    const reads = createFirstReads({ atOnce: 1, waitMs: 8000 });
    const end = Promise.withResolvers<void>();
    const first = reads.inTurn(() => end.promise.then(() => 'first'));
    const second = reads.inTurn(async () => 'second');
    expect(reads.patience()).toBe(6);
    await vi.advanceTimersByTimeAsync(8000);
    expect(await second).toBeNull();
    const third = reads.inTurn(async () => 'third');
    end.resolve();
    await vi.advanceTimersByTimeAsync(0);
    expect([await first, await third]).toEqual(['first', 'third']);
  });

  it('give their turn on when they fail', async () => {
    const reads = createFirstReads({ atOnce: 1, waitMs: 8000 });
    await expect(reads.inTurn(() => Promise.reject(new Error('fell')))).rejects.toThrow('fell');
    expect(await reads.inTurn(async () => 'next')).toBe('next');
  });

  it('are told from daily pulls', () => {
    const versions = { app: '1', protocol: 1, schema: 1 };
    const ask = (checkpoint: Record<string, number>, fresh?: string[]) =>
      isFirstRead({
        collection: 'records',
        checkpoint,
        limit: 1,
        versions,
        ...(fresh === undefined ? {} : { fresh }),
      });
    expect(ask({})).toBe(true);
    expect(ask({ a: 0 })).toBe(true);
    expect(ask({ a: 500 }, ['a'])).toBe(true);
    expect(ask({ a: 500 })).toBe(false);
    expect(ask({ a: 500, b: 0 })).toBe(false);
  });
});
