/** 服务覆盖: the three figures of legal service, and the enterprises behind what is missing (domain.md §4.5, D10). */
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { can } from '../../shared/access/can.ts';
import { denials } from '../../shared/bridge/errors.ts';
import { legalTouch } from '../../shared/records/legal_touch/index.ts';
import type { Value } from '../bridge/bridge-context.tsx';
import { useAsk } from '../bridge/bridge-context.tsx';
import { useSession } from '../bridge/session.tsx';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { useWords } from '../format/use-words.ts';
import { useHints } from '../frame/hint-bar.tsx';
import { PageHeader } from '../frame/page-header.tsx';
import { Awaited, Button, Empty } from '../parts/parts.tsx';
import { Segments } from '../parts/segments.tsx';
import { useText } from '../texts/use-text.ts';
import { HeartTabs } from './heart-tabs.tsx';

type Board = Value<'legal.coverage'>;
type Row = Board['rows'][number];
const gaps = ['both', 'lawyer', 'touch'] as const;
type Gap = (typeof gaps)[number];

const lacks: Readonly<Record<Gap, (row: Row) => boolean>> = {
  both: () => true,
  lawyer: (row) => row.lawyers.length === 0,
  touch: (row) => !row.isTouched,
};

export function LegalCoveragePage() {
  const { t } = useText();
  const query = useAsk('legal.coverage', {});
  useHints([
    { keys: 'Enter', word: t('key.open') },
    { keys: 'Ctrl K', word: t('key.search') },
  ]);
  return (
    <>
      <PageHeader
        title={t('hearts.coverage')}
        facts={query.data === undefined ? '' : t('hearts.asOf', { date: query.data.asOf })}
      />
      <HeartTabs here="/legal-coverage" />
      <div className="pane-body scroll-body">
        <Awaited query={query} bars={9}>
          {(board) => <Loaded board={board} />}
        </Awaited>
      </div>
    </>
  );
}

function Loaded({ board }: { board: Board }) {
  const { t } = useText();
  const [gap, setGap] = useState<Gap>('both');
  const rows = board.rows.filter(lacks[gap]);
  return (
    <>
      <div className="figure-row">
        {(['headline', 'assigned', 'touched'] as const).map((key) => {
          const { value, numerator, denominator } = board[key];
          return (
            <div key={key} className="figure-tile">
              <span className="soft">{t(`figures.${key}`)}</span>
              <b className="figure">{value === null ? '—' : `${value.toFixed(2)} %`}</b>
              <span className="meta">
                {t('plan.ofHow', { numerator, denominator: denominator ?? 0 })}
                {'　'}
                {t(`hearts.means_${key}`)}
              </span>
            </div>
          );
        })}
      </div>
      <div className="row">
        <h2 className="block-title grow">
          {t('hearts.notCovered')}　{rows.length}
        </h2>
        <Segments
          label={t('hearts.notCovered')}
          value={gap}
          options={gaps.map((each) => [each, t(`hearts.gap_${each}`)])}
          onChange={setGap}
        />
      </div>
      {rows.length === 0 ? (
        <Empty>{t('hearts.allCovered')}</Empty>
      ) : (
        <table className="box-table">
          <thead>
            <tr>
              <th>{t('hearts.enterprise')}</th>
              <th>{t('hearts.community')}</th>
              <th>{t('hearts.officer')}</th>
              <th>{t('hearts.lawyers')}</th>
              <th>{t('hearts.lastTouch')}</th>
              <th>{t('hearts.actions')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <EnterpriseRow key={row.id} row={row} />
            ))}
          </tbody>
        </table>
      )}
      {!board.isComplete && <p className="meta">{t('hearts.moreEnterprises')}</p>}
    </>
  );
}

function EnterpriseRow({ row }: { row: Row }) {
  const { t, say } = useText();
  const { communityName } = useWords();
  const { actor } = useSession();
  const navigate = useNavigate();
  const { newId, prefill } = useSurroundings();
  const may = can(actor, 'create', legalTouch, { unit: actor.unit, community: actor.community });
  const note = () => {
    const draft = newId();
    prefill.set(draft, { enterprise: { type: row.type, id: row.id, label: row.label } });
    void navigate({ to: '/form/$type/$draft', params: { type: 'legal_touch', draft } });
  };
  return (
    <tr>
      <td>
        <Link to="/record/$type/$id" params={{ type: row.type, id: row.id }}>
          {row.label}
        </Link>
      </td>
      <td>{row.community === '' ? '' : communityName(row.community)}</td>
      <td>{row.officer}</td>
      <td>
        {row.lawyers.length === 0 ? (
          <span className="tone-amber">{t('hearts.gap_lawyer')}</span>
        ) : (
          row.lawyers.join('、')
        )}
      </td>
      <td className={row.isTouched ? '' : 'tone-amber'}>{row.lastTouch ?? t('hearts.never')}</td>
      <td>
        <Button small onClick={note} offBecause={may.allow ? null : say(denials[may.reason])}>
          {t('hearts.noteTouch')}
        </Button>
      </td>
    </tr>
  );
}
