/** The LAN folder: the same files without a stick, picked up by the sync schedule. */
import { useState } from 'react';
import type { ExchangeBoard } from '../../shared/bridge/contract.ts';
import type { Failure } from '../../shared/bridge/errors.ts';
import { useForget, useTell } from '../bridge/bridge-context.tsx';
import { Button, FailureNote, Note } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';

export function FolderPart({ board }: { board: ExchangeBoard }) {
  const { t } = useText();
  const tell = useTell();
  const forget = useForget();
  const [folder, setFolder] = useState(board.folder ?? '');
  const [failure, setFailure] = useState<Failure | null>(null);
  const save = async () => {
    const typed = folder.trim();
    const answer = await tell('exchange.setFolder', { folder: typed === '' ? null : typed });
    setFailure(answer.ok ? null : answer.error);
    forget('exchange.board');
  };
  return (
    <section aria-label={t('exchange.folder')} className="exchange-section">
      <h2 className="pane-title">
        <label htmlFor="exchange-folder">{t('exchange.folder')}</label>
      </h2>
      <p className="soft" id="exchange-folder-note">
        {t('exchange.folderNote')}
      </p>
      <div className="row" style={{ margin: '0.375rem 0' }}>
        <input
          id="exchange-folder"
          className="field-input grow"
          spellCheck={false}
          autoComplete="off"
          placeholder={t('exchange.folderNone')}
          aria-describedby="exchange-folder-note"
          value={folder}
          onChange={(event) => setFolder(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && void save()}
        />
        <Button onClick={() => void save()}>{t('exchange.folderSave')}</Button>
      </div>
      {failure !== null && <FailureNote failure={failure} />}
      {failure === null && board.folderTrouble !== '' && (
        <Note tone="amber">
          {t(
            board.folderTrouble === 'missing'
              ? 'exchange.folderMissing'
              : 'exchange.folderUnwritable',
          )}
        </Note>
      )}
    </section>
  );
}
