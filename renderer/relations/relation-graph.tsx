/** The picture itself: boxes with icon, name and country; lines that say how two belong together. Drawing a line adds a relation. */
import {
  Background,
  Controls,
  Handle,
  Position,
  ReactFlow,
  useEdgesState,
  useNodesState,
  type Connection,
  type Edge,
  type Node,
  type NodeProps,
} from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { memo, useEffect } from 'react';
import { labelOf } from '../../shared/dictionaries/dictionary.ts';
import type { PictureEdge, PictureNode } from '../../shared/bridge/register.ts';
import { recordType } from '../../shared/records/registry.ts';
import { Icon, typeIcon } from '../parts/icons.tsx';
import { useText } from '../texts/use-text.ts';
import { downward, mostInRows, nodeSize } from './layout.ts';
import { useLayout } from './use-layout.ts';

type BoxNode = Node<{ node: PictureNode; language: 'zh' | 'en' }, 'box'>;

const noEdges: Edge[] = [];
const nodeTypes = { box: memo(Box) };

export function RelationGraph(props: {
  nodes: readonly PictureNode[];
  edges: readonly PictureEdge[];
  selected: string;
  onSelect: (id: string) => void;
  onOpen: (node: PictureNode) => void;
  onJoin: (from: string, to: string) => void;
}) {
  const { t, language } = useText();
  const places = useLayout(props.nodes, props.edges);
  const [nodes, setNodes, onNodesChange] = useNodesState<BoxNode>([]);
  const [edges, setEdges] = useEdgesState(noEdges);

  useEffect(() => {
    if (places === null) return;
    setNodes(
      props.nodes.flatMap((node): BoxNode[] => {
        const place = places[node.id];
        if (place === undefined) return [];
        return [
          {
            id: node.id,
            type: 'box',
            position: place,
            data: { node, language },
            selected: node.id === props.selected,
            width: nodeSize.width,
            height: nodeSize.height,
            ariaLabel: node.label,
          },
        ];
      }),
    );
    setEdges(
      props.edges.map((edge) => ({
        id: edge.id,
        source: downward(edge)[0],
        target: downward(edge)[1],
        label: isSaid(edge, props) ? wordsOf(edge, language) : '',
        className: `relation-edge ${edge.kind} ${edge.isEnded ? 'ended' : ''}`,
        focusable: false,
        selectable: false,
      })),
    );
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `selected` is painted below, without laying anything out again
  }, [places, props.nodes, props.edges, language]);

  useEffect(() => {
    if (props.nodes.length <= mostInRows) return;
    const byId = new Map(props.edges.map((edge) => [edge.id, edge]));
    setEdges((old) =>
      old.map((line) => {
        const edge = byId.get(line.id);
        const label = edge !== undefined && isSaid(edge, props) ? wordsOf(edge, language) : '';
        return line.label === label ? line : { ...line, label };
      }),
    );
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only the choice changes what is said
  }, [props.selected, setEdges]);

  useEffect(() => {
    setNodes((old) =>
      old.map((node) =>
        (node.selected === true) === (node.id === props.selected)
          ? node
          : { ...node, selected: node.id === props.selected },
      ),
    );
  }, [props.selected, setNodes]);

  return (
    <ReactFlow
      className="relation-graph"
      nodes={nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      onNodesChange={onNodesChange}
      onNodeClick={(_event, node) => props.onSelect(node.id)}
      onNodeDoubleClick={(_event, node) => props.onOpen(node.data.node)}
      onConnect={(connection: Connection) => props.onJoin(connection.source, connection.target)}
      fitView
      fitViewOptions={{ padding: 0.15, maxZoom: 1 }}
      minZoom={0.08}
      maxZoom={1.6}
      deleteKeyCode={null}
      multiSelectionKeyCode={null}
      aria-label={t('relations.picture')}
      proOptions={{ hideAttribution: false }}
    >
      <Background gap={24} size={1} />
      <Controls showInteractive={false} aria-label={t('relations.zoom')} position="bottom-left" />
    </ReactFlow>
  );
}

/** In a large picture only what joins the chosen one is said in words: five hundred of them are no help. */
function isSaid(
  { from, to }: PictureEdge,
  { nodes, selected }: { readonly nodes: readonly PictureNode[]; readonly selected: string },
): boolean {
  return nodes.length <= mostInRows || from === selected || to === selected;
}

function Box({ data, selected }: NodeProps<BoxNode>) {
  const { node, language } = data;
  const sub = [
    node.identity === '' ? '' : labelOf('identity', node.identity, language),
    node.country === '' ? '' : labelOf('country', node.country, language),
  ].filter(Boolean);
  return (
    <div
      className={`relation-box ${selected ? 'on' : ''} ${node.distance === 0 ? 'centre' : ''} ${node.isGone ? 'gone' : ''}`}
    >
      <Handle type="target" position={Position.Top} />
      <Icon name={typeIcon(recordType(node.type)?.icon ?? node.type)} size={17} />
      <span className="relation-box-words">
        <b>{node.label}</b>
        {sub.length > 0 && <span>{sub.join('　')}</span>}
      </span>
      <Handle type="source" position={Position.Bottom} />
    </div>
  );
}

/** 母／子: what the one is to the other, and back. */
export function wordsOf(edge: PictureEdge, language: 'zh' | 'en'): string {
  if (edge.word === '') return '';
  const there = labelOf('relation_word', edge.word, language);
  return edge.back === '' ? there : `${there} ／ ${labelOf('kin_word', edge.back, language)}`;
}
