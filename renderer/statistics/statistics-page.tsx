/** 侨情统计表 (S18, S21): reported beside counted, the quarter before, and what lies behind 数字清. */
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { can } from '../../shared/access/can.ts';
import type { Failure } from '../../shared/bridge/errors.ts';
import { recordType } from '../../shared/records/registry.ts';
import { useAsk, useForget, useTell, type Value } from '../bridge/bridge-context.tsx';
import { useSession } from '../bridge/session.tsx';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { useHints } from '../frame/hint-bar.tsx';
import { PageHeader } from '../frame/page-header.tsx';
import { Panes } from '../frame/panes.tsx';
import { useKeys } from '../keyboard/use-keys.ts';
import { Awaited, Button, FailureNote, Note } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import { CellsTable } from './cells-table.tsx';
import { SharesTable } from './shares-table.tsx';
import { SideTables } from './side-tables.tsx';

export type StatBoard = Value<'stats.board'>;

export function StatisticsPage() {
  const { t } = useText();
  const [period, setPeriod] = useState('');
  const query = useAsk('stats.board', { period });
  const board = query.data;
  useHints([
    { keys: 'Ctrl S', word: t('stats.save') },
    { keys: 'F6', word: t('key.nextPane') },
  ]);
  return (
    <>
      <PageHeader
        title={t('stats.title')}
        facts={
          board === undefined ? '' : t('stats.facts', { period: board.period, date: board.asOf })
        }
      >
        {board !== undefined && (
          <select
            className="field-input"
            style={{ width: '8rem' }}
            aria-label={t('stats.period')}
            value={board.period}
            onChange={(event) => setPeriod(event.currentTarget.value)}
          >
            {board.periods.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        )}
        <Button icon="print" onClick={() => globalThis.print()}>
          {t('stats.print')}
        </Button>
      </PageHeader>
      <Panes
        main={
          <div className="pane-body scroll-body">
            <Awaited query={query} bars={9}>
              {(found) => (
                <Report key={`${found.period}/${found.report?.state ?? ''}`} board={found} />
              )}
            </Awaited>
          </div>
        }
        side={board === undefined ? null : <Side board={board} />}
        sideLabel={t('stats.census')}
      />
    </>
  );
}

function Report({ board }: { board: StatBoard }) {
  const { t } = useText();
  const tell = useTell();
  const forget = useForget();
  const { actor } = useSession();
  const type = recordType('stat_report');
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [failure, setFailure] = useState<Failure | null>(null);
  const [told, setTold] = useState('');
  const [asks, setAsks] = useState(false);
  const isOpen = board.by === 'community' && !board.isFrozen && board.period === board.periods[0];
  const mayEdit = isOpen && type !== undefined && can(actor, 'create', type, actor).allow;
  const save = async () => {
    const reported = Object.entries(typed).map(([key, text]) => ({
      key,
      value: text.trim() === '' ? null : Number(text),
    }));
    if (reported.some(({ value }) => value !== null && !Number.isInteger(value))) return null;
    const answer = await tell('stats.save', { period: board.period, reported });
    setFailure(answer.ok ? null : answer.error);
    if (!answer.ok) return null;
    setTyped({});
    setTold(t('stats.saved'));
    forget('stats.board', 'fourClears.board');
    return answer.value.id;
  };
  const freeze = async () => {
    setAsks(false);
    const id = await save();
    if (id === null) return;
    const answer = await tell('records.act', {
      type: 'stat_report',
      id,
      action: 'freeze',
      opinion: '',
    });
    setFailure(answer.ok ? null : answer.error);
    forget('stats.board', 'fourClears.board');
  };
  useKeys({ 'Ctrl+S': () => (mayEdit ? void save() : false) });
  return (
    <>
      <div className="row" style={{ gap: '0.75rem', marginBottom: '0.5rem', flexWrap: 'wrap' }}>
        <b>
          {t(
            board.isFrozen ? 'stats.frozen' : board.report === null ? 'stats.none' : 'stats.draft',
          )}
        </b>
        <span>
          {t('stats.checked', {
            cells: board.checked,
            equal: board.equal,
            diff: board.checked - board.equal,
          })}
        </span>
        <span className="meta">{t('stats.pairs', { count: board.pairs })}</span>
        {board.pairs > 0 && <Link to="/duplicates">{t('stats.toPairs')}</Link>}
        {board.by === 'unit' && <span className="meta">{t('stats.byUnits')}</span>}
        <span className="grow" />
        <span role="status" className="meta">
          {told}
        </span>
        {mayEdit && (
          <>
            <Button onClick={() => setAsks(true)}>{t('stats.freeze')}</Button>
            <Button look="filled" icon="save" onClick={() => void save()}>
              {t('stats.save')}
            </Button>
          </>
        )}
      </div>
      {failure !== null && <FailureNote failure={failure} />}
      {asks && (
        <Note tone="amber">
          {t('stats.freezeAsk')}{' '}
          <Button small onClick={() => void freeze()}>
            {t('stats.freezeYes')}
          </Button>{' '}
          <Button small onClick={() => setAsks(false)}>
            {t('stats.keep')}
          </Button>
        </Note>
      )}
      <CellsTable
        board={board}
        typed={typed}
        onType={mayEdit ? (key, text) => setTyped({ ...typed, [key]: text }) : null}
      />
    </>
  );
}

function Side({ board }: { board: StatBoard }) {
  const { t } = useText();
  const navigate = useNavigate();
  const { newId } = useSurroundings();
  const create = (type: string) =>
    void navigate({ to: '/form/$type/$draft', params: { type, draft: newId() } });
  return (
    <div className="pane-body scroll-body">
      <h2 className="block-title">{t('stats.census')}</h2>
      {board.census.length === 0 && <p className="meta">{t('stats.noCensus')}</p>}
      {board.census.map(({ id, title, state, due, done, changed }) => (
        <div key={id} style={{ marginBottom: '0.5rem' }}>
          <Link to="/record/$type/$id" params={{ type: 'census_batch', id }}>
            {title}
          </Link>{' '}
          <span className="meta">{state}</span>
          <progress
            className="stat-progress"
            max={Math.max(1, due)}
            value={done}
            aria-label={title}
          />
          <span className="meta">{t('stats.progress', { done, due, changed })}</span>
        </div>
      ))}
      <div className="row" style={{ flexWrap: 'wrap', gap: '0.375rem', marginBottom: '0.75rem' }}>
        {board.by === 'community' && (
          <>
            <Button small onClick={() => create('census_batch')}>
              {t('stats.newCensus')}
            </Button>
            <Button small onClick={() => create('change_event')}>
              {t('stats.newChange')}
            </Button>
          </>
        )}
        <Link to="/list/$type" params={{ type: 'change_event' }}>
          {t('stats.changes')}
        </Link>
        <Link to="/list/$type" params={{ type: 'verification_log' }}>
          {t('stats.verifications')}
        </Link>
      </div>
      <SideTables board={board} />
      <SharesTable />
    </div>
  );
}
