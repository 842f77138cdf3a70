/** Where each node of the picture goes: older generations above, households between. Pure; runs in a worker, 500 nodes take a moment. */
import { Graph, layout } from '@dagrejs/dagre';
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

/** Top left corners. */
export function layOut({ nodes, edges }: Pick<LayoutJob, 'nodes' | 'edges'>): LayoutDone['places'] {
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
