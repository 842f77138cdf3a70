/** The reports of units as they stand in the register: the newest of each quarter. */
import { asList } from '../../../../shared/records/columns.ts';
import type { Envelope } from '../../../../shared/records/envelope.ts';
import type { Cells } from '../../../../shared/statistics/cells.ts';
import { findPlain } from '../../documents/stored-documents.ts';
import type { ProfileContext } from '../profile/context.ts';
import { isReadable } from '../register/duplicates.ts';

const most = 2000;

export async function reportsOf(context: ProfileContext): Promise<readonly Envelope[]> {
  const rows = await context.store.read.all<{ id: string }>(
    `SELECT id FROM p_stat_report ORDER BY period DESC, as_of DESC, id DESC LIMIT ${most}`,
    [],
  );
  const records = await findPlain(
    context.store,
    'records',
    rows.map(({ id }) => id),
  );
  return records.filter((record) => isReadable(context, record));
}

/** Frozen before drafts: two machines may have begun the same quarter. */
export function reportFor(
  reports: readonly Envelope[],
  unit: string,
  period: string,
): Envelope | null {
  const own = reports.filter((each) => each.unit === unit && each.data['period'] === period);
  return own.find(({ state }) => state === 'frozen') ?? own[0] ?? null;
}

/** The newest quarter that a unit has reported anything for. */
export function latestReport(reports: readonly Envelope[], unit: string): Envelope | null {
  return (
    reports.find(
      (each) => each.unit === unit && Object.keys(cellsBy(each, 'reported')).length > 0,
    ) ?? null
  );
}

export function cellsBy(report: Envelope | null, side: 'reported' | 'computed'): Cells {
  return Object.fromEntries(
    asList(report?.data['cells']).flatMap((cell) =>
      typeof cell[side] === 'number' ? [[String(cell['key']), cell[side]] as const] : [],
    ),
  );
}
