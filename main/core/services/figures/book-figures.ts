/** 经费: use, sources, purposes and promises of the books (domain.md §4.8), in the year in which the period ends. */
import type { CaseFigure, FigureSplit } from '../../../../shared/bridge/figures.ts';
import { fundFigures, type DonationFacts } from '../../../../shared/kpi/fund.ts';
import type { Envelope } from '../../../../shared/records/envelope.ts';
import type { ProfileContext } from '../profile/context.ts';
import { ofNumber, ofShare, recordsWhere, theseOf, type Period } from './figure-parts.ts';

export async function bookFigures(
  context: ProfileContext,
  { to }: Period,
): Promise<{ readonly more: readonly CaseFigure[]; readonly splits: readonly FigureSplit[] }> {
  const [entries, donations] = await Promise.all([
    recordsWhere(context, 'ledger_entry'),
    recordsWhere(context, 'donation'),
  ]);
  const found = fundFigures(entries as never, donations.map(donationFacts), to);
  const from = `${to.slice(0, 4)}-01-01`;
  const entriesOf = (...more: readonly { column: string; op: '='; value: string }[]) => ({
    type: 'ledger_entry',
    where: [
      { column: 'booked_on', op: '>=' as const, value: from },
      { column: 'booked_on', op: '<=' as const, value: to },
      ...more,
    ],
  });
  const sources = Object.entries(found.bySource);
  return {
    more: [
      ...sources.map(([source, { used }]) =>
        ofShare(
          `used_${source}`,
          used,
          entriesOf(
            { column: 'source', op: '=', value: source },
            { column: 'direction', op: '=', value: 'out' },
          ),
        ),
      ),
      ofNumber(
        'allThree',
        'count',
        sources.filter(([, { income }]) => income > 0).length,
        entriesOf({ column: 'direction', op: '=', value: 'in' }),
      ),
      ofShare('vouchers', found.vouchers, theseOf('ledger_entry', found.behind.vouchers)),
      ofShare(
        'restrictedFits',
        found.restrictedFits,
        theseOf('ledger_entry', found.behind.restrictedFits),
      ),
      ofShare('donorsTold', found.donorsTold, theseOf('donation', found.behind.donorsTold)),
    ],
    splits: [
      {
        key: 'income',
        dictionary: 'fund_source',
        parts: sources.map(([key, { income, ofIncome }]) => ({
          key,
          fen: income,
          percent: ofIncome.percent,
        })),
      },
      {
        key: 'spent',
        dictionary: 'fund_purpose',
        parts: Object.entries(found.spentOn)
          .map(([key, { fen, share }]) => ({ key, fen, percent: share.percent }))
          .toSorted((a, b) => b.fen - a.fen),
      },
    ],
  };
}

function donationFacts({ id, data }: Envelope): DonationFacts {
  const text = (key: string) => (typeof data[key] === 'string' ? data[key] : undefined);
  return {
    id,
    purposeKind: text('purposeKind') ?? '',
    restricted: data['restricted'] === true,
    feedbackDue: text('feedbackDue'),
    feedbackOn: text('feedbackOn'),
  };
}
