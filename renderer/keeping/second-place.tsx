/** A folder outside this computer that gets a copy of each backup. */
import { useState } from 'react';
import type { KeepingBoard } from '../../shared/bridge/contract.ts';
import type { Failure } from '../../shared/bridge/errors.ts';
import { useForget, useTell } from '../bridge/bridge-context.tsx';
import { Button, FailureNote, Note } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';

export function SecondPlace({ board }: { board: KeepingBoard }) {
  const { t } = useText();
  const tell = useTell();
  const forget = useForget();
  const [folder, setFolder] = useState(board.secondPlace ?? '');
  const [failure, setFailure] = useState<Failure | null>(null);
  const save = async () => {
    const typed = folder.trim();
    const answer = await tell('keeping.setSecondPlace', { folder: typed === '' ? null : typed });
    setFailure(answer.ok ? null : answer.error);
    forget('keeping.board');
  };
  return (
    <section aria-label={t('keeping.place')}>
      <h2 className="pane-title">
        <label htmlFor="second-place">{t('keeping.place')}</label>
      </h2>
      <p className="soft" id="second-place-note">
        {t('keeping.placeNote')}
      </p>
      <div className="row" style={{ margin: '0.375rem 0' }}>
        <input
          id="second-place"
          className="field-input grow"
          spellCheck={false}
          autoComplete="off"
          placeholder={t('keeping.placeNone')}
          aria-describedby="second-place-note"
          value={folder}
          onChange={(event) => setFolder(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && void save()}
        />
        <Button onClick={() => void save()}>{t('keeping.placeSave')}</Button>
      </div>
      {failure !== null && <FailureNote failure={failure} />}
      {failure === null && board.secondPlaceFailure !== null && (
        <Note tone="amber">{t('keeping.placeFailed')}</Note>
      )}
    </section>
  );
}
