/** 同步中心: proof scope by scope, what waits to be sent, and what needs a person (ui.md §8). */
import { useState } from 'react';
import type { Failure } from '../../shared/bridge/errors.ts';
import { useAsk, useForget, useTell, type Value } from '../bridge/bridge-context.tsx';
import { useSettings } from '../bridge/session.tsx';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { shortMoment } from '../format/moments.ts';
import { FilesPart } from '../files/files-part.tsx';
import { ExchangeSummary } from '../exchange/exchange-summary.tsx';
import { useHints } from '../frame/hint-bar.tsx';
import { PageHeader } from '../frame/page-header.tsx';
import { Panes } from '../frame/panes.tsx';
import { isTyping, useKeys } from '../keyboard/use-keys.ts';
import { Icon } from '../parts/icons.tsx';
import { Awaited, Button, FailureNote, Note } from '../parts/parts.tsx';
import type { TextKey } from '../texts/index.ts';
import { useText } from '../texts/use-text.ts';
import { MyRescued } from '../rescue/my-rescued.tsx';
import { BrakePanel } from './brake-panel.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { DecidedList } from './decided-list.tsx';
import { FirstSync } from './first-sync.tsx';
import { SyncCard } from './sync-card.tsx';
import { useChoices, type Choices, type Side } from './use-choices.ts';
import { LogList } from './log-list.tsx';
import { PendingTable } from './pending-table.tsx';

export type SyncBoard = Value<'sync.board'>;

export function SyncPage() {
  const { t } = useText();
  const tell = useTell();
  const forget = useForget();
  const settings = useSettings();
  const { now } = useSurroundings();
  const query = useAsk('sync.board', {});
  const [failure, setFailure] = useState<Failure | null>(null);
  const state = query.data?.state;

  const sync = async () => {
    setFailure(null);
    const answer = await tell('sync.now', {});
    if (!answer.ok) setFailure(answer.error);
    forget('sync.board', 'sync.state');
  };
  const choices = useChoices();
  const first = query.data?.cards.find(({ kind }) => kind === 'clash');
  const openField = first?.clashes.find(({ chosen }) => chosen === null)?.field;
  const press = (choice: Side) => (event: KeyboardEvent) => {
    if (isTyping(event) || first === undefined || openField === undefined) return false;
    void choices.choose(first.id, openField, choice);
    return undefined;
  };
  useKeys({
    F9: () => void sync(),
    'Ctrl+Z': (event) => {
      if (isTyping(event) || !choices.canUndo) return false;
      void choices.undo();
      return undefined;
    },
    '1': press('mine'),
    '2': press('theirs'),
  });
  useHints([
    { keys: 'F9', word: t('key.syncNow') },
    { keys: '1 2', word: t('key.pickSide') },
    { keys: 'Ctrl Z', word: t('key.undoChoice') },
    { keys: 'F6', word: t('key.nextPane') },
    { keys: 'Enter', word: t('key.open') },
    { keys: 'Ctrl K', word: t('key.search') },
  ]);
  const contact = state?.lastContactAt ?? null;
  return (
    <>
      <PageHeader
        title={t('sync.title')}
        second={`${t('sync.every', { minutes: settings.syncEveryMinutes })}　${contact === null ? t('sync.neverContact') : t('sync.lastContact', { time: shortMoment(contact, now()) })}`}
      >
        <Button icon="sync" keyCap="F9" onClick={() => void sync()} busy={state?.running === true}>
          {t(state?.running === true ? 'sync.running' : 'sync.now')}
        </Button>
      </PageHeader>
      {failure !== null && <FailureNote failure={failure} band />}
      {state !== undefined && <StateBand state={state} />}
      <Panes
        className="sync-panes"
        main={
          <>
            <BrakePanel />
            <Awaited query={query}>{(board) => <Proof board={board} />}</Awaited>
          </>
        }
        side={
          <Awaited query={query}>{(board) => <Cards board={board} choices={choices} />}</Awaited>
        }
        sideLabel={t('sync.toDo')}
      />
    </>
  );
}

