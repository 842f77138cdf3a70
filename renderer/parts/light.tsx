/** Light = shape + word (ui.md §3): octagon overdue, triangle due within 2 days, disc in time. */
import { dayDifference } from '../format/days.ts';
import { useText } from '../texts/use-text.ts';
import { Icon } from './icons.tsx';

export type LightTone = 'red' | 'amber' | 'green';

export interface DueLight {
  readonly tone: LightTone;
  readonly days: number;
}

/** The light of a due date, seen from `today`; both are business dates. */
export function dueLight(due: string, today: string): DueLight {
  const days = dayDifference(today, due);
  return { days, tone: days < 0 ? 'red' : days <= 2 ? 'amber' : 'green' };
}

export function Light(props: { due: string | null; today: string }) {
  const { t } = useText();
  if (props.due === null) return <span className="meta">{t('frame.none')}</span>;
  const { tone, days } = dueLight(props.due, props.today);
  const word =
    days < 0
      ? t('today.overdueBy', { days: -days })
      : days === 0
        ? t('today.today')
        : t('today.left', { days });
  return (
    <span className={`light tone-${tone} ${tone === 'green' ? 'calm' : ''}`}>
      {tone === 'green' ? <Disc /> : <Icon name={tone === 'red' ? 'stop' : 'warn'} size={15} />}
      {word}
    </span>
  );
}

function Disc() {
  return (
    <svg
      className="icon"
      width="0.9375rem"
      height="0.9375rem"
      viewBox="0 0 15 15"
      aria-hidden="true"
    >
      <circle cx="7.5" cy="7.5" r="4" fill="currentColor" />
    </svg>
  );
}
