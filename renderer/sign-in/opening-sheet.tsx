/** While a profile is being checked, brought back or rebuilt: what is going on, how far, and whether the plug must stay in. */
import type { Opening } from '../../shared/bridge/contract.ts';
import { useText } from '../texts/use-text.ts';
import { Sheet } from './sheet.tsx';

export function OpeningSheet({ opening }: { opening: Opening }) {
  const { t } = useText();
  const { step, done, total } = opening;
  const word = t(`keeping.opening_${step}`);
  return (
    <Sheet title={t('keeping.openingTitle')}>
      <p role="status">{word}</p>
      <progress
        className="opening-bar"
        aria-label={word}
        {...(total > 0 ? { value: done, max: total } : {})}
      />
      {total > 0 && (
        <p className="meta num" style={{ textAlign: 'left' }}>
          {t('keeping.of', {
            done: done.toLocaleString('en-US'),
            total: total.toLocaleString('en-US'),
          })}
        </p>
      )}
    </Sheet>
  );
}
