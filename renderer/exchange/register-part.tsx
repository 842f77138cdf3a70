/** U盘交换登记 (F17): what came and went, on the screen and on paper. */
import { createPortal } from 'react-dom';
import { businessTimeOf } from '../../shared/calendar/time-zone.ts';
import type { RegisterEntry } from '../../shared/exchange/desk-protocol.ts';
import { shortChecksum } from '../../shared/exchange/format.ts';
import { useSession } from '../bridge/session.tsx';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { listMoment } from '../format/moments.ts';
import { Button } from '../parts/parts.tsx';
import { useText, type Speaker } from '../texts/use-text.ts';

export function RegisterPart({ entries }: { entries: readonly RegisterEntry[] }) {
  const speaker = useText();
  const { t } = speaker;
  const { now } = useSurroundings();
  return (
    <div className="pane-body">
      <div className="row" style={{ marginBottom: '0.5rem' }}>
        <h2 className="row grow">
          <span className="pane-title">{t('exchange.register')}</span>
          {entries.length > 0 && (
            <span className="meta">{t('exchange.registerNote', { count: entries.length })}</span>
          )}
        </h2>
        {entries.length > 0 && (
          <Button small onClick={() => window.print()}>
            {t('exchange.print')}
          </Button>
        )}
      </div>
      {entries.length === 0 ? (
        <p className="soft">{t('exchange.registerNone')}</p>
      ) : (
        <ul className="exchange-register">
          {entries.map((entry) => (
            <li key={entry.id}>
              <div className="row">
                <b className="grow">
                  {wayOf(entry, speaker)}
                  {entry.unitName !== '' && `　${entry.unitName} ${entry.letter}`}
                </b>
                <span className="meta">{listMoment(entry.at, now())}</span>
              </div>
              <div className="soft">
                {[
                  t('exchange.rows', { count: entry.rows }),
                  resultOf(entry, speaker),
                  entry.mediaNo,
                  entry.handler,
                ]
                  .filter((each) => each !== '')
                  .join('　')}
              </div>
            </li>
          ))}
        </ul>
      )}
      {createPortal(<PrintSheet entries={entries} />, document.body)}
    </div>
  );
}

function wayOf(entry: RegisterEntry, { t }: Speaker): string {
  return `${t(`exchange.in_out_${entry.direction}`)}　${t(`exchange.kind_${entry.kind}`)} ${entry.seq}`;
}

function resultOf(entry: RegisterEntry, { t }: Speaker): string {
  const parts =
    entry.direction === 'out'
      ? [t(entry.receivedAt === null ? 'exchange.waiting' : 'exchange.received')]
      : [
          t('exchange.accepted', { count: entry.accepted }),
          ...(entry.conflicts > 0 ? [t('exchange.conflicts', { count: entry.conflicts })] : []),
          ...(entry.rejected > 0 ? [t('exchange.rejected', { count: entry.rejected })] : []),
        ];
  return [
    ...parts,
    ...(entry.missing.length > 0
      ? [t('exchange.missing', { seqs: entry.missing.join('、') })]
      : []),
    ...(entry.times > 1 ? [t('exchange.times', { count: entry.times })] : []),
  ].join('，');
}

/** Seen on paper only. */
function PrintSheet({ entries }: { entries: readonly RegisterEntry[] }) {
  const speaker = useText();
  const { t } = speaker;
  const { now } = useSurroundings();
  const session = useSession();
  return (
    <div className="print-sheet">
      <h2>{t('exchange.printTitle')}</h2>
      <p>{session.unitName}</p>
      <table>
        <thead>
          <tr>
            <th>{t('exchange.time')}</th>
            <th>{t('exchange.number')}</th>
            <th>{t('exchange.unit')}</th>
            <th>{t('exchange.mediaNo')}</th>
            <th>{t('exchange.checksum')}</th>
            <th>{t('exchange.count')}</th>
            <th>{t('exchange.outcome')}</th>
            <th>{t('exchange.virusShort')}</th>
            <th>{t('exchange.handler')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.id}>
              <td>{businessTimeOf(entry.at)}</td>
              <td>{wayOf(entry, speaker)}</td>
              <td>
                {entry.unitName} {entry.letter}
              </td>
              <td>{entry.mediaNo}</td>
              <td>{shortChecksum(entry.checksum)}</td>
              <td>{entry.rows}</td>
              <td>{resultOf(entry, speaker)}</td>
              <td>{t(entry.virusChecked ? 'exchange.yes' : 'exchange.no')}</td>
              <td>{entry.handler}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{t('exchange.printFoot', { time: businessTimeOf(now()) })}</p>
    </div>
  );
}
