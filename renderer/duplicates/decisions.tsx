/** Merges and exclusions of the last 90 days; each can be taken back. */
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Failure } from '../../shared/bridge/errors.ts';
import { useAsk, useForget, useTell } from '../bridge/bridge-context.tsx';
import { Awaited, FailureNote } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';

export function Decisions() {
  const { t } = useText();
  const tell = useTell();
  const forget = useForget();
  const query = useAsk('duplicates.decisions', {});
  const [failure, setFailure] = useState<Failure | null>(null);
  const undo = async (id: string) => {
    setFailure(null);
    const answer = await tell('duplicates.undo', { id });
    if (!answer.ok) return setFailure(answer.error);
    forget('duplicates.decisions', 'duplicates.list', 'records.get', 'records.list');
    return undefined;
  };
  return (
    <>
      <h2 className="block-title" style={{ marginTop: 0 }}>
        {t('duplicates.decisions')}
      </h2>
      {failure !== null && <FailureNote failure={failure} />}
      <Awaited query={query} bars={2}>
        {(decisions) =>
          decisions.length === 0 ? (
            <p className="meta">{t('duplicates.noDecisions')}</p>
          ) : (
            <ul className="relation-list">
              {decisions.map((each) => (
                <li key={each.id}>
                  <span className="grow">
                    <Link
                      to="/record/$type/$id"
                      params={{ type: each.winner.type, id: each.winner.id }}
                    >
                      {t(`duplicates.${each.decision}`, {
                        winner: each.winner.label,
                        loser: each.loser.label,
                      })}
                    </Link>
                    <br />
                    <span className="meta">
                      {each.on}
                      {'　'}
                      {each.isUndone
                        ? t('duplicates.undone')
                        : t('duplicates.until', { date: each.undoUntil })}
                    </span>
                  </span>
                  {!each.isUndone && (
                    <button type="button" className="link" onClick={() => void undo(each.id)}>
                      {t('duplicates.undo')}
                    </button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Awaited>
    </>
  );
}
