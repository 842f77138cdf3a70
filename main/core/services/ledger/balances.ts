/** Balances by source, as SQL over the list table: what a street sees equals what the district adds up (domain.md §4.8). */
import type { Input, Output } from '../../../../shared/bridge/contract.ts';
import { can } from '../../../../shared/access/can.ts';
import { dictionaries } from '../../../../shared/dictionaries/dictionary.ts';
import { ok } from '../../../../shared/result.ts';
import { denied, findType, type Answer } from '../answer.ts';
import type { ProfileContext } from '../profile/context.ts';

type Balances = Extract<Output<'ledger.balances'>, { ok: true }>['value'];
type Row = Omit<Balances[number], 'balance'>;

export async function ledgerBalances(
  context: ProfileContext,
  input: Input<'ledger.balances'>,
): Promise<Answer<Balances>> {
  const type = findType('ledger_entry');
  if (!type.ok) return type;
  const actor = context.actor();
  const unit = input.unit ?? actor.unit;
  const allowed = can(actor, 'read', type.value, { unit, community: '' });
  if (!allowed.allow) return denied(allowed.reason);
  const from = `${input.year}-01-01`;
  const to = `${input.year}-12-31`;
  const rows = await context.store.read.all<Row>(
    `SELECT source,
       coalesce(sum(CASE WHEN booked_on < ? THEN signed_fen END), 0) AS open,
       coalesce(sum(CASE WHEN booked_on >= ? AND direction = 'in' THEN signed_fen END), 0) AS income,
       coalesce(-sum(CASE WHEN booked_on >= ? AND direction = 'out' THEN signed_fen END), 0) AS spent,
       sum(CASE WHEN state = 'to_review' THEN 1 ELSE 0 END) AS toReview
     FROM p_ledger_entry
     WHERE unit = ? AND booked_on <= ? AND state IN ('posted', 'to_review')
     GROUP BY source LIMIT 50`,
    [from, from, from, unit, to],
  );
  const bySource = new Map(rows.map((row) => [row.source, row]));
  return ok(
    Object.keys(dictionaries['fund_source'] ?? {}).map((source) => {
      const row = bySource.get(source) ?? { source, open: 0, income: 0, spent: 0, toReview: 0 };
      return { ...row, balance: row.open + row.income - row.spent };
    }),
  );
}
