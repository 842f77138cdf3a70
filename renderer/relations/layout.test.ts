import { describe, expect, it } from 'vitest';
import { layOut, nodeSize } from './layout.ts';

const nodes = (...ids: string[]) => ids.map((id) => ({ id }));

describe('the layout of a picture', () => {
  it('puts elders above, whichever way round the relation was written', () => {
    for (const edge of [
      { from: 'mother', to: 'son', word: 'mother' },
      { from: 'son', to: 'mother', word: 'son' },
    ]) {
      const places = layOut({ nodes: nodes('mother', 'son'), edges: [edge] });
      expect(places['mother']?.y).toBeLessThan(places['son']?.y ?? 0);
    }
  });

  it('lets no two of five hundred boxes lie upon one another', () => {
    const ids = Array.from({ length: 500 }, (_, index) => `n${index}`);
    const edges = ids.slice(1).map((id, index) => ({
      from: `n${Math.floor(index / 3)}`,
      to: id,
      word: 'father',
    }));
    const places = Object.values(layOut({ nodes: nodes(...ids), edges }));
    expect(places).toHaveLength(500);
    const rows = new Map<number, number[]>();
    for (const { x, y } of places) rows.set(y, [...(rows.get(y) ?? []), x]);
    for (const row of rows.values()) {
      const sorted = row.toSorted((a, b) => a - b);
      for (let at = 1; at < sorted.length; at += 1)
        expect((sorted[at] ?? 0) - (sorted[at - 1] ?? 0)).toBeGreaterThanOrEqual(nodeSize.width);
    }
  });

  it('takes a lone node and a ring of ties', () => {
    expect(Object.keys(layOut({ nodes: nodes('a'), edges: [] }))).toEqual(['a']);
    const ring = [
      { from: 'a', to: 'b', word: 'spouse' },
      { from: 'b', to: 'a', word: '' },
    ];
    expect(Object.keys(layOut({ nodes: nodes('a', 'b'), edges: ring }))).toEqual(['a', 'b']);
  });
});

describe('a large family', () => {
  /** One in the middle, thirty around, and so many around each of them. */
  function clan(people: number) {
    const nodes = Array.from({ length: people }, (_, index) => ({ id: `p${index}` }));
    const edges = nodes.slice(1).map(({ id }, index) => ({
      from: id,
      to: index < 30 ? 'p0' : `p${1 + (index % 30)}`,
      word: ['father', 'son', 'spouse'][index % 3] ?? '',
    }));
    return { nodes, edges: [...edges, { from: 'p40', to: 'p41', word: 'spouse' }] };
  }

  it.each([61, 200, 500])(
    'of %i fills a picture as screens are, and nobody hides another',
    (people) => {
      const places = Object.values(layOut(clan(people)));
      expect(places).toHaveLength(people);
      const span = (of: (place: { x: number; y: number }) => number) =>
        Math.max(...places.map(of)) - Math.min(...places.map(of));
      const shape = (span(({ x }) => x) + nodeSize.width) / (span(({ y }) => y) + nodeSize.height);
      expect(shape).toBeGreaterThan(0.6);
      expect(shape).toBeLessThan(4);
      for (const [at, a] of places.entries())
        for (const b of places.slice(at + 1))
          expect(
            Math.abs(a.x - b.x) >= nodeSize.width || Math.abs(a.y - b.y) >= nodeSize.height,
          ).toBe(true);
    },
  );

  it('keeps elders of the one in the middle above, and places even whom nothing joins', () => {
    const { nodes, edges } = clan(100);
    const places = layOut({ nodes: [...nodes, { id: 'lost' }], edges });
    expect(places['lost']).toBeDefined();
    expect(places['p1']?.y).toBeLessThan(places['p0']?.y ?? 0);
    expect(places['p2']?.y).toBeGreaterThan(places['p0']?.y ?? 0);
  });
});
