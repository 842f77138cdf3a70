import type { LedgerSpec } from '../../ledgers/ledger.ts';
import { signedFen, type LedgerData } from './schema.ts';

/** 收支台账 (domain.md §6). Sums carry their sign: money out and reversals of money in are below zero. */
export const entryLedger: LedgerSpec = {
  title: { zh: '收支台账', en: 'Ledger of income and expenses' },
  aboutPeople: false,
  columns: [
    'on',
    'direction',
    'source',
    'line',
    'amount',
    {
      key: 'signed_fen',
      title: { zh: '对余额的影响（元）', en: 'Effect (CNY)' },
      kind: 'money',
      value: ({ data }) => signedFen(data as unknown as LedgerData),
    },
    'purposeKind',
    'purpose',
    'counterparty',
    'voucherNo',
    'business',
    'donation',
    'handler',
    'reverseOf',
    'note',
  ],
  naturalKey: ['on', 'direction', 'source', 'amount', 'purpose', 'voucherNo'],
  notes: ['本台账是辅助台账，不代替财务系统。', '红冲为单独一笔，指向被冲的分录。'],
};
