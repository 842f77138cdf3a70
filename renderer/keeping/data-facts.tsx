/** Figures of the data file and its disk, and the damaged files that were set aside. */
import type { KeepingBoard } from '../../shared/bridge/contract.ts';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { bytesInWords } from '../format/bytes.ts';
import { shortMoment } from '../format/moments.ts';
import { useText } from '../texts/use-text.ts';

export function DataFacts({ board }: { board: KeepingBoard }) {
  const { t } = useText();
  const { now } = useSurroundings();
  return (
    <>
      <section aria-label={t('keeping.facts')}>
        <h2 className="pane-title">{t('keeping.facts')}</h2>
        <dl className="facts">
          <dt>{t('keeping.database')}</dt>
          <dd>{bytesInWords(board.databaseBytes)}</dd>
          <dt>{t('keeping.free')}</dt>
          <dd>{bytesInWords(board.freeBytes)}</dd>
          <dt>{t('keeping.integrity')}</dt>
          <dd>
            {board.lastIntegrityAt === null ? '—' : shortMoment(board.lastIntegrityAt, now())}
          </dd>
        </dl>
      </section>
      {board.quarantined.length > 0 && (
        <section aria-label={t('keeping.quarantine')}>
          <h2 className="pane-title">{t('keeping.quarantine')}</h2>
          <p className="soft">{t('keeping.quarantineNote')}</p>
          <dl className="facts">
            {board.quarantined.map(({ name, at, bytes }) => (
              <div key={name} style={{ display: 'contents' }}>
                <dt>{shortMoment(at, now())}</dt>
                <dd>
                  quarantine/{name}
                  {'　'}
                  {bytesInWords(bytes)}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </>
  );
}
