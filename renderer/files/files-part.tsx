/** The files on the sync page: what still has to travel, how far each is, and why one stands still. */
import { Link } from '@tanstack/react-router';
import { useAsk, useTell } from '../bridge/bridge-context.tsx';
import { bytesInWords } from '../format/bytes.ts';
import { Icon } from '../parts/icons.tsx';
import { useText } from '../texts/use-text.ts';
import { progressWords } from './file-tile.tsx';

/** More than this would push the rest of the page out of sight. */
const shownRows = 20;

export function FilesPart() {
  const text = useText();
  const { t } = text;
  const tell = useTell();
  const board = useAsk('files.board', {}).data;
  if (board === undefined) return null;
  return (
    <section aria-label={t('files.title')} data-testid="files-part">
      <h2 className="row" style={{ margin: '1rem 0 0.5rem' }}>
        <span className="pane-title">{t('files.title')}</span>
        <span className="meta">
          {t('files.stored', { files: board.files, size: bytesInWords(board.storedBytes) })}
        </span>
      </h2>
      {board.lines.length === 0 ? (
        <p className="soft">{t('files.none')}</p>
      ) : (
        <table className="box-table">
          <tbody>
            {board.lines.slice(0, shownRows).map((line) => (
              <tr key={`${line.recordId}/${line.sha256}`}>
                <td>
                  <span className="row">
                    <Icon name="file" size={15} />
                    <span className="clip">{line.name}</span>
                  </span>
                </td>
                <td>
                  <Link
                    className="plain-link clip"
                    to="/record/$type/$id"
                    params={{ type: line.type, id: line.recordId }}
                  >
                    {line.label}
                  </Link>
                </td>
                <td className="num soft">{bytesInWords(line.size)}</td>
                <td
                  className={line.state === 'failed' ? 'tone-red' : 'soft'}
                  style={{ width: '34%' }}
                >
                  {progressWords(line, text)}
                  {line.state === 'failed' && (
                    <>
                      {'　'}
                      <button
                        type="button"
                        className="link"
                        onClick={() => void tell('files.retry', { sha256: line.sha256 })}
                      >
                        {t('files.retry')}
                      </button>
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
