/** The same relations as a list, reached by keyboard and read aloud: the picture alone is not for everybody. */
import { Link } from '@tanstack/react-router';
import { labelOf } from '../../shared/dictionaries/dictionary.ts';
import type { PictureEdge, PictureNode } from '../../shared/bridge/register.ts';
import { recordType } from '../../shared/records/registry.ts';
import { Icon, typeIcon } from '../parts/icons.tsx';
import { useText } from '../texts/use-text.ts';

interface Line {
  readonly edge: PictureEdge;
  readonly other: PictureNode;
  /** What the other is to the one in question; empty where nothing says it. */
  readonly word: string;
}

export function RelationList(props: {
  nodes: readonly PictureNode[];
  edges: readonly PictureEdge[];
  of: PictureNode;
  onSelect: (id: string) => void;
}) {
  const { t, language } = useText();
  const lines = linesOf(props.nodes, props.edges, props.of.id, language);
  if (lines.length === 0)
    return <p className="meta">{t('relations.none', { name: props.of.label })}</p>;
  return (
    <ul className="relation-list">
      {lines.map(({ edge, other, word }) => (
        <li key={edge.id}>
          <button
            type="button"
            className="relation-line focus-inside"
            onClick={() => props.onSelect(other.id)}
          >
            <Icon name={typeIcon(recordType(other.type)?.icon ?? other.type)} size={15} />
            <span className="meta relation-word">{word || t(`relations.kind_${edge.kind}`)}</span>
            <b className="clip">{other.label}</b>
            <span className="meta clip">
              {[
                other.country === '' ? '' : labelOf('country', other.country, language),
                edge.isEnded ? t('relations.ended') : '',
              ]
                .filter(Boolean)
                .join('　')}
            </span>
          </button>
          <span className="row">
            <Link to="/record/$type/$id" params={{ type: other.type, id: other.id }}>
              {t('relations.openRecord')}
            </Link>
            {edge.relation !== null && (
              <Link to="/edit/$type/$id" params={{ type: 'relation', id: edge.relation }}>
                {t('relations.change')}
              </Link>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

function linesOf(
  nodes: readonly PictureNode[],
  edges: readonly PictureEdge[],
  of: string,
  language: 'zh' | 'en',
): readonly Line[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return edges.flatMap((edge): Line[] => {
    if (edge.from !== of && edge.to !== of) return [];
    const other = byId.get(edge.from === of ? edge.to : edge.from);
    if (other === undefined) return [];
    const word =
      edge.to === of
        ? edge.word === ''
          ? ''
          : labelOf('relation_word', edge.word, language)
        : edge.back === ''
          ? ''
          : labelOf('kin_word', edge.back, language);
    return [{ edge, other, word }];
  });
}
