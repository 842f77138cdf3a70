/** 最近经过: what sync has done since the start, in words, each with what there is to do. */
import { useState } from 'react';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { shortMoment } from '../format/moments.ts';
import { Icon } from '../parts/icons.tsx';
import { useText } from '../texts/use-text.ts';
import { wordsOf, type LogEntry } from './log-words.ts';

const inSight = 5;

export function LogList({ log }: { log: readonly LogEntry[] }) {
  const speaker = useText();
  const { t } = speaker;
  const { now } = useSurroundings();
  const [all, setAll] = useState(false);
  return (
    <section style={{ marginTop: '1rem' }} aria-label={t('syncLog.title')}>
      <h2 className="row" style={{ marginBottom: '0.375rem' }}>
        <span className="pane-title">{t('syncLog.title')}</span>
        <span className="meta grow">{t('syncLog.note')}</span>
        {log.length > inSight && (
          <button type="button" className="link" onClick={() => setAll(!all)}>
            {all ? t('syncLog.less') : t('syncLog.more', { count: log.length })}
          </button>
        )}
      </h2>
      {log.length === 0 && <p className="soft">{t('syncLog.none')}</p>}
      <ul className="plain-list">
        {log.slice(0, all ? log.length : inSight).map((entry) => {
          const { said, todo, isTrouble } = wordsOf(entry, speaker);
          return (
            <li
              key={JSON.stringify(entry)}
              className="row"
              style={{ alignItems: 'flex-start', padding: '0.25rem 0' }}
            >
              <span className="meta" style={{ minWidth: '3.5rem' }}>
                {shortMoment(entry.at, now())}
              </span>
              <span className={isTrouble ? 'tone-amber' : 'tone-neutral'}>
                <Icon
                  name={isTrouble ? 'warn' : entry.what === 'failed' ? 'offline' : 'done'}
                  size={15}
                />
              </span>
              <span className="grow">
                {said}
                <span className="soft">　{todo}</span>
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
