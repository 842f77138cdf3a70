/** A computer leaves the district: what was never sent is handed over before anything is erased, and everybody sees how far it is. */
import type { Leaving } from '../../shared/bridge/contract.ts';
import type { Failure } from '../../shared/bridge/errors.ts';
import { Icon } from '../parts/icons.tsx';
import { FailureNote, Note } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import { Sheet } from './sheet.tsx';

const steps = ['seal', 'deliver', 'wipe', 'report'] as const;

export function LeavingSheet({ leaving }: { leaving: Leaving }) {
  const { t } = useText();
  const { failure } = leaving;
  const at = steps.findIndex((step) => step === leaving.step);
  return (
    <Sheet
      title={t(leaving.ordered ? 'rescue.leavingOrdered' : 'rescue.leavingOwn')}
      note={t('rescue.leavingNote')}
    >
      <ol className="plain-list" aria-live="polite">
        {steps.map((step, index) => (
          <li key={step} className={`row ${index === at ? '' : 'soft'}`}>
            <Icon name={index < at ? 'done' : index === at ? 'sync' : 'clock'} size={15} />
            <span className="grow">{t(`rescue.step_${step}`)}</span>
            {index === at && leaving.total > 0 && (
              <span className="meta">
                {t('rescue.stepOf', { done: leaving.done, total: leaving.total })}
              </span>
            )}
          </li>
        ))}
      </ol>
      {failure !== null &&
        (failure.code === 'E_OFFLINE' ? (
          <Note tone="amber" role="status">
            {t('rescue.leavingWaits')}
          </Note>
        ) : (
          <FailureNote failure={failure as Failure} />
        ))}
    </Sheet>
  );
}
