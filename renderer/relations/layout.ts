/** Where each node of the picture goes: older generations above, households between. Pure; runs in a worker, 500 nodes take a moment. */
import { Graph, layout } from '@dagrejs/dagre';
import { packAround, type Branch } from './pack.ts';
import { generationsAbove } from '../../shared/records/relation/kin.ts';

export interface LayoutNode {
  readonly id: string;
}
export interface LayoutEdge {
  readonly from: string;
  readonly to: string;
  readonly word: string;
}
export interface LayoutJob {
  readonly job: number;
  readonly nodes: readonly LayoutNode[];
  readonly edges: readonly LayoutEdge[];
}
export interface Place {
  readonly x: number;
  readonly y: number;
}
export interface LayoutDone {
  readonly job: number;
  readonly places: Readonly<Record<string, Place>>;
}

export const nodeSize = { width: 184, height: 48 } as const;

/** The upper and the lower end: an elder stands above, whichever way round the relation was written. */
export function downward({ from, to, word }: LayoutEdge): readonly [upper: string, lower: string] {
  return (generationsAbove(word) ?? 0) < 0 ? [to, from] : [from, to];
}

/** More than these in rows of generations make a strip. */
export const mostInRows = 60;

type Picture = Pick<LayoutJob, 'nodes' | 'edges'>;

/** Top left corners; the first node is the one in the middle. */
export function layOut(picture: Picture): LayoutDone['places'] {
  return picture.nodes.length > mostInRows ? inBlocks(picture) : inRows(picture);
}

/** Each as a branch of whom they are reached through from the middle, by the fewest steps. */
function inBlocks({ nodes, edges }: Picture): LayoutDone['places'] {
  const [middle] = nodes;
  if (middle === undefined) return {};
  const around = new Map<string, { readonly id: string; readonly isAbove: boolean }[]>();
  const join = (from: string, id: string, isAbove: boolean) =>
    around.set(from, [...(around.get(from) ?? []), { id, isAbove }]);
  for (const edge of edges) {
    const [upper, lower] = downward(edge);
    join(lower, upper, true);
    join(upper, lower, false);
  }
  const through = new Map<string, string>();
  const reached = new Set([middle.id]);
  // A set grows while it is walked through: nearest first.
  for (const id of reached)
    for (const next of around.get(id) ?? []) {
      if (reached.has(next.id)) continue;
      reached.add(next.id);
      through.set(next.id, id);
    }
  const lost = nodes.filter(({ id }) => !reached.has(id));
  const branch = (id: string): Branch => ({
    id,
    branches: [...new Set((around.get(id) ?? []).map((next) => next.id))].flatMap((next) =>
      through.get(next) === id ? [branch(next)] : [],
    ),
  });
  const own = new Map((around.get(middle.id) ?? []).map((next) => [next.id, next]));
  const sides = { above: [] as Branch[], below: [] as Branch[] };
  for (const { id, isAbove } of own.values()) sides[isAbove ? 'above' : 'below'].push(branch(id));
  for (const { id } of lost) sides.below.push({ id, branches: [] });
  return Object.fromEntries(packAround(middle.id, sides, nodeSize));
}

function inRows({ nodes, edges }: Picture): LayoutDone['places'] {
  const graph = new Graph();
  graph.setGraph({ rankdir: 'TB', ranksep: 56, nodesep: 28, ranker: 'tight-tree' });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id } of nodes) graph.setNode(id, { ...nodeSize });
  for (const edge of edges) graph.setEdge(...downward(edge));
  layout(graph);
  return Object.fromEntries(
    nodes.map(({ id }) => {
      const { x, y } = graph.node(id) as Place;
      return [id, { x: x - nodeSize.width / 2, y: y - nodeSize.height / 2 }];
    }),
  );
}
