/** 走访覆盖: each figure opens the names behind it. */
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { labelOf } from '../../shared/dictionaries/dictionary.ts';
import type { Value } from '../bridge/bridge-context.tsx';
import { useAsk } from '../bridge/bridge-context.tsx';
import { useWords } from '../format/use-words.ts';
import { Icon } from '../parts/icons.tsx';
import { Awaited, Empty } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';

type Board = Value<'visits.coverage'>;
type Share = Board['planned'];

export function CoverageTab() {
  const query = useAsk('visits.coverage', { unit: null });
  return (
    <div className="pane-body">
      <Awaited query={query} bars={8}>
        {(board) => <CoverageBoard board={board} />}
      </Awaited>
    </div>
  );
}

function CoverageBoard({ board }: { board: Board }) {
  const { t } = useText();
  const [visitClass, setClass] = useState<string | null>(null);
  const [community, setCommunity] = useState<string | null>(null);
  const rows = board.rows.filter(
    (row) =>
      (visitClass === null || row.visitClass === visitClass) &&
      (community === null || row.community === community),
  );
  return (
    <>
      <p className="meta">{t('plan.asOf', { date: board.asOf })}</p>
      <div className="figure-row">
        {(['planned', 'met', 'routed'] as const).map((key) => (
          <div key={key} className="figure-tile">
            <span className="soft">{t(`plan.${key}`)}</span>
            <b className="figure">{percent(board[key])}</b>
            <span className="meta">
              {t('plan.thisYear')}　{t('plan.ofHow', { ...countsOf(board[key]) })}
            </span>
          </div>
        ))}
      </div>
      <div className="two-columns">
        <ClassTable board={board} chosen={visitClass} onChoose={setClass} />
        <CommunityTable board={board} chosen={community} onChoose={setCommunity} />
      </div>
      <h2 className="block-title">
        {t('plan.missingRows')}　{rows.length}
      </h2>
      {rows.length === 0 ? (
        <Empty>{t('plan.allSeen')}</Empty>
      ) : (
        <MissingTable rows={rows} isComplete={board.isComplete} />
      )}
    </>
  );
}

interface Choosing {
  readonly board: Board;
  readonly chosen: string | null;
  readonly onChoose: (value: string | null) => void;
}

function ClassTable({ board, chosen, onChoose }: Choosing) {
  const { t, language } = useText();
  return (
    <table className="box-table">
      <caption className="hidden-text">{t('plan.byClass')}</caption>
      <thead>
        <tr>
          <th>{t('plan.byClass')}</th>
          <th className="num">{t('plan.cadence')}</th>
          <th>{t('plan.share')}</th>
          <th className="num">{t('plan.covered')}</th>
          <th className="num">{t('plan.missing')}</th>
          <th className="num">{t('plan.tooNew')}</th>
        </tr>
      </thead>
      <tbody>
        {board.classes.map((row) => (
          <tr key={row.visitClass}>
            <td>{labelOf('visit_class', row.visitClass, language)}</td>
            <td className="num">{row.days}</td>
            <td>
              <ShareBar
                share={row.share}
                label={labelOf('visit_class', row.visitClass, language)}
              />
            </td>
            <td className="num">{t('plan.ofHow', { ...countsOf(row.share) })}</td>
            <td className="num">
              {row.missing === 0 ? (
                0
              ) : (
                <button
                  type="button"
                  className={`figure-link ${chosen === row.visitClass ? 'on' : ''}`}
                  aria-pressed={chosen === row.visitClass}
                  onClick={() => onChoose(chosen === row.visitClass ? null : row.visitClass)}
                >
                  {row.missing}
                </button>
              )}
            </td>
            <td className="num">{row.tooNew}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function CommunityTable({ board, chosen, onChoose }: Choosing) {
  const { t } = useText();
  const { communityName } = useWords();
  return (
    <table className="box-table">
      <caption className="hidden-text">{t('plan.byCommunity')}</caption>
      <thead>
        <tr>
          <th>{t('plan.byCommunity')}</th>
          <th>{t('plan.share')}</th>
          <th className="num">{t('plan.covered')}</th>
        </tr>
      </thead>
      <tbody>
        {board.communities.map((row) => (
          <tr key={row.community}>
            <td>
              <button
                type="button"
                className={`figure-link ${chosen === row.community ? 'on' : ''}`}
                aria-pressed={chosen === row.community}
                onClick={() => onChoose(chosen === row.community ? null : row.community)}
              >
                {row.community === '' ? t('plan.none') : communityName(row.community)}
              </button>
            </td>
            <td>
              <ShareBar share={row.share} label={communityName(row.community)} />
            </td>
            <td className="num">{t('plan.ofHow', { ...countsOf(row.share) })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function MissingTable(props: { rows: Board['rows']; isComplete: boolean }) {
  const { t, language } = useText();
  const { communityName } = useWords();
  return (
    <>
      <table className="box-table">
        <thead>
          <tr>
            <th>{t('plan.subject')}</th>
            <th>{t('plan.class')}</th>
            <th>{t('plan.community')}</th>
            <th>{t('plan.liaison')}</th>
            <th>{t('plan.lastMet')}</th>
            <th>{t('plan.state')}</th>
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={row.id}>
              <td>
                <Link to="/record/$type/$id" params={{ type: row.type, id: row.id }}>
                  {row.label}
                </Link>
              </td>
              <td>{labelOf('visit_class', row.visitClass, language)}</td>
              <td>{row.community === '' ? '' : communityName(row.community)}</td>
              <td>{row.liaison}</td>
              <td>{row.lastMetOn ?? t('plan.never')}</td>
              <td>
                {row.isPlanned && (
                  <span className="tone-green">
                    <Icon name="done" size={15} /> {t('plan.isPlanned')}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {!props.isComplete && <p className="meta">{t('plan.moreMissing')}</p>}
    </>
  );
}

function ShareBar({ share, label }: { share: Share; label: string }) {
  return (
    <span className="share-bar">
      {share.percent !== null && <progress max={100} value={share.percent} aria-label={label} />}
      <span className="num">{percent(share)}</span>
    </span>
  );
}

function percent(share: Share): string {
  return share.percent === null ? '—' : `${share.percent.toFixed(2)} %`;
}

function countsOf({ numerator, denominator }: Share) {
  return { numerator, denominator };
}
