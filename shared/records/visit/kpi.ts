import type { Condition } from '../list-spec.ts';
import type { KpiSpec } from '../record-type.ts';

/** What has entered the record: a draft, a returned or a cancelled visit proves nothing. */
const made: Condition = {
  column: 'state',
  op: 'in',
  value: ['submitted', 'confirmed', 'archived'],
};

/** §4.2; coverage and completion of the plan need more than one list and stand in shared/kpi/visit-coverage.ts. */
export const visitKpis: readonly KpiSpec[] = [
  { key: 'visits', name: { zh: '走访次数', en: 'Visits' }, unit: 'count', numerator: [made] },
  {
    key: 'met_share',
    name: { zh: '见面率', en: 'Share met' },
    unit: 'percent',
    numerator: [made, { column: 'outcome', op: '=', value: 'met' }],
    denominator: [made],
  },
  {
    key: 'gift_fen',
    name: { zh: '慰问金额', en: 'Gifts' },
    unit: 'fen',
    numerator: [made],
    sum: 'gift_fen',
  },
];
