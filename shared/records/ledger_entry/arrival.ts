/** What the district looks at when an entry arrives: whether two machines together took more out of a source than was in it (M4). */
import type { Arrival } from '../arrival.ts';
import { signedFen, type LedgerData } from './schema.ts';

const counted = new Set(['posted', 'to_review']);

export const ledgerArrival: Arrival<LedgerData> = {
  sourceField: 'source',
  types: ['ledger_entry'],
  state: 'to_review',
  find({ record, others }) {
    if (record.state !== 'posted' || signedFen(record.data) >= 0) return null;
    if (record.data.overrideReason !== undefined) return null;
    const rest = others
      .filter((other) => other.unit === record.unit && counted.has(other.state))
      .reduce((sum, other) => sum + signedFen(other.data as unknown as LedgerData), 0);
    const balance = rest + signedFen(record.data);
    return balance < 0 ? { code: 'ledger.over_spent', params: { short: -balance / 100 } } : null;
  },
};
