/** Two records side by side: which one is kept, and field by field which value (both, where both can stand). */
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Input, Output } from '../../shared/bridge/contract.ts';
import type { Failure } from '../../shared/bridge/errors.ts';
import { problemText } from '../../shared/texts/problems.ts';
import type { RecordType } from '../../shared/records/record-type.ts';
import { useAsk, useForget, useTell } from '../bridge/bridge-context.tsx';
import { useHints } from '../frame/hint-bar.tsx';
import { PageHeader } from '../frame/page-header.tsx';
import { Awaited, Button, FailureNote, Note } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import { CompareTable, type Choice } from './compare-table.tsx';

export type Comparison = Extract<Output<'duplicates.compare'>, { ok: true }>['value'];

export function ComparePage(props: { type: RecordType; a: string; b: string }) {
  const query = useAsk('duplicates.compare', {
    type: props.type.name,
    a: props.a,
    b: props.b,
  });
  return <Awaited query={query}>{(found) => <Loaded {...props} found={found} />}</Awaited>;
}

function Loaded(props: { type: RecordType; a: string; b: string; found: Comparison }) {
  const { t, say, language } = useText();
  const navigate = useNavigate();
  const tell = useTell();
  const forget = useForget();
  const { type, a, b, found } = props;
  // More depends on it: that one is usually the better kept entry.
  const [kept, setKept] = useState<'a' | 'b'>(found.references.b > found.references.a ? 'b' : 'a');
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>({});
  const [reason, setReason] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  useHints([
    { keys: 'Tab', word: t('key.nextField') },
    { keys: 'Esc', word: t('key.back') },
  ]);

  const done = (winner: string) => {
    forget('duplicates.list', 'duplicates.decisions', 'records.get', 'records.list');
    void navigate({ to: '/record/$type/$id', params: { type: type.name, id: winner } });
  };
  const merge = async () => {
    setBusy(true);
    setFailure(null);
    const winner = kept === 'a' ? a : b;
    const answer = await tell('duplicates.merge', {
      type: type.name,
      winner,
      loser: kept === 'a' ? b : a,
      picks: picksOf(choices, kept),
      reason,
    });
    setBusy(false);
    if (!answer.ok) return setFailure(answer.error);
    return done(winner);
  };
  const apart = async () => {
    setFailure(null);
    const answer = await tell('duplicates.different', { type: type.name, a, b });
    if (!answer.ok) return setFailure(answer.error);
    forget('duplicates.list', 'duplicates.decisions');
    return navigate({ to: '/duplicates' });
  };

  return (
    <>
      <PageHeader title={t('duplicates.compareTitle')} facts={say(type.texts.name)} />
      <div className="panes single">
        <div className="pane">
          <div className="form-body">
            <div className="pane-body">
              <CompareTable
                type={type}
                found={found}
                kept={kept}
                onKeep={setKept}
                choices={choices}
                onChoose={(field, choice) => setChoices((old) => ({ ...old, [field]: choice }))}
              />
            </div>
          </div>
          {failure !== null && (
            <>
              <FailureNote failure={failure} band />
              {(failure.problems ?? []).length > 0 && (
                <Note tone="amber" band>
                  {(failure.problems ?? []).map((problem) => (
                    <div key={`${problem.field}/${problem.code}`}>
                      {problemText(type, problem, language)}
                    </div>
                  ))}
                </Note>
              )}
            </>
          )}
          <div className="action-bar">
            <label className="row grow">
              <span className="meta nowrap">{t('duplicates.reason')}</span>
              <input
                autoComplete="off"
                className="field-input"
                value={reason}
                maxLength={200}
                onChange={(event) => setReason(event.currentTarget.value)}
              />
            </label>
            <Button onClick={() => void apart()}>{t('duplicates.apart')}</Button>
            <Button look="filled" icon="duplicate" busy={busy} onClick={() => void merge()}>
              {t('duplicates.merge')}
            </Button>
          </div>
          <p className="meta" style={{ padding: '0 1rem 0.5rem' }}>
            {t('duplicates.mergeNote')}
          </p>
        </div>
      </div>
    </>
  );
}

/** Left and right become the kept one's and the other's. */
function picksOf(
  choices: Readonly<Record<string, Choice>>,
  kept: 'a' | 'b',
): Input<'duplicates.merge'>['picks'] {
  return Object.fromEntries(
    Object.entries(choices).map(([field, choice]) => [
      field,
      choice === 'both' ? 'both' : choice === kept ? 'winner' : 'loser',
    ]),
  );
}
