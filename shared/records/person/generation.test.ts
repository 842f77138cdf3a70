import { describe, expect, it } from 'vitest';
import { generationFacts, generationOf } from './generation.ts';

const identity = (emigrated: string, endedReason?: string) => ({
  id: emigrated,
  identity: 'hq',
  verifyLevel: 'self',
  emigrated,
  ...(endedReason === undefined ? {} : { endedReason }),
});

describe('老侨 and 新侨', () => {
  it.each([
    ['1978-12-31', 'old'],
    ['1978', 'old'],
    ['1979-01-01', 'new'],
    ['1979', 'new'],
    ['1955', 'old'],
  ] as const)('%s is %s', (emigrated, generation) => {
    expect(generationOf({ identities: [identity(emigrated)] })).toEqual({
      generation,
      source: 'own',
      on: emigrated,
    });
  });

  it('goes by the first emigration, not by the last', () => {
    expect(generationOf({ identities: [identity('1999'), identity('1962-03')] }).generation).toBe(
      'old',
    );
  });

  it('does not count a row that was entered by mistake', () => {
    expect(
      generationOf({ identities: [identity('1962', 'mistake'), identity('1999')] }).generation,
    ).toBe('new');
  });

  it('asks the relative only where the person has no date, and says so', () => {
    expect(generationOf({ identities: [], kinEmigrated: '1949' })).toEqual({
      generation: 'old',
      source: 'kin',
      on: '1949',
    });
    expect(generationOf({ identities: [identity('1999')], kinEmigrated: '1949' })).toMatchObject({
      generation: 'new',
      source: 'own',
    });
  });

  it('is said with its source', () => {
    expect(generationFacts({ identities: [identity('1962-03')] })[0]?.zh).toBe(
      '老侨（本人 1962 年出国）',
    );
    expect(generationFacts({ kinEmigrated: '1999' })[0]?.zh).toBe('新侨（亲属 1999 年出国）');
    expect(generationFacts({})).toEqual([]);
  });

  it('stays unknown when nobody knows', () => {
    expect(generationOf({})).toEqual({ generation: 'unknown', source: 'none', on: null });
  });
});
