/** 关系 of one record: the picture at the left, the same as a list at the right, and the way to add one from either. */
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { can } from '../../shared/access/can.ts';
import { denials } from '../../shared/bridge/errors.ts';
import type { PictureNode } from '../../shared/bridge/register.ts';
import type { PlainData } from '../../shared/records/envelope.ts';
import { recordType } from '../../shared/records/registry.ts';
import { useAsk } from '../bridge/bridge-context.tsx';
import { useSession } from '../bridge/session.tsx';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { Panes } from '../frame/panes.tsx';
import { Awaited, Button, Note } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import { RelationGraph } from './relation-graph.tsx';
import { RelationList } from './relation-list.tsx';

const steps = [1, 2, 3] as const;

export default function RelationsPane(props: { type: string; id: string }) {
  const { t, say } = useText();
  const navigate = useNavigate();
  const { actor } = useSession();
  const { newId, prefill } = useSurroundings();
  const [reach, setReach] = useState<number>(2);
  const [chosen, setChosen] = useState(props.id);
  const query = useAsk('relations.picture', { type: props.type, id: props.id, steps: reach });
  const type = recordType('relation');
  const may =
    type === undefined
      ? null
      : can(actor, 'create', type, { unit: actor.unit, community: actor.community });

  const open = (node: PictureNode) =>
    void navigate({ to: '/record/$type/$id', params: { type: node.type, id: node.id } });
  const add = (data: PlainData) => {
    const draft = newId();
    prefill.set(draft, data);
    void navigate({ to: '/form/$type/$draft', params: { type: 'relation', draft } });
  };

  return (
    <Awaited query={query}>
      {({ nodes, edges, isCut }) => {
        const node = nodes.find(({ id }) => id === chosen) ?? nodes[0];
        if (node === undefined) return null;
        return (
          <Panes
            main={
              <div className="relation-picture">
                <RelationGraph
                  nodes={nodes}
                  edges={edges}
                  selected={node.id}
                  onSelect={setChosen}
                  onOpen={open}
                  onJoin={(from, to) => {
                    const ends = [from, to].map((id) => nodes.find((each) => each.id === id));
                    if (may?.allow === true) add(joined(ends[0], ends[1]));
                  }}
                />
              </div>
            }
            side={
              <div className="pane-body">
                <div className="row" role="group" aria-label={t('relations.reach')}>
                  <span className="meta">{t('relations.reach')}</span>
                  {steps.map((step) => (
                    <button
                      key={step}
                      type="button"
                      className={`step-choice ${step === reach ? 'on' : ''}`}
                      aria-pressed={step === reach}
                      onClick={() => setReach(step)}
                    >
                      {t('relations.steps', { count: step })}
                    </button>
                  ))}
                </div>
                {isCut && <Note tone="amber">{t('relations.cut', { count: nodes.length })}</Note>}
                <h2 className="block-title">{t('relations.of', { name: node.label })}</h2>
                <RelationList nodes={nodes} edges={edges} of={node} onSelect={setChosen} />
                <div className="row" style={{ marginTop: '0.75rem' }}>
                  <Button
                    icon="add"
                    onClick={() => add(joined(node, undefined))}
                    offBecause={may?.allow === false ? say(denials[may.reason]) : null}
                  >
                    {t('relations.add')}
                  </Button>
                </div>
                <p className="meta" style={{ marginTop: '0.5rem' }}>
                  {t('relations.addHint')}
                </p>
              </div>
            }
            sideLabel={t('relations.list')}
          />
        );
      }}
    </Awaited>
  );
}

const kinds: Readonly<Record<string, string>> = {
  person: 'kin',
  household: 'household',
  enterprise: 'enterprise',
  org: 'org',
};

/** What the form starts with: the person first, whichever end the line was drawn from. */
function joined(from: PictureNode | undefined, to: PictureNode | undefined): PlainData {
  const [first, second] = from?.type === 'person' ? [from, to] : [to, from];
  const refOf = ({ type, id, label }: PictureNode) => ({ type, id, label });
  return {
    kind: kinds[second?.type ?? 'person'] ?? 'kin',
    ...(first?.type === 'person' ? { from: refOf(first) } : {}),
    ...(second === undefined ? {} : { to: refOf(second) }),
    ...(second === undefined || second.type !== 'person'
      ? {}
      : {
          ...(second.identity === '' ? {} : { anchorIdentity: second.identity }),
          ...(second.country === '' ? {} : { country: second.country }),
        }),
  };
}
