/** 提级督办: what is overdue and to whom it has risen; ticked matters go onto the agenda of a joint meeting (domain.md §3, S35). */
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { can } from '../../shared/access/can.ts';
import { denials } from '../../shared/bridge/errors.ts';
import { jointMeeting } from '../../shared/records/joint_meeting/index.ts';
import { recordType } from '../../shared/records/registry.ts';
import type { Value } from '../bridge/bridge-context.tsx';
import { useAsk } from '../bridge/bridge-context.tsx';
import { useSession } from '../bridge/session.tsx';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { useHints } from '../frame/hint-bar.tsx';
import { PageHeader } from '../frame/page-header.tsx';
import { Icon, typeIcon } from '../parts/icons.tsx';
import { Light } from '../parts/light.tsx';
import { Awaited, Button, Empty } from '../parts/parts.tsx';
import { StateChip } from '../parts/state-chip.tsx';
import { useText } from '../texts/use-text.ts';
import { HeartTabs } from './heart-tabs.tsx';

type Board = Value<'escalations.board'>;
type Row = Board['rows'][number];

const levels = ['B', 'D', 'H', 'none'] as const;

export function EscalationsPage() {
  const { t, say } = useText();
  const { actor } = useSession();
  const navigate = useNavigate();
  const { newId, prefill } = useSurroundings();
  const query = useAsk('escalations.board', {});
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const board = query.data;
  const may = can(actor, 'create', jointMeeting, { unit: actor.unit, community: '' });
  const chosen = (board?.rows ?? []).filter(({ id }) => ticked.has(id));
  const toMeeting = () => {
    const draft = newId();
    prefill.set(draft, {
      agenda: chosen.map((row) => ({
        id: newId(),
        topic: [row.bizNo, row.label].filter(Boolean).join('　').slice(0, 100),
        ...(row.type === 'ticket'
          ? { ticket: { type: 'ticket', id: row.id, label: row.label } }
          : {}),
        unitName: row.unitName,
      })),
    });
    void navigate({ to: '/form/$type/$draft', params: { type: 'joint_meeting', draft } });
  };
  useHints([
    { keys: t('board.space'), word: t('board.tick') },
    { keys: 'Enter', word: t('key.open') },
    { keys: 'Ctrl K', word: t('key.search') },
  ]);
  return (
    <>
      <PageHeader
        title={t('hearts.escalations')}
        facts={
          board === undefined
            ? ''
            : t('hearts.escalationFacts', { count: board.rows.length, ...board.after })
        }
      >
        <Button
          icon="meeting"
          onClick={toMeeting}
          offBecause={
            may.allow
              ? chosen.length === 0
                ? t('hearts.tickFirst')
                : null
              : say(denials[may.reason])
          }
        >
          {t('hearts.toMeeting', { count: chosen.length })}
        </Button>
      </PageHeader>
      <HeartTabs here="/escalations" />
      <div className="pane-body scroll-body">
        <Awaited query={query} bars={9}>
          {(found) => (
            <>
              <Meetings board={found} />
              {found.rows.length === 0 ? (
                <Empty>{t('hearts.nothingOverdue')}</Empty>
              ) : (
                levels.map((level) => (
                  <Level
                    key={level}
                    level={level}
                    board={found}
                    ticked={ticked}
                    onTick={(id) =>
                      setTicked(
                        (old) =>
                          new Set(
                            old.has(id) ? [...old].filter((each) => each !== id) : [...old, id],
                          ),
                      )
                    }
                  />
                ))
              )}
            </>
          )}
        </Awaited>
      </div>
    </>
  );
}

function Meetings({ board }: { board: Board }) {
  const { t } = useText();
  return (
    <p className="meta">
      {t('hearts.nextMeetings')}
      {board.meetings.length === 0
        ? t('hearts.noMeeting')
        : board.meetings.map((meeting) => (
            <span key={meeting.id}>
              {'　'}
              <Link to="/record/$type/$id" params={{ type: meeting.type, id: meeting.id }}>
                {meeting.heldOn}　{meeting.label}
              </Link>{' '}
              {t('hearts.agendaItems', { count: meeting.items })}
            </span>
          ))}
    </p>
  );
}

function Level(props: {
  level: Row['level'];
  board: Board;
  ticked: ReadonlySet<string>;
  onTick: (id: string) => void;
}) {
  const { t, say } = useText();
  const { level, board } = props;
  const rows = board.rows.filter((row) => row.level === level);
  if (rows.length === 0) return null;
  return (
    <section aria-label={t(`hearts.level_${level}`)}>
      <h2 className="block-title">
        {t(`hearts.level_${level}`)}　<span className="meta">{rows.length}</span>
      </h2>
      <table className="box-table level-table">
        <thead>
          <tr>
            <th className="tick-cell">
              <span className="hidden-text">{t('board.tick')}</span>
            </th>
            <th>{t('today.due')}</th>
            <th className="num">{t('hearts.late')}</th>
            <th>{t('hearts.matter')}</th>
            <th>{t('hearts.step')}</th>
            <th>{t('hearts.unit')}</th>
            <th>{t('hearts.meeting')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const type = recordType(row.type);
            return (
              <tr key={row.id}>
                <td>
                  <input
                    type="checkbox"
                    className="tick"
                    aria-label={t('board.tickOne', { name: row.label })}
                    checked={props.ticked.has(row.id)}
                    onChange={() => props.onTick(row.id)}
                  />
                </td>
                <td>
                  <Light due={row.due} today={board.asOf} />
                </td>
                <td className="num">{row.late}</td>
                <td>
                  <Icon name={typeIcon(type?.icon ?? row.type)} size={15} />{' '}
                  <Link to="/record/$type/$id" params={{ type: row.type, id: row.id }}>
                    {row.label}
                  </Link>
                  <div className="meta">
                    {say(type?.texts.name ?? { zh: '', en: '' })}　{row.bizNo}
                  </div>
                </td>
                <td>{type !== undefined && <StateChip type={type} state={row.state} />}</td>
                <td>{row.unitName}</td>
                <td>
                  {row.meeting !== null ? (
                    <Link
                      to="/record/$type/$id"
                      params={{ type: row.meeting.type, id: row.meeting.id }}
                    >
                      {row.meeting.label}
                    </Link>
                  ) : row.forMeeting ? (
                    <span className="tone-amber">
                      <Icon name="warn" size={15} /> {t('hearts.shouldBeHeard')}
                    </span>
                  ) : (
                    ''
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
