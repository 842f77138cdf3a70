/** Numbers and holiday tables that the district sets for everybody; devices get them with the next sync. */
import { districtUnit } from '../../shared/access/actor.ts';
import type { ParameterKey } from '../../shared/parameters/parameters.ts';
import type { SentHolidayTable } from '../../shared/calendar/merge-tables.ts';
import type { ServerDeps } from '../deps.ts';
import { writeMasters, type MastersWritten } from './write-masters.ts';

/** `confirmed` takes the mark 待确认 away. */
export function setParameter(
  deps: ServerDeps,
  { key, value, confirmed }: { key: ParameterKey; value: number; confirmed: boolean },
): Promise<MastersWritten> {
  return deps.database.transaction((tx) =>
    writeMasters(deps, tx, [
      {
        id: `parameter-${key}`,
        type: 'parameter',
        unit: districtUnit,
        community: '',
        data: { key, value, confirmed },
      },
    ]),
  );
}

/** Replaces the table of its year. */
export function setHolidayTable(
  deps: ServerDeps,
  table: SentHolidayTable,
): Promise<MastersWritten> {
  return deps.database.transaction((tx) =>
    writeMasters(deps, tx, [
      {
        id: `holiday-${table.year}`,
        type: 'holiday_table',
        unit: districtUnit,
        community: '',
        data: { ...table },
      },
    ]),
  );
}
