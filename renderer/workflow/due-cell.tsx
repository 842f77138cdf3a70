/** A deadline in a list: the light that the engine gives it, and the day. */
import { businessDateOf } from '../../shared/calendar/time-zone.ts';
import type { Cell } from '../../shared/records/list-spec.ts';
import { lightOf } from '../../shared/workflow/clock.ts';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { shortDay } from '../format/days.ts';
import { Icon } from '../parts/icons.tsx';
import { useText } from '../texts/use-text.ts';

export function DueCell({ cells }: { cells: Readonly<Record<string, Cell>> }) {
  const { t } = useText();
  const today = businessDateOf(useSurroundings().now());
  const due = textOf(cells['due_on']);
  const warn = textOf(cells['warn_on']);
  if (due === undefined) return <span className="meta">{t('frame.none')}</span>;
  const light = lightOf(
    {
      due,
      ...(warn === undefined ? {} : { warn }),
      ...(cells['clock_stopped'] === 1 ? { stopped: true } : {}),
    },
    today,
  );
  const tone =
    light === 'red'
      ? 'red'
      : light === 'yellow'
        ? 'amber'
        : light === 'green'
          ? 'green'
          : 'neutral';
  return (
    <span className={`light tone-${tone} ${light === 'green' ? 'calm' : ''}`} title={due}>
      <Icon name={light === 'red' ? 'stop' : light === 'yellow' ? 'warn' : 'clock'} size={15} />
      {shortDay(due, today)}
      {light === 'grey' && <span className="meta">{t('workflow.stopped')}</span>}
    </span>
  );
}

function textOf(cell: Cell | undefined): string | undefined {
  return typeof cell === 'string' && cell !== '' ? cell : undefined;
}
