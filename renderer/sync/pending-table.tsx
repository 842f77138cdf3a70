/** What this device has and the district has not yet: one line per record, oldest first. */
import { Link } from '@tanstack/react-router';
import { recordType } from '../../shared/records/registry.ts';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { shortMoment } from '../format/moments.ts';
import { Icon, typeIcon } from '../parts/icons.tsx';
import { useText } from '../texts/use-text.ts';
import type { Value } from '../bridge/bridge-context.tsx';

type Pending = Value<'sync.board'>['pending'];

/** More than this would push the comparison out of sight; the rest is only counted. */
const shownRows = 50;

export function PendingTable(props: { pending: Pending }) {
  const { t, say } = useText();
  const { now } = useSurroundings();
  const rows = props.pending.toSorted((a, b) => a.since.localeCompare(b.since));
  const oldest = rows[0];
  return (
    <>
      <h2 className="row" style={{ margin: '1rem 0 0.5rem' }}>
        <span className="pane-title">{t('sync.pending')}</span>
        {oldest !== undefined && (
          <span className="meta">
            {t('sync.pendingNote', { count: rows.length, time: shortMoment(oldest.since, now()) })}
          </span>
        )}
      </h2>
      {oldest === undefined ? (
        <p className="soft">{t('sync.pendingNone')}</p>
      ) : (
        <table className="box-table">
          <tbody>
            {rows.slice(0, shownRows).map((row) => {
              const type = recordType(row.type);
              return (
                <tr key={`${row.collection}/${row.id}`}>
                  <td>
                    <span className="row">
                      <Icon name={typeIcon(type?.icon ?? row.type)} size={15} />
                      {row.collection === 'records' ? (
                        <Link
                          className="plain-link clip"
                          to="/record/$type/$id"
                          params={{ type: row.type, id: row.id }}
                        >
                          {row.label}
                        </Link>
                      ) : (
                        <span className="clip">{row.label}</span>
                      )}
                    </span>
                  </td>
                  <td className="soft">
                    {row.collection === 'events'
                      ? t('sync.events')
                      : type === undefined
                        ? row.type
                        : say(type.texts.name)}
                  </td>
                  <td className="num soft">{shortMoment(row.since, now())}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </>
  );
}
