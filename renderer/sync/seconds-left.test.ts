import { describe, expect, it } from 'vitest';
import { secondsLeft } from './seconds-left.ts';

describe('seconds left', () => {
  const begun = { at: 0, received: 1_000 };
  it('goes on at the pace so far', () => {
    expect(secondsLeft(begun, { at: 10_000, received: 3_000 }, 10_000)).toBe(35);
    expect(secondsLeft(begun, { at: 10_000, received: 12_000 }, 10_000)).toBe(0);
  });
  it('says nothing too early, and nothing when nothing comes', () => {
    expect(secondsLeft(begun, { at: 1_000, received: 3_000 }, 10_000)).toBeNull();
    expect(secondsLeft(begun, { at: 60_000, received: 1_000 }, 10_000)).toBeNull();
  });
});
