import { describe, expect, it } from 'vitest';
import { visitWork, type VisitWork } from './visit-work.ts';

const visit = (id: string, more: Partial<VisitWork>): VisitWork => ({
  id,
  on: '2026-02-10',
  kind: 'daily',
  home: 'h1',
  needs: [],
  gifts: [],
  ...more,
});
const closed = (id: string) => id.startsWith('closed');

describe('what visits found', () => {
  it('leaves noted needs out, and counts those solved on the spot as not routed', () => {
    const found = visitWork(
      [
        visit('a', {
          needs: [
            { route: 'hardship', target: 'closed-1' },
            { route: 'ticket', target: 'open-1' },
            { route: 'on_site' },
            { route: 'note' },
          ],
        }),
      ],
      closed,
    );
    expect(found.routed).toEqual({ numerator: 2, denominator: 3, percent: 66.67 });
    expect(found.settled).toEqual({ numerator: 1, denominator: 2, percent: 50 });
  });

  it('has no value where nothing was asked, linked or given', () => {
    expect(visitWork([visit('a', {})], closed)).toEqual({
      routed: { numerator: 0, denominator: 0, percent: null },
      settled: { numerator: 0, denominator: 0, percent: null },
      fenPerHome: null,
      repeated: [],
    });
  });
});

describe('what visits gave', () => {
  it('is divided by households, not by visits', () => {
    const visits = [
      visit('a', { gifts: [50_000, 20_000] }),
      visit('b', { gifts: [30_000], on: '2026-09-20' }),
      visit('c', { gifts: [50_001], home: 'h2' }),
      visit('d', { home: 'h3' }),
    ];
    expect(visitWork(visits, closed).fenPerHome).toBe(75_001);
  });

  it('names a second festival gift, and no gift at another festival', () => {
    const gift = { kind: 'festival', gifts: [50_000] };
    const repeated = (...visits: VisitWork[]) => visitWork(visits, closed).repeated;
    const spring = visit('spring', { ...gift, on: '2026-02-05' });
    expect(repeated(spring, visit('again', { ...gift, on: '2026-02-12' }))).toEqual(['again']);
    expect(repeated(spring, visit('autumn', { ...gift, on: '2026-09-20' }))).toEqual([]);
    expect(repeated(spring, visit('other', { ...gift, home: 'h2' }))).toEqual([]);
    const named = (id: string, campaign: string) => visit(id, { ...gift, campaign });
    expect(repeated(named('a', '春节'), named('b', '元宵'))).toEqual([]);
    expect(repeated(named('b', '春节'), named('a', '春节'))).toEqual(['b']);
  });
});
