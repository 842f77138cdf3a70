import {
  bizNoColumn,
  choiceColumn,
  dateColumn,
  moneyColumn,
  refColumn,
  refIdColumn,
  stateColumn,
  textColumn,
  asText,
} from '../columns.ts';
import type { ListSpec } from '../list-spec.ts';
import { signedFen, type LedgerData } from './schema.ts';

export const ledgerList: ListSpec = {
  columns: [
    { ...dateColumn('booked_on', 110), value: (record) => asText(record.data['on']) },
    choiceColumn('source', 'fund_source', 90),
    choiceColumn('direction', 'ledger_direction', 70),
    moneyColumn('signed_fen', 130, (data) => signedFen(data as unknown as LedgerData)),
    textColumn('purpose', 220),
    textColumn('counterparty', 110),
    refColumn('business', 140),
    { ...textColumn('voucher_no', 110), value: (record) => asText(record.data['voucherNo']) },
    refColumn('handler', 90),
    stateColumn,
    {
      ...choiceColumn('purpose_kind', 'fund_purpose', 100, { optional: true }),
      value: (record) => asText(record.data['purposeKind']),
    },
    bizNoColumn,
    refIdColumn('business_id', 'business'),
    refIdColumn('donation_id', 'donation'),
    refIdColumn('line_id', 'line'),
  ],
  facets: ['source', 'direction', 'purpose_kind', 'state_label'],
  sort: [{ column: 'booked_on', dir: 'desc' }],
  views: [
    { key: 'all', where: [] },
    { key: 'to_post', where: [{ column: 'state', op: '=', value: 'draft' }] },
    { key: 'to_review', where: [{ column: 'state', op: '=', value: 'to_review' }] },
  ],
  indexes: [['booked_on'], ['source', 'state'], ['business_id']],
  search: {
    title: (record) => String(record.data['purpose'] ?? ''),
    subtitle: (record) =>
      [record.bizNo, String(record.data['on'] ?? '')].filter(Boolean).join('　'),
    names: (record) => [String(record.data['counterparty'] ?? '')].filter(Boolean),
    digits: (record) => [record.bizNo, String(record.data['voucherNo'] ?? '')].filter(Boolean),
  },
};
