/** E56 台账分录 (domain.md §2.3 K, D11). Amounts are never negative: 红冲 is an entry of its own that points to what it reverses (V10). */
import { choice, date, longText, money, ref, text } from '../../fields/kinds.ts';
import type { DataOf } from '../../fields/field.ts';
import { notFutureDate } from '../checks.ts';

export const ledgerFields = {
  on: date({ required: true, check: notFutureDate }),
  direction: choice({ from: 'ledger_direction', required: true }),
  source: choice({ from: 'fund_source', required: true }),
  line: ref({ to: ['budget_line'] }),
  amount: money({ required: true }),
  purposeKind: choice({ from: 'fund_purpose', required: true }),
  purpose: text({ max: 100, required: true }),
  counterparty: text({ max: 60, privacy: 2 }),
  voucherNo: text({ max: 40 }),
  /** Gift, payment or donation that this entry belongs to. */
  business: ref({ to: ['visit', 'hardship_case', 'donation'], widget: 'readonlyRef' }),
  donation: ref({ to: ['donation'] }),
  handler: ref({ to: ['user'], required: true }),
  reverseOf: ref({ to: ['ledger_entry'], widget: 'readonlyRef' }),
  reversedBy: ref({ to: ['ledger_entry'], widget: 'readonlyRef' }),
  overrideReason: text({ max: 200 }),
  note: longText({ max: 300 }),
};

export type LedgerData = DataOf<typeof ledgerFields>;

/** What the entry does to the balance of its source, in 分. */
export function signedFen(data: Pick<LedgerData, 'direction' | 'amount' | 'reverseOf'>): number {
  const sign = (data.direction === 'in' ? 1 : -1) * (data.reverseOf === undefined ? 1 : -1);
  return sign * data.amount;
}
