/** What happened with an enterprise in each of the last years; each cell opens the records behind it. */
import type { Panorama } from '../../../../shared/bridge/panorama.ts';
import { periodConditions } from '../../../../shared/kpi/figure-query.ts';
import type { Condition } from '../../../../shared/records/list-spec.ts';
import type { ProfileContext } from '../profile/context.ts';
import { readableType, valueOf } from './tallies.ts';

interface YearFigure {
  readonly key: string;
  readonly type: string;
  /** The column that names the enterprise, and the one that says the day where the type itself does not (`countedOn`). */
  readonly subject: string;
  readonly day?: string;
  readonly where: readonly Condition[];
  readonly sum?: string;
}

const yearFigures: readonly YearFigure[] = [
  { key: 'visits', type: 'visit', subject: 'subject_id', where: [] },
  { key: 'contacts', type: 'service_contact', subject: 'subject_id', where: [] },
  { key: 'tickets', type: 'ticket', subject: 'enterprise_id', where: [] },
  {
    key: 'solved',
    type: 'ticket',
    subject: 'enterprise_id',
    where: [{ column: 'result', op: '=', value: 'solved' }],
  },
  { key: 'benefit', type: 'ticket', subject: 'enterprise_id', where: [], sum: 'benefit' },
  {
    key: 'touches',
    type: 'legal_touch',
    subject: 'enterprise_id',
    day: 'touched_on',
    where: [],
  },
];

const howMany = 5;

/** The present year and the four before it, the newest first. */
export async function yearsOf(
  context: ProfileContext,
  ids: readonly string[],
  today: string,
): Promise<Panorama['years']> {
  const last = Number(today.slice(0, 4));
  const years = Array.from({ length: howMany }, (_, index) => last - index);
  const rows = await Promise.all(
    yearFigures.flatMap((figure) => {
      const type = readableType(context, figure.type);
      if (type === null) return [];
      return [
        Promise.all(
          years.map(async (year) => {
            const counted = figure.day === undefined ? type : { ...type, countedOn: figure.day };
            const where = [
              { column: figure.subject, op: 'in', value: [...ids] } as const,
              ...periodConditions(counted, { from: `${year}-01-01`, to: `${year}-12-31` }),
              ...figure.where,
            ];
            return {
              key: figure.key,
              type: figure.type,
              unit: figure.sum === undefined ? ('count' as const) : ('fen' as const),
              value: await valueOf(context, type, where, figure.sum),
              where: where as Panorama['years']['rows'][number][number]['where'],
            };
          }),
        ),
      ];
    }),
  );
  return { years, rows };
}
