/** The deadline of a record in the header: light, working days left, days used and paused, and to whom it has risen. */
import type { FlowView } from '../../shared/bridge/contract.ts';
import { Icon } from '../parts/icons.tsx';
import { useText } from '../texts/use-text.ts';

export function ClockFacts({ flow }: { flow: FlowView | null | undefined }) {
  const { t } = useText();
  if (flow === null || flow === undefined || flow.light === null) return null;
  const { light, left } = flow;
  const tone = { green: 'green', yellow: 'amber', red: 'red', grey: 'neutral' }[light];
  const words =
    light === 'grey'
      ? t('workflow.stopped')
      : left !== null && left < 0
        ? t('workflow.overdue', { days: -left })
        : t('workflow.left', { days: left ?? 0 });
  return (
    <div className="clock-facts">
      <span className={`light tone-${tone}`}>
        <Icon name={light === 'red' ? 'stop' : light === 'yellow' ? 'warn' : 'clock'} size={15} />
        {words}
      </span>
      <span className="meta">
        {[
          flow.due === null
            ? ''
            : t(flow.awaitsDistrict ? 'workflow.aboutDue' : 'workflow.due', { date: flow.due }),
          flow.escalatedTo === null ? '' : t(`workflow.risen${flow.escalatedTo}`),
          flow.calendarMissing ? t('workflow.noCalendar') : '',
        ]
          .filter(Boolean)
          .join('　')}
      </span>
    </div>
  );
}

/** Days used and paused, above the timeline. */
export function ClockSum({ flow }: { flow: FlowView | null | undefined }) {
  const { t } = useText();
  if (flow?.used === null || flow?.used === undefined) return null;
  return (
    <span className="meta">{t('workflow.used', { used: flow.used, paused: flow.paused })}</span>
  );
}
