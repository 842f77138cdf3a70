import type { LedgerSpec } from '../../ledgers/ledger.ts';
import { asList } from '../columns.ts';

/** 走访台账 (domain.md §6). */
export const visitLedger: LedgerSpec = {
  title: { zh: '走访台账', en: 'Ledger of visits' },
  aboutPeople: true,
  columns: [
    'visitAt',
    'subject',
    'kind',
    'mode',
    'outcome',
    'place',
    'visitors',
    'recorder',
    'campaign',
    'situation',
    'familyChange',
    'overseasChange',
    'healthChange',
    {
      key: 'needs_count',
      title: { zh: '诉求（条）', en: 'Needs' },
      kind: 'integer',
      value: ({ data }) => asList(data['needs']).length || null,
    },
    {
      key: 'gift_fen',
      title: { zh: '慰问金额（元）', en: 'Gifts (CNY)' },
      kind: 'money',
      value: ({ data }) =>
        asList(data['gifts']).reduce((sum, gift) => sum + Number(gift['amount'] ?? 0), 0) || null,
    },
    'mood',
    'nextOn',
  ],
  naturalKey: ['subject', 'visitAt'],
  notes: ['未遇、拒访计入走访次数，不计入见面。', '慰问金额为登记金额，入账以经费台账为准。'],
};
