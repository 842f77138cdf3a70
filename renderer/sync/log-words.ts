/** The words of each kind of entry in 最近经过: what happened, and what there is to do. A kind without words does not compile. */
import { failures, type Failure, type FailureCode } from '../../shared/bridge/errors.ts';
import type { SyncLogKind } from '../../shared/bridge/sync-room.ts';
import type { SyncBoard } from './sync-page.tsx';
import type { Speaker } from '../texts/use-text.ts';

export type LogEntry = SyncBoard['log'][number];

export interface LogWords {
  readonly said: string;
  readonly todo: string;
  /** Somebody has to look at it. */
  readonly isTrouble: boolean;
}

type Say = (params: LogEntry['params'], speaker: Pick<Speaker, 't' | 'fail'>) => LogWords;

const calm = (said: string, todo: string): LogWords => ({ said, todo, isTrouble: false });
const trouble = (said: string, todo: string): LogWords => ({ said, todo, isTrouble: true });

/** These pass by themselves (main/core/sync/failure-codes.ts). */
const passing: ReadonlySet<string> = new Set([
  'E_OFFLINE',
  'E_SERVER_TROUBLE',
  'E_SERVER_BUSY',
  'E_SERVER_GARBLED',
]);

const words: Readonly<Record<SyncLogKind, Say>> = {
  sent: (params, { t }) => calm(t('syncLog.sent', params), t('syncLog.sentTodo')),
  rejected: (params, { t }) => trouble(t('syncLog.rejected', params), t('syncLog.rejectedTodo')),
  failed(params, { t, fail }) {
    const failure = failureIn(params);
    const reason = failure === null ? String(params['code'] ?? '') : fail(failure);
    return passing.has(String(params['code']))
      ? calm(t('syncLog.failed', { reason }), t('syncLog.failedTodo'))
      : trouble(t('syncLog.stopped', { reason }), t('syncLog.stoppedTodo'));
  },
  stuck: (_params, { t }) => calm(t('syncLog.stuck'), t('syncLog.stuckTodo')),
  reread: (params, { t }) =>
    calm(t('syncLog.reread', { what: collectionIn(params, t) }), t('syncLog.rereadTodo')),
  purged: (params, { t }) =>
    trouble(
      t('syncLog.purged', { ...params, what: collectionIn(params, t) }),
      t('syncLog.purgedTodo'),
    ),
  rescued: (params, { t }) => trouble(t('syncLog.rescued', params), t('syncLog.rescuedTodo')),
  decided: (params, { t }) =>
    calm(
      t(params['choice'] === 'proceed' ? 'syncLog.proceeded' : 'syncLog.lookedAgain'),
      t('syncLog.decidedTodo'),
    ),
};

export function wordsOf(entry: LogEntry, speaker: Pick<Speaker, 't' | 'fail'>): LogWords {
  return words[entry.what](entry.params, speaker);
}

function failureIn({ code, ...params }: LogEntry['params']): Failure | null {
  return typeof code === 'string' && Object.hasOwn(failures, code)
    ? { code: code as FailureCode, params }
    : null;
}

function collectionIn({ collection }: LogEntry['params'], t: Speaker['t']): string {
  if (collection === 'events') return t('sync.events');
  return t(collection === 'masters' ? 'sync.masters' : 'sync.records');
}
