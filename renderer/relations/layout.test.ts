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
