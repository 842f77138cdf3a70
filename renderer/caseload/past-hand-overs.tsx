/** Hand-overs so far; each can be taken back. */
import { useState } from 'react';
import type { Failure } from '../../shared/bridge/errors.ts';
import { useForget, useTell } from '../bridge/bridge-context.tsx';
import { FailureNote, Note } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import type { Board } from './caseload-page.tsx';

export function PastHandOvers(props: { past: Board['past'] }) {
  const { t } = useText();
  const tell = useTell();
  const forget = useForget();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [undone, setUndone] = useState<number | null>(null);
  const undo = async (id: string) => {
    setFailure(null);
    const answer = await tell('caseload.undo', { id });
    if (!answer.ok) return setFailure(answer.error);
    setUndone(answer.value.count);
    forget('caseload.board', 'caseload.preview', 'records.list', 'records.get');
    return undefined;
  };
  return (
    <>
      <h2 className="block-title">{t('caseload.past')}</h2>
      {undone !== null && (
        <Note tone="green" role="status">
          {t('caseload.undoneCount', { count: undone })}
        </Note>
      )}
      {failure !== null && <FailureNote failure={failure} />}
      {props.past.length === 0 && <p className="meta">{t('caseload.noPast')}</p>}
      <ul className="relation-list">
        {props.past.map((each) => (
          <li key={each.id}>
            <span className="grow">
              {t('caseload.pastLine', { from: each.from, to: each.to, count: each.count })}
              <br />
              <span className="meta">
                {each.on}　{each.reason}
              </span>
            </span>
            {each.isUndone ? (
              <span className="meta">{t('caseload.undone')}</span>
            ) : (
              <button type="button" className="link" onClick={() => void undo(each.id)}>
                {t('caseload.undo')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
