/** 带出: what goes, to whom, on which stick, and the file. */
import { useState } from 'react';
import type { ExchangeBoard } from '../../shared/bridge/contract.ts';
import type { Failure } from '../../shared/bridge/errors.ts';
import { filesChoices, type FilesChoice } from '../../shared/exchange/format.ts';
import { refusals, type RefusalCode } from '../../shared/exchange/refusals.ts';
import { useForget, useTell } from '../bridge/bridge-context.tsx';
import { useSession } from '../bridge/session.tsx';
import { bytesInWords } from '../format/bytes.ts';
import { Button, FailureNote, Note } from '../parts/parts.tsx';
import { Segments } from '../parts/segments.tsx';
import { useText } from '../texts/use-text.ts';
import { MediumFields, type Medium } from './medium-fields.tsx';
import { saveAsFile } from './save-file.ts';
import { sortedTypes, typeWord } from './type-words.ts';

interface Made {
  readonly fileName: string;
  readonly text: string;
  readonly rows: number;
}

export function ExportPart({ board }: { board: ExchangeBoard }) {
  const speaker = useText();
  const { t, say } = speaker;
  const tell = useTell();
  const forget = useForget();
  const session = useSession();
  const [medium, setMedium] = useState<Medium>({ mediaNo: '', virusChecked: false });
  const [files, setFiles] = useState<FilesChoice>('all');
  const [isMissing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [refused, setRefused] = useState<RefusalCode | null>(null);
  const [made, setMade] = useState<Made | null>(null);

  const make = async (toFolder: boolean) => {
    if (!toFolder && medium.mediaNo.trim() === '') return setMissing(true);
    setMissing(false);
    setBusy(true);
    const answer = await tell('exchange.make', { ...medium, toFolder, files });
    setBusy(false);
    setFailure(answer.ok ? null : answer.error);
    if (!answer.ok) return;
    setRefused(answer.value.ok ? null : answer.value.refusal.code);
    if (!answer.value.ok) return;
    const { fileName, text, entry } = answer.value.value;
    setMade({ fileName, text, rows: entry.rows });
    if (text !== '') saveAsFile(fileName, text);
    forget('exchange.board');
  };
  const types = sortedTypes(board.types);
  return (
    <section aria-label={t('exchange.out')}>
      <h2 className="row" style={{ marginBottom: '0.5rem' }}>
        <span className="pane-title">{t('exchange.out')}</span>
        <span className="meta">{t('exchange.outNote', { seq: board.lastUp + 1 })}</span>
      </h2>
      {types.length === 0 ? (
        <p className="soft">{t('exchange.nothing')}</p>
      ) : (
        <table className="box-table">
          <tbody>
            {types.map(([type, count]) => (
              <tr key={type}>
                <td>{typeWord(type, speaker)}</td>
                <td className="num">
                  {t('exchange.rows', { count: count.toLocaleString('en-US') })}
                </td>
              </tr>
            ))}
            <tr>
              <td>
                <b>{t('exchange.total')}</b>
              </td>
              <td className="num">
                <b>{t('exchange.rows', { count: board.pending.toLocaleString('en-US') })}</b>
              </td>
            </tr>
          </tbody>
        </table>
      )}
      {board.files.count > 0 && (
        <div className="row wrap" style={{ marginTop: '0.625rem' }}>
          <span>{t('exchange.files')}</span>
          <Segments
            label={t('exchange.files')}
            value={files}
            onChange={setFiles}
            options={filesChoices.map((choice) => [
              choice,
              t(`exchange.files_${choice}`, { count: board.files.count, small: board.files.small }),
            ])}
          />
          <span className="meta">
            {t('exchange.filesNote', { size: bytesInWords(board.files.bytes) })}
          </span>
        </div>
      )}
      <MediumFields
        id="out"
        receiver={t('exchange.district', { server: session.server.replace(/^https?:\/\//, '') })}
        value={medium}
        isMissing={isMissing}
        onChange={setMedium}
      />
      <div className="row" style={{ margin: '0.625rem 0 0.375rem' }}>
        <Button
          look="filled"
          icon="save"
          busy={busy}
          offBecause={board.hasKey ? null : t('exchange.noKey')}
          onClick={() => void make(false)}
        >
          {t('exchange.make')}
        </Button>
        {board.folder !== null && (
          <Button
            busy={busy}
            offBecause={board.hasKey ? null : t('exchange.noKey')}
            onClick={() => void make(true)}
          >
            {t('exchange.makeToFolder')}
          </Button>
        )}
      </div>
      {!board.hasKey && <Note tone="amber">{t('exchange.noKey')}</Note>}
      {failure !== null && <FailureNote failure={failure} />}
      {refused !== null && (
        <Note tone="red" role="alert">
          {say(refusals[refused])}
        </Note>
      )}
      {made !== null && failure === null && (
        <Note tone="green" role="status">
          {t(made.text === '' ? 'exchange.madeToFolder' : 'exchange.made', {
            file: made.fileName,
            count: made.rows,
          })}{' '}
          {made.text !== '' && (
            <button
              type="button"
              className="link"
              onClick={() => saveAsFile(made.fileName, made.text)}
            >
              {t('exchange.saveAgain')}
            </button>
          )}
        </Note>
      )}
      <p className="soft">{t('exchange.stays')}</p>
    </section>
  );
}
