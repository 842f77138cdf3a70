import { describe, expect, it } from 'vitest';
import { legalCoverage } from './legal-coverage.ts';

const today = '2026-11-25';
const ref = (id: string) => ({ type: 'enterprise', id, label: id });
const active = (id: string) => ({ id, data: { standing: 'active' } });
const touch = (id: string, on: string) => ({ enterprise: ref(id), on });

describe('legal coverage', () => {
  it('counts an enterprise only where it is both assigned and was reached', () => {
    const figures = legalCoverage(
      [active('a'), active('b'), active('c'), active('d')],
      [{ enterprises: [ref('a'), ref('b'), ref('c')], from: '2026-01-01' }],
      [touch('a', '2026-06-01'), touch('a', '2026-07-01'), touch('d', '2026-06-01')],
      today,
    );
    expect(figures.assigned.value).toBe(75);
    expect(figures.touched.value).toBe(50);
    expect(figures.headline.value).toBe(25);
  });

  it('leaves out ended assignments, old touches, future dates and enterprises that are gone', () => {
    const figures = legalCoverage(
      [active('a'), active('b'), { id: 'gone', data: { standing: 'cancelled' } }],
      [
        { enterprises: [ref('a'), ref('gone')], from: '2025-01-01', to: '2026-11-24' },
        { enterprises: [ref('b')], from: '2026-12-01' },
      ],
      [touch('a', '2025-11-25'), touch('b', '2025-11-26'), touch('gone', '2026-11-01')],
      today,
    );
    expect(figures.assigned).toMatchObject({ value: 0, denominator: 2 });
    expect(figures.touched.value).toBe(50);
    expect(figures.headline.value).toBe(0);
  });

  it('shows 100 only for 100, and nothing at all without enterprises', () => {
    const many = Array.from({ length: 30_000 }, (_, index) => active(String(index)));
    const all = { enterprises: many.map(({ id }) => ref(id)), from: '2026-01-01' };
    const most = many.slice(1).map(({ id }) => touch(id, '2026-06-01'));
    expect(legalCoverage(many, [all], most, today).headline.value).toBeLessThan(100);
    expect(legalCoverage([], [], [], today).headline.value).toBeNull();
  });
});
