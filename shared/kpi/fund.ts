/** Figures of the books (domain.md §4.8), per year and source, in 分. Pure. */
import type { Envelope } from '../records/envelope.ts';
import { signedFen, type LedgerData } from '../records/ledger_entry/schema.ts';
import { shareOf, type Share } from './share.ts';

export interface SourceFigures {
  readonly open: number;
  readonly income: number;
  readonly spent: number;
  readonly balance: number;
  /** 来源占比: of all income of the year. */
  readonly ofIncome: Share;
  /** 使用率: spent ÷ (carried over + income). */
  readonly used: Share;
}

export interface FundFigures {
  readonly bySource: Readonly<Record<string, SourceFigures>>;
  /** 三点到位: all three sources had income. */
  readonly allThree: boolean;
  /** 限定捐赠合规率. */
  readonly restrictedFits: Share;
  /** 票据齐全率: spendings with a voucher. */
  readonly vouchers: Share;
  /** 投向占比: spent by purpose, in 分, of all that was spent in the year. */
  readonly spentOn: Readonly<Record<string, { readonly fen: number; readonly share: Share }>>;
  /** 捐赠反馈及时率: donors told by the day that was promised, of those whose day has come. */
  readonly donorsTold: Share;
  /** The records that a figure counts: entries, and donations for `donorsTold`. */
  readonly behind: Readonly<
    Record<'restrictedFits' | 'vouchers' | 'donorsTold', readonly string[]>
  >;
}

export interface DonationFacts {
  readonly id: string;
  readonly purposeKind: string;
  readonly restricted: boolean;
  readonly feedbackDue?: string | undefined;
  readonly feedbackOn?: string | undefined;
}

const sources = ['gov', 'project', 'donation'] as const;

/** As of the end of `asOf`, within its year. */
export function fundFigures(
  entries: readonly Envelope<LedgerData>[],
  donations: readonly DonationFacts[],
  asOf: string,
): FundFigures {
  const year = asOf.slice(0, 4);
  const restricted = new Map(
    donations.flatMap((each) => (each.restricted ? [[each.id, each.purposeKind] as const] : [])),
  );
  const counted = entries.filter(({ state }) => state === 'posted' || state === 'to_review');
  const from = `${year}-01-01`;
  const inYear = counted.filter(({ data }) => data.on >= from && data.on <= asOf);
  const sum = (list: readonly Envelope<LedgerData>[]) =>
    list.reduce((total, { data }) => total + signedFen(data), 0);
  const incomeOf = (source: string) =>
    sum(inYear.filter(({ data }) => data.source === source && data.direction === 'in'));
  const allIncome = sources.reduce((total, source) => total + incomeOf(source), 0);
  const bySource = Object.fromEntries(
    sources.map((source): [string, SourceFigures] => {
      const open = sum(counted.filter(({ data }) => data.source === source && data.on < from));
      const income = incomeOf(source);
      const spent =
        0 - sum(inYear.filter(({ data }) => data.source === source && data.direction === 'out'));
      return [
        source,
        {
          open,
          income,
          spent,
          balance: open + income - spent,
          ofIncome: shareOf(income, allIncome),
          used: shareOf(spent, open + income),
        },
      ];
    }),
  );
  const out = inYear.filter(
    ({ data }) =>
      data.direction === 'out' && data.reverseOf === undefined && data.reversedBy === undefined,
  );
  const spentBy = Map.groupBy(
    inYear.filter(({ data }) => data.direction === 'out'),
    ({ data }) => data.purposeKind,
  );
  const allSpent = sources.reduce((total, source) => total + (bySource[source]?.spent ?? 0), 0);
  const promised = donations.filter(
    ({ feedbackDue }) => feedbackDue !== undefined && feedbackDue >= from && feedbackDue <= asOf,
  );
  const bound = out.filter(({ data }) => restricted.has(data.donation?.id ?? ''));
  const fitting = bound.filter(
    ({ data }) => restricted.get(data.donation?.id ?? '') === data.purposeKind,
  );
  const withVoucher = out.filter(({ data }) => data.voucherNo !== undefined);
  const told = promised.filter(
    ({ feedbackDue = '', feedbackOn }) => feedbackOn !== undefined && feedbackOn <= feedbackDue,
  );
  const idsOf = (all: readonly { readonly id: string }[]) => all.map(({ id }) => id);
  return {
    bySource,
    allThree: sources.every((source) => incomeOf(source) > 0),
    restrictedFits: shareOf(fitting.length, bound.length),
    vouchers: shareOf(withVoucher.length, out.length),
    spentOn: Object.fromEntries(
      [...spentBy].map(([purpose, list]) => {
        const fen = 0 - sum(list);
        return [purpose, { fen, share: shareOf(fen, allSpent) }];
      }),
    ),
    donorsTold: shareOf(told.length, promised.length),
    behind: {
      restrictedFits: idsOf(fitting),
      vouchers: idsOf(withVoucher),
      donorsTold: idsOf(told),
    },
  };
}
