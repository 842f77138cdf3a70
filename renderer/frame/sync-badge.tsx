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
  return (
    <Link
      to="/sync"
      className={`badge ${state.face}`}
      data-testid="sync-badge"
      data-face={state.face}
    >
      <Icon name={faceIcon[state.face]} />
      <b>{faceWords(state, text)}</b>
      <span>{proofWords(state, text, now())}</span>
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
      return state.attention === 0 && state.files.failed > 0
        ? t('badge.filesFailed', { count: state.files.failed })
        : t('badge.attention', { count: state.attention });
    case 'offline':
      return state.pending > 0
        ? t('badge.offlinePending', { count: state.pending })
        : t('badge.offline');
  }
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