function StateBand({ state }: { state: SyncBoard['state'] }) {
  const { t, fail } = useText();
  const { now } = useSurroundings();
  if (!state.firstSync.done && state.firstSync.received > 0)
    return <FirstSync {...state.firstSync} />;
  if (state.face === 'proved') {
    return (
      <Note tone="green" band role="status">
        <b>{t('sync.allSynced')}</b>
        {'　'}
        {t('sync.allSyncedNote', {
          time: state.provedAt === null ? '—' : shortMoment(state.provedAt, now()),
        })}
      </Note>
    );
  }
  const parts = [
    state.pending > 0 ? t('sync.partPending', { count: state.pending }) : '',
    state.boxes > 0 ? t('sync.partBoxes', { count: state.boxes }) : '',
    state.files.waiting > state.files.failed
      ? t('sync.partFiles', { count: state.files.waiting - state.files.failed })
      : '',
    state.files.failed > 0 ? t('sync.partFilesFailed', { count: state.files.failed }) : '',
    state.attention > 0 ? t('sync.partAttention', { count: state.attention }) : '',
  ].filter((part) => part !== '');
  const hasStopped = state.face === 'attention' && state.lastFailure !== null;
  return (
    <Note
      tone={state.face === 'offline' ? 'plain' : 'amber'}
      icon={state.face === 'offline' ? 'offline' : 'warn'}
      band
      role="status"
    >
      <b>{t('sync.notYet')}</b>
      {'　'}
      {parts.length > 0 && `${parts.join('，')}。`}
      {/* Where sync has stopped, waiting for the network is not the cure: what follows says what is. */}
      {!hasStopped &&
        (state.online
          ? t('sync.notYetNote')
          : state.lastContactAt === null
            ? t('sync.offlineNever')
            : t('sync.offline', { time: shortMoment(state.lastContactAt, now()) }))}
      {state.lastFailure !== null && state.lastFailure.code !== 'E_OFFLINE' && (
        <div>
          {t('sync.failure')}：{fail(state.lastFailure as Failure)}
        </div>
      )}
    </Note>
  );
}

function Proof({ board }: { board: SyncBoard }) {
  const { t } = useText();
  const { now } = useSurroundings();
  const proved = board.state.provedAt;
  return (
    <div className="pane-body">
      <h2 className="row" style={{ marginBottom: '0.5rem' }}>
        <span className="pane-title">{t('sync.proof')}</span>
        <span className="meta">
          {proved === null
            ? t('sync.proofNever')
            : t('sync.proofNote', { time: shortMoment(proved, now()) })}
        </span>
      </h2>
      <table className="box-table">
        <thead>
          <tr>
            <th>{t('sync.scope')}</th>
            <th className="num">{t('sync.local')}</th>
            <th className="num">{t('sync.district')}</th>
            <th style={{ width: '34%' }}>{t('sync.result')}</th>
          </tr>
        </thead>
        <tbody>
          {board.scopes.map((scope) => (
            <tr key={`${scope.collection}/${scope.scope}`}>
              <td>
                {t('sync.scopeName', {
                  name: scope.name,
                  what: collectionWord(scope.collection, t),
                })}
              </td>
              <td className="num">{scope.local.toLocaleString('en-US')}</td>
              <td className="num">
                {scope.district === null ? t('frame.none') : scope.district.toLocaleString('en-US')}
              </td>
              <td>
                <ScopeResult scope={scope} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <PendingTable pending={board.pending} />
      <FilesPart />
    </div>
  );
}

function ScopeResult({ scope }: { scope: SyncBoard['scopes'][number] }) {
  const { t } = useText();
  if (scope.district === null || scope.same === null) {
    return (
      <span className="row tone-neutral">
        <Icon name="clock" size={15} />
        {t('sync.unknown')}
      </span>
    );
  }
  if (scope.same) {
    return (
      <span className="row tone-green">
        <Icon name="done" size={15} />
        {t('sync.same')}
      </span>
    );
  }
  const count = Math.abs(scope.local - scope.district);
  return (
    <span className="row tone-amber">
      <Icon name="toSend" size={15} />
      {count === 0 ? t('sync.differsContent') : t('sync.differs', { count })}
    </span>
  );
}

function Cards({ board, choices }: { board: SyncBoard; choices: Choices }) {
  const { t } = useText();
  const { failure } = choices;
  return (
    <div className="pane-body">
      <h2 className="row" style={{ marginBottom: '0.5rem' }}>
        <span className="pane-title">{t('sync.toDo')}</span>
        <span className="meta grow">
          {board.cards.length > 0 && t('sync.toDoNote', { count: board.cards.length })}
        </span>
        {choices.canUndo && (
          <Button keyCap="Ctrl Z" onClick={() => void choices.undo()}>
            {t('sync.undo')}
          </Button>
        )}
      </h2>
      {failure !== null && failure.cardId === null && <FailureNote failure={failure.failure} />}
      {board.cards.length === 0 ? (
        <p className="soft">{t('sync.toDoNone')}</p>
      ) : (
        <div style={{ display: 'grid', gap: '0.75rem' }}>
          <BulkBar cards={board.cards} choices={choices} />
          {board.cards.map((card) => (
            <SyncCard key={card.id} card={card} choices={choices} />
          ))}
        </div>
      )}
      <DecidedList cards={board.decided} choices={choices} />
      <MyRescued />
      <ExchangeSummary />
      <LogList log={board.log} />
    </div>
  );
}

function collectionWord(collection: string, t: ReturnType<typeof useText>['t']): string {
  const known: Record<string, TextKey> = {
    records: 'sync.records',
    events: 'sync.events',
    masters: 'sync.masters',
  };
  const key = known[collection];
  return key === undefined ? collection : t(key);
}
