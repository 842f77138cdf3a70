/** A sensitive value: stars, and 显示 which asks a reason and leaves an event (ui.md §8). */
import { useState } from 'react';
import { useForget, useTell } from '../bridge/bridge-context.tsx';
import { useText } from '../texts/use-text.ts';
import { AskDialog } from './ask-dialog.tsx';

export function MaskedValue(props: {
  type: string;
  id: string;
  path: string;
  label: string;
  stars: string;
  inWords: (value: unknown) => string;
}) {
  const { t, fail } = useText();
  const tell = useTell();
  const forget = useForget();
  const [asking, setAsking] = useState(false);
  const [shown, setShown] = useState<string | null>(null);
  if (shown !== null) return <span>{shown}</span>;

  const unmask = async (reason: string): Promise<string | null> => {
    const answer = await tell('records.unmask', {
      type: props.type,
      id: props.id,
      field: props.path,
      reason,
    });
    if (!answer.ok) return fail(answer.error);
    setShown(props.inWords(answer.value));
    forget('records.timeline');
    return null;
  };
  return (
    <span className="row">
      <span>{props.stars}</span>
      <button
        type="button"
        className="link"
        aria-label={t('record.showField', { field: props.label })}
        onClick={() => setAsking(true)}
      >
        {t('record.show')}
      </button>
      {asking && (
        <AskDialog
          title={t('record.showField', { field: props.label })}
          label={t('record.showReason')}
          hint={t('record.showReasonHint')}
          needed={t('record.reasonNeeded')}
          verb={t('record.show')}
          onDone={unmask}
          onClose={() => setAsking(false)}
        />
      )}
    </span>
  );
}
