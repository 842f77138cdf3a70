/** One record on a line: its icon and name, where it stands, its light. */
import { Link } from '@tanstack/react-router';
import type { Line } from '../../shared/bridge/panorama.ts';
import { businessDateOf } from '../../shared/calendar/time-zone.ts';
import { recordType } from '../../shared/records/registry.ts';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { shortDay } from '../format/days.ts';
import { Icon, typeIcon } from '../parts/icons.tsx';
import { Light } from '../parts/light.tsx';
import { StateChip } from '../parts/state-chip.tsx';
import { useText } from '../texts/use-text.ts';

export function RecordLine({ line }: { line: Line }) {
  const { t } = useText();
  const { now } = useSurroundings();
  const today = businessDateOf(now());
  const type = recordType(line.type);
  return (
    <li className="record-line">
      <span className="record-line-light">
        {line.stopped ? (
          <span className="light tone-neutral calm">
            <Icon name="pause" size={15} />
            {t('board.stopped')}
          </span>
        ) : line.due === null ? (
          <span className="meta">{line.on === null ? '—' : shortDay(line.on, today)}</span>
        ) : (
          <Light due={line.due} today={today} />
        )}
      </span>
      <Icon name={typeIcon(type?.icon ?? line.type)} size={15} />
      <Link
        className="clip grow"
        to="/record/$type/$id"
        params={{ type: line.type, id: line.id }}
        title={line.label}
      >
        {line.label}
      </Link>
      {type !== undefined && <StateChip type={type} state={line.state} />}
    </li>
  );
}
