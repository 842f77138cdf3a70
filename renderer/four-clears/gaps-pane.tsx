/** What to mend first, or what is missing in the chosen cell; every line is a list of names. */
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { can } from '../../shared/access/can.ts';
import type { Gap } from '../../shared/bridge/four-clears.ts';
import { recordType } from '../../shared/records/registry.ts';
import { useSession } from '../bridge/session.tsx';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { freshList } from '../list/list-memory.ts';
import { Icon } from '../parts/icons.tsx';
import { Button, Empty } from '../parts/parts.tsx';
import { HandTasks } from '../tasks/hand-tasks.tsx';
import { OpenTasks } from '../tasks/open-tasks.tsx';
import { useText } from '../texts/use-text.ts';
import type { Chosen, ClearsBoard } from './clears-page.tsx';
import { usePlaceName } from './places-table.tsx';

export function GapsPane(props: { board: ClearsBoard; chosen: Chosen | null; onAll: () => void }) {
  const { t, say } = useText();
  const navigate = useNavigate();
  const { lists } = useSurroundings();
  const { board, chosen } = props;
  const { actor } = useSession();
  const [handing, setHanding] = useState<string | null>(null);
  const list = recordType('task_list');
  const mayHand =
    board.by === 'community' && list !== undefined && can(actor, 'create', list, actor).allow;
  const nameOf = usePlaceName(board.by);
  const gaps =
    chosen === null
      ? board.gaps
      : board.gaps
          .filter(({ gauge }) => gauge === chosen.gauge)
          .map((gap) => ({
            ...gap,
            count: countAt(board, chosen, gap),
          }))
          .filter(({ count }) => count > 0);
  const open = (type: string, view: string) => {
    lists.set(type, {
      ...freshList,
      view,
      ...(chosen === null ? {} : { chosen: placeFacet(board.by, chosen.place) }),
    });
    void navigate({ to: '/list/$type', params: { type } });
  };
  return (
    <div className="pane-body">
      <h2 className="block-title">
        {chosen === null
          ? t('clears.gaps')
          : t('clears.chosen', { place: nameOf(chosen.place), gauge: t(`clears.${chosen.gauge}`) })}
      </h2>
      {gaps.length === 0 && <Empty>{t('clears.noGaps')}</Empty>}
      <ul className="gap-list">
        {gaps.map((gap) => {
          const type = recordType(gap.type);
          const view = type?.texts.views[gap.view];
          if (type === undefined || view === undefined) return null;
          const key = `${gap.gauge}-${gap.type}-${gap.view}`;
          return (
            <li key={key} className="gap-item">
              <button type="button" className="gap-line" onClick={() => open(gap.type, gap.view)}>
                <span className="grow">
                  <b>
                    {say(type.texts.name)}　{say(view)}　{gap.count}
                  </b>
                  {chosen === null && (
                    <span className="meta">
                      {t('clears.gain', {
                        gauge: t(`clears.${gap.gauge}`),
                        gain: gap.gain.toFixed(2),
                      })}
                    </span>
                  )}
                </span>
                <Icon name="route" />
              </button>
              {mayHand && (
                <Button small onClick={() => setHanding(handing === key ? null : key)}>
                  {t('tasks.hand')}
                </Button>
              )}
              {handing === key && (
                <HandTasks
                  gap={gap}
                  name={`${say(type.texts.name)}　${say(view)}`}
                  community={chosen?.place ?? null}
                  asOf={board.asOf}
                  onClose={() => setHanding(null)}
                />
              )}
            </li>
          );
        })}
      </ul>
      {chosen !== null && (
        <Button small onClick={props.onAll}>
          {t('clears.back')}
        </Button>
      )}
      <OpenTasks />
    </div>
  );
}

/** Exactly the rows of the list that the line opens. */
function countAt(board: ClearsBoard, chosen: Chosen, gap: Gap): number {
  const row = board.rows.find(({ place }) => place === chosen.place);
  const found =
    gap.gauge === 'gx'
      ? row?.lacking[`${gap.type}/${gap.view}`]
      : row?.missing[chosen.gauge][gap.type];
  return found ?? 0;
}

/** Lists have a facet of communities; units are told apart only in the district's own lists. */
function placeFacet(by: ClearsBoard['by'], place: string) {
  return by === 'community' ? { community_name: [place === '' ? null : place] } : {};
}
