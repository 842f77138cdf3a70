/**
 * How long the picture of relations takes to be laid out, by number of people: the very code that the page runs in its worker, on
 * families as a street has them. Ends with one line of JSON.
 */
import { performance } from 'node:perf_hooks';
import { layOut, type LayoutEdge } from '../renderer/relations/layout.ts';
import { createRandom, pickOne, randomInt } from '../shared/samples/random.ts';

const sizes = [50, 200, 500];
const rounds = 5;
const words = ['father', 'mother', 'son', 'daughter', 'spouse', 'elder_brother', 'younger_sister'];

/** Families of four to nine, some married into one another. */
function families(people: number): { nodes: { id: string }[]; edges: LayoutEdge[] } {
  const random = createRandom(people);
  const nodes = Array.from({ length: people }, (_, index) => ({ id: `p${index}` }));
  const edges: LayoutEdge[] = [];
  let start = 0;
  while (start < people) {
    const size = Math.min(people - start, randomInt(random, 4, 9));
    for (let at = 1; at < size; at += 1)
      edges.push({
        from: `p${start + at}`,
        to: `p${start + randomInt(random, 0, at - 1)}`,
        word: pickOne(random, words),
      });
    if (start > 0 && randomInt(random, 0, 2) === 0)
      edges.push({ from: `p${start}`, to: `p${randomInt(random, 0, start - 1)}`, word: 'spouse' });
    start += size;
  }
  return { nodes, edges };
}

const results = sizes.map((people) => {
  const picture = families(people);
  const times = Array.from({ length: rounds }, () => {
    const begun = performance.now();
    layOut(picture);
    return performance.now() - begun;
  }).toSorted((a, b) => a - b);
  return {
    people,
    edges: picture.edges.length,
    medianMs: Math.round(times[Math.floor(rounds / 2)] ?? 0),
    worstMs: Math.round(times.at(-1) ?? 0),
  };
});
console.log(JSON.stringify({ bench: 'relations', results }));
