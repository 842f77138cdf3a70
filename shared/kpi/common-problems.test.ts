import { describe, expect, it } from 'vitest';
import { commonProblems, type JoinedTicket } from './common-problems.ts';

const ticket = (id: string, enterprise: string, sameProblem?: string): JoinedTicket => ({
  id,
  enterprise,
  sameProblem,
});

describe('common problems', () => {
  it('are those of three enterprises, the one they were gathered under included', () => {
    expect(commonProblems([ticket('a', 'e1'), ticket('b', 'e2', 'a')])).toEqual([]);
    expect(
      commonProblems([ticket('a', 'e1'), ticket('b', 'e2', 'a'), ticket('c', 'e3', 'a')]),
    ).toEqual([['a', 'b', 'c']]);
  });

  it('count enterprises, not tickets', () => {
    expect(
      commonProblems([ticket('a', 'e1'), ticket('b', 'e1', 'a'), ticket('c', 'e2', 'a')]),
    ).toEqual([]);
  });

  it('follow chains, and end where tickets point at each other', () => {
    const chain = [ticket('a', 'e1'), ticket('b', 'e2', 'a'), ticket('c', 'e3', 'b')];
    expect(commonProblems(chain)).toEqual([['a', 'b', 'c']]);
    const ring = [ticket('a', 'e1', 'b'), ticket('b', 'e2', 'a'), ticket('c', 'e3', 'a')];
    expect(commonProblems(ring).flat().length).toBeLessThanOrEqual(3);
  });
});
