import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isByPerson, refusalIn } from './guard.ts';
import { startIdleLock } from './idle-lock.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('idle lock', () => {
  it('locks after the set time without a person, and follows a changed setting', () => {
    let locked = 0;
    let minutes = 15;
    const idle = startIdleLock(
      () => minutes,
      () => void (locked += 1),
    );
    vi.advanceTimersByTime(14 * 60_000);
    idle.touch();
    vi.advanceTimersByTime(14 * 60_000);
    expect(locked).toBe(0);
    minutes = 1;
    idle.touch();
    vi.advanceTimersByTime(60_000);
    expect(locked).toBe(1);
  });

  it('does nothing once stopped', () => {
    let locked = 0;
    startIdleLock(
      () => 1,
      () => void (locked += 1),
    ).stop();
    vi.advanceTimersByTime(3_600_000);
    expect(locked).toBe(0);
  });
});

describe('guard', () => {
  it('lets nothing but the sign-in run without an open profile', () => {
    expect(refusalIn(false, 'records.list')).toEqual({ code: 'E_LOCKED' });
    expect(refusalIn(false, 'drafts.save')).toEqual({ code: 'E_LOCKED' });
    expect(refusalIn(false, 'sync.now')).toEqual({ code: 'E_LOCKED' });
    expect(refusalIn(false, 'app.unlock')).toBeNull();
    expect(refusalIn(true, 'records.list')).toBeNull();
  });

  it('does not take the page’s own refreshing for a person', () => {
    expect(isByPerson('sync.state')).toBe(false);
    expect(isByPerson('drafts.save')).toBe(true);
  });
});
