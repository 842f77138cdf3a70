/** The deadline of a record in the header: light, working days left, days used and paused, and to whom it has risen. */
import type { FlowView } from '../../shared/bridge/contract.ts';
import type { RecordType } from '../../shared/records/record-type.ts';
import { Icon } from '../parts/icons.tsx';
import { useText } from '../texts/use-text.ts';

export function ClockFacts(props: { type: RecordType; flow: FlowView | null | undefined }) {
  const { t, say } = useText();
  const { type, flow } = props;
  if (flow === null || flow === undefined) return null;
  const own = flow.own ?? [];
  if (flow.light === null && own.length === 0) return null;
  return (
    <div className="clock-facts">
      {own.map(({ action, due, ...each }) => (
        <span key={action} className="row">
          <ClockLight
            {...each}
            before={t('workflow.own', {
              action: say(type.texts.actions[action] ?? { zh: action, en: action }),
            })}
          />
          <span className="meta">{t('workflow.due', { date: due })}</span>
        </span>
      ))}
      {flow.light !== null && <ClockLight light={flow.light} left={flow.left} />}
      {flow.light !== null && (
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
      )}
    </div>
  );
}

function ClockLight(props: {
  light: NonNullable<FlowView['light']>;
  left: number | null;
  before?: string;
}) {
  const { t } = useText();
  const { light, left } = props;
  const tone = { green: 'green', yellow: 'amber', red: 'red', grey: 'neutral' }[light];
  const words =
    light === 'grey'
      ? t('workflow.stopped')
      : left !== null && left < 0
        ? t('workflow.overdue', { days: -left })
        : t('workflow.left', { days: left ?? 0 });
  return (
    <span className={`light tone-${tone}`}>
      <Icon name={light === 'red' ? 'stop' : light === 'yellow' ? 'warn' : 'clock'} size={15} />
      {props.before}
      {words}
    </span>
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
