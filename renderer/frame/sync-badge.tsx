/** The badge: four faces only, always with the time of the last proof (ui.md §8). */
import { Link } from '@tanstack/react-router';
import type { SyncState } from '../../shared/bridge/contract.ts';
import { useAsk } from '../bridge/bridge-context.tsx';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { shortMoment } from '../format/moments.ts';
import { Icon, type IconName } from '../parts/icons.tsx';
import { useText, type Speaker } from '../texts/use-text.ts';

const faceIcon: Record<SyncState['face'], IconName> = {
  proved: 'done',
  pending: 'toSend',
  offline: 'offline',
  attention: 'stop',
};

export function SyncBadge() {
  const text = useText();
  const { now } = useSurroundings();
  const state = useAsk('sync.state', {}).data;
  if (state === undefined) return null;
  const words = faceWords(state, text);
  return (
    <Link
      to="/sync"
      className={`badge ${state.face}`}
      data-testid="sync-badge"
      data-face={state.face}
    >
      <Icon name={faceIcon[state.face]} />
      <b>{words}</b>
      {/* Said already where it has never been checked. */}
      {words !== text.t('badge.unproved') || state.provedAt !== null ? (
        <span>{proofWords(state, text, now())}</span>
      ) : null}
    </Link>
  );
}

/** What the badge says; never 已同步 without a proof. */
export function faceWords(state: SyncState, { t }: Speaker): string {
  switch (state.face) {
    case 'proved':
      return t('badge.proved');
    case 'pending':
      return pendingWords(state, t);
    case 'attention':
      return attentionWords(state, t);
    case 'offline':
      return state.pending > 0
        ? t('badge.offlinePending', { count: state.pending })
        : t('badge.offline');
  }
}

/** Work that waits for the person first; sync that cannot go on by itself is no number of things. */
function attentionWords({ attention, lastFailure, files }: SyncState, t: Speaker['t']): string {
  if (attention > 0) return t('badge.attention', { count: attention });
  return lastFailure === null
    ? t('badge.filesFailed', { count: files.failed })
    : t('badge.stopped');
}

/** Records first: boxes and files are only spoken of when nothing else waits. */
function pendingWords({ pending, boxes, files }: SyncState, t: Speaker['t']): string {
  if (pending === 0 && boxes > 0) return t('badge.boxesWaiting', { count: boxes });
  if (pending === 0 && files.waiting > 0) return t('badge.filesWaiting', { count: files.waiting });
  return pending === 0 ? t('badge.unproved') : t('badge.pending', { count: pending });
}

function proofWords(state: SyncState, { t }: Speaker, now: number): string {
  return state.provedAt === null
    ? t('badge.never')
    : t('badge.provedAt', { time: shortMoment(state.provedAt, now) });
}
