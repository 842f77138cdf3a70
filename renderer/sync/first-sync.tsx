/** How far the first sync is: rows, a bar, and what is left by the pace since this page was opened. */
import { useState } from 'react';
import type { SyncState } from '../../shared/bridge/contract.ts';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { Note } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import { secondsLeft } from './seconds-left.ts';

export function FirstSync({ received, total }: Pick<SyncState['firstSync'], 'received' | 'total'>) {
  const { t } = useText();
  const { now } = useSurroundings();
  const [begun] = useState(() => ({ at: now(), received }));
  const count = received.toLocaleString('en-US');
  const left = total === null ? null : secondsLeft(begun, { at: now(), received }, total);
  return (
    <Note tone="plain" icon="sync" band role="status">
      {total === null
        ? t('sync.firstSync', { count })
        : t('sync.firstSyncOf', {
            count,
            total: Math.max(total, received).toLocaleString('en-US'),
          })}
      {total !== null && (
        <progress
          className="first-sync"
          value={Math.min(received, total)}
          max={total}
          aria-label={t('sync.title')}
        />
      )}
      {left !== null &&
        `${left < 60 ? t('sync.firstSyncSeconds') : t('sync.firstSyncMinutes', { minutes: Math.ceil(left / 60) })}。`}
      {t('sync.firstSyncNote')}
    </Note>
  );
}
