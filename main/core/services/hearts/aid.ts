/** What a visit or a case gave to a household: gifts handed over, payments made. */
import type { Aid } from '../../../../shared/bridge/hardship-watch.ts';
import { businessDateOf } from '../../../../shared/calendar/time-zone.ts';
import { asList } from '../../../../shared/records/columns.ts';
import type { Envelope } from '../../../../shared/records/envelope.ts';
import { refOf } from '../panorama/lines.ts';

/** Gifts count once handed over, so a visit still being checked counts as well; payments count once paid. */
export function aidOf(record: Envelope): readonly Aid[] {
  if (record.type === 'visit')
    return ['cancelled', 'returned', 'draft'].includes(record.state)
      ? []
      : asList(record.data['gifts']).map((gift) => ({
          on: businessDateOf(String(record.data['visitAt'])),
          kind: 'gift',
          what: String(gift['goodsName'] ?? ''),
          source: String(gift['fundSource'] ?? ''),
          fen: Number(gift['amount'] ?? 0),
          record: refOf(record),
        }));
  if (record.type !== 'hardship_case') return [];
  return asList(record.data['payments'])
    .filter((payment) => payment['state'] === 'paid' && typeof payment['paidOn'] === 'string')
    .map((payment) => ({
      on: String(payment['paidOn']),
      kind: 'payment',
      what: String(payment['goods'] ?? ''),
      source: String(payment['source'] ?? ''),
      fen: Number(payment['amount'] ?? 0),
      record: refOf(record),
    }));
}
