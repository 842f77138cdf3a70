/** E56: entered by one, posted by another; posted entries are only ever reversed (红冲); what over-spends waits as 待核. */
import type { Problem } from '../../fields/field.ts';
import { businessDateOf } from '../../calendar/time-zone.ts';
import type { Effect, TransitionContext, Workflow } from '../../workflow/workflow.ts';
import type { Envelope } from '../envelope.ts';
import type { LedgerData } from './schema.ts';

/** Only the handler may not post; what a confirmed gift or payment brings is posted with it (`post_linked`). */
export const ledgerWorkflow: Workflow<LedgerData> = {
  tracked: true,
  states: {
    draft: { editable: true, open: true },
    to_review: { editable: false, open: true },
    posted: { editable: false, open: false },
    cancelled: { editable: false, open: false },
  },
  facts: (record) => [
    {
      name: 'balance',
      kind: 'balance',
      of: { unit: record.unit, source: record.data.source ?? '', not: record.id },
    },
    ...(record.data.donation === undefined
      ? []
      : [
          {
            name: 'donation_fits',
            kind: 'donation_fits',
            of: { donation: record.data.donation.id, purpose: record.data.purposeKind },
          },
        ]),
  ],
  transitions: [
    { action: 'enter', from: [null], to: 'draft', who: ['O', 'H'], nextWithin: 3 },
    {
      action: 'post',
      from: ['draft'],
      to: 'posted',
      who: ['H', 'O'],
      notAmong: ['handler'],
      guard: (record, context) => [
        ...balanceHolds(record, context),
        ...donationFits(record, context),
      ],
    },
    {
      action: 'post_over',
      from: ['draft'],
      to: 'posted',
      who: ['H'],
      notAmong: ['handler'],
      asks: ['overrideReason'],
      guard: (record, context) => [...reasonGiven(record), ...donationFits(record, context)],
      aside: true,
    },
    {
      action: 'cancel',
      from: ['draft'],
      to: 'cancelled',
      who: ['O', 'H'],
      needsOpinion: true,
      tone: 'danger',
      aside: true,
    },
    { action: 'post_linked', from: [null], to: 'posted', who: ['O', 'H'], notAmong: ['handler'] },
    {
      action: 'post_to_review',
      from: [null],
      to: 'to_review',
      who: ['O', 'H'],
      notAmong: ['handler'],
      nextWithin: 3,
    },
    {
      action: 'settle',
      from: ['to_review'],
      to: 'posted',
      who: ['H'],
      asks: ['overrideReason'],
      guard: reasonGiven,
    },
    {
      action: 'reverse',
      from: ['posted', 'to_review'],
      to: 'posted',
      who: ['H'],
      needsOpinion: true,
      tone: 'danger',
      aside: true,
      guard: notReversed,
      effects: reversal,
    },
    { action: 'reverse_linked', from: [null], to: 'posted', who: ['O', 'H', 'B'] },
  ],
};

/** Out of a source goes no more than is in it (E56); without the fact nothing is asked, the district looks at arrival. */
function balanceHolds(
  record: Envelope<LedgerData>,
  context: TransitionContext,
): readonly Problem[] {
  const balance = context.facts?.['balance'];
  if (record.data.direction !== 'out' || balance === undefined) return [];
  return record.data.amount > balance
    ? [
        {
          field: 'amount',
          code: 'ledger.balance',
          severity: 'error',
          params: { balance: balance / 100 },
        },
      ]
    : [];
}

/** Restricted gifts only for the stated purpose (E56, E57). */
function donationFits(
  record: Envelope<LedgerData>,
  context: TransitionContext,
): readonly Problem[] {
  return record.data.direction === 'out' && context.facts?.['donation_fits'] === 0
    ? [{ field: 'purposeKind', code: 'ledger.restricted', severity: 'error' }]
    : [];
}

function reasonGiven(record: Envelope<LedgerData>): readonly Problem[] {
  return record.data.overrideReason === undefined
    ? [{ field: 'overrideReason', code: 'required', severity: 'error' }]
    : [];
}

function notReversed(record: Envelope<LedgerData>): readonly Problem[] {
  return record.data.reversedBy === undefined && record.data.reverseOf === undefined
    ? []
    : [{ field: 'reversedBy', code: 'ledger.reversed', severity: 'error' }];
}

function reversal(record: Envelope<LedgerData>, context: TransitionContext): readonly Effect[] {
  const today = businessDateOf(context.now);
  return [
    reversalOf({ id: record.id, data: record.data }, context, `红冲：${context.opinion}`, today),
    {
      kind: 'patch',
      type: 'ledger_entry',
      id: record.id,
      data: { reversedBy: { type: 'ledger_entry', id: reversalId(record.id), label: '红冲' } },
    },
  ];
}

/** The same reversal asked for twice is one entry. */
export function reversalId(id: string): string {
  return `${id.slice(0, 60)}-r`;
}

/** The effect that reverses an entry, in full and with a pointer to it. */
export function reversalOf(
  entry: { readonly id: string; readonly data: LedgerData },
  context: TransitionContext,
  why: string,
  on: string,
): Effect {
  const { reversedBy: _by, overrideReason: _why, ...kept } = entry.data;
  return {
    kind: 'create',
    type: 'ledger_entry',
    id: reversalId(entry.id),
    action: 'reverse_linked',
    data: {
      ...kept,
      on,
      purpose: Array.from(why).slice(0, 100).join(''),
      handler: { type: 'user', id: context.actor.userId, label: context.actor.name },
      reverseOf: { type: 'ledger_entry', id: entry.id, label: kept.purpose },
    },
  };
}

export interface Outgoing {
  readonly id: string;
  readonly on: string;
  readonly source: string;
  readonly amount: number;
  readonly purposeKind: string;
  readonly purpose: string;
  readonly counterparty: string;
  readonly voucherNo?: string | undefined;
  readonly business: { readonly type: string; readonly id: string; readonly label: string };
  readonly handler: { readonly type: string; readonly id: string; readonly label: string };
}

/** The effect that books what a gift or a payment took. Money that is gone is booked even when the source has too little: it waits as 待核. */
export function bookOut(out: Outgoing, balance: number | undefined): Effect {
  const { id, voucherNo, ...data } = out;
  const short = balance !== undefined && out.amount > balance;
  return {
    kind: 'create',
    type: 'ledger_entry',
    id,
    action: short ? 'post_to_review' : 'post_linked',
    data: {
      ...data,
      direction: 'out',
      ...(voucherNo === undefined ? {} : { voucherNo }),
    },
  };
}
