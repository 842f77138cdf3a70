/** What is chosen, and the two decisions: releasing asks once more, not taking asks for the reason. */
import { useState } from 'react';
import { FieldsDialog } from '../parts/fields-dialog.tsx';
import { Button } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';

export function DecisionBar(props: {
  total: number;
  chosen: number;
  progress: { readonly done: number; readonly total: number } | null;
  onAll: (all: boolean) => void;
  onDecide: (decision: 'release' | 'reject', reason: string) => Promise<void>;
}) {
  const { t } = useText();
  const [asking, setAsking] = useState<'release' | 'reject' | null>(null);
  const { total, chosen, progress } = props;
  const none = chosen === 0 ? t('rescue.chosen', { count: 0 }) : null;
  if (progress !== null)
    return (
      <div className="row decision-bar" role="status">
        <progress value={progress.done} max={progress.total} />
        <span>{t('rescue.progress', progress)}</span>
      </div>
    );
  if (asking === 'release' && chosen > 0)
    return (
      <div className="row wrap decision-bar" role="group" aria-label={t('rescue.release')}>
        <b>{t('rescue.releaseAsk', { count: chosen })}</b>
        <Button
          look="filled"
          onClick={() => {
            setAsking(null);
            void props.onDecide('release', '');
          }}
        >
          {t('rescue.releaseVerb')}
        </Button>
        <Button onClick={() => setAsking(null)}>{t('rescue.cancel')}</Button>
      </div>
    );
  return (
    <div className="row wrap decision-bar">
      <label className="row">
        <input
          type="checkbox"
          checked={chosen === total}
          onChange={(event) => props.onAll(event.target.checked)}
        />
        {t('rescue.all')}
      </label>
      <span className="meta grow">{t('rescue.chosen', { count: chosen })}</span>
      <Button look="filled" offBecause={none} onClick={() => setAsking('release')}>
        {t('rescue.release')}
      </Button>
      <Button offBecause={none} onClick={() => setAsking('reject')}>
        {t('rescue.reject')}
      </Button>
      {asking === 'reject' && (
        <FieldsDialog
          title={t('rescue.rejectTitle', { count: chosen })}
          verb={t('rescue.reject')}
          danger
          fields={[
            {
              key: 'reason',
              label: t('rescue.reasonLabel'),
              needed: t('rescue.needReason'),
              autoComplete: 'off',
            },
          ]}
          onDone={async (values) => {
            await props.onDecide('reject', (values['reason'] ?? '').trim().slice(0, 200));
            return null;
          }}
          onClose={() => setAsking(null)}
        >
          {t('rescue.rejectNote')}
        </FieldsDialog>
      )}
    </div>
  );
}
