/** What the same door already had that day, and what its class may be given (domain.md §2.4 point 4, §2.3 E17): hints, never obstacles. */
import { businessDateOf } from '../../calendar/time-zone.ts';
import type { Problem } from '../../fields/field.ts';
import { classOfRecords } from '../../visits/class-of-records.ts';
import { giftCeiling, giftCeilingOf, giftSum } from '../../visits/gift-ceiling.ts';
import type { Beside } from '../beside.ts';
import type { Envelope } from '../envelope.ts';
import type { VisitData } from './schema.ts';

export const visitBeside: Beside<VisitData> = {
  wants: ({ subject }) => (subject === undefined ? [] : [subject]),
  neighbours: ({ subject }) =>
    subject === undefined
      ? []
      : [
          { column: 'subject_id', value: subject.id },
          ...(subject.type === 'household'
            ? [{ type: 'person', column: 'household_id', value: subject.id }]
            : []),
        ],
  check: (data, { record, neighbours }, context) => [
    ...sameDay(
      data,
      neighbours.filter(({ type }) => type === 'visit'),
    ),
    ...overCeiling(
      data,
      data.subject === undefined ? undefined : record(data.subject.id),
      neighbours.filter(({ type }) => type === 'person'),
      context,
    ),
  ],
};

function sameDay(
  { visitAt }: Partial<VisitData>,
  visits: readonly Envelope<VisitData>[],
): readonly Problem[] {
  if (visitAt === undefined) return [];
  const day = businessDateOf(visitAt);
  const other = visits.find(
    ({ state, data }) => state !== 'cancelled' && businessDateOf(data.visitAt) === day,
  );
  if (other === undefined) return [];
  const params = { no: other.bizNo, by: other.data.recorder.label };
  return [{ field: 'visitAt', code: 'visit.same_day', severity: 'warning', params }];
}

function overCeiling(
  data: Partial<VisitData>,
  subject: Envelope | undefined,
  members: readonly Envelope[],
  context: Parameters<typeof giftCeilingOf>[1] & { readonly today: string },
): readonly Problem[] {
  const sum = giftSum(data);
  if (subject === undefined || sum === 0) return [];
  const visitClass = classOfRecords(subject, members, context.today);
  const limit = visitClass === null ? giftCeiling(context) : giftCeilingOf(visitClass, context);
  if (sum <= limit) return [];
  const params = { sum: sum / 100, limit: limit / 100 };
  return [{ field: 'gifts', code: 'visit.gift_over_hint', severity: 'warning', params }];
}
