/** What steps of a hardship case change beside its state: the notice, the books, follow-ups. Pure. */
import { addBusinessDays } from '../../calendar/business-day.ts';
import { addDays } from '../../calendar/day.ts';
import { parameterOf } from '../../parameters/parameters.ts';
import { tablesOf } from '../../workflow/clock.ts';
import { stepsOf } from '../../workflow/flow.ts';
import type { Effect, TransitionContext } from '../../workflow/workflow.ts';
import type { Envelope, PlainData } from '../envelope.ts';
import type { LedgerData } from '../ledger_entry/schema.ts';
import { bookOut, reversalOf } from '../ledger_entry/workflow.ts';
import { publicNotice } from './figures.ts';
import type { HardshipData, Payment } from './schema.ts';

type Case = Envelope<HardshipData>;

/** 30, 90 and 180 calendar days after the payment (E26). */
export const followUpDays: readonly number[] = [30, 90, 180];

function patch(record: Case, data: PlainData): Effect {
  return { kind: 'patch', type: 'hardship_case', id: record.id, data };
}

export function startNotice(record: Case, context: TransitionContext): readonly Effect[] {
  const days = parameterOf(context, 'hardship_publicity');
  return [
    patch(record, {
      publicityFrom: context.today,
      publicityTo: addBusinessDays(context.today, days, tablesOf(context)).due,
      publicityPlace: record.data.publicityPlace ?? 'community',
      publicityText: publicNotice(record.data, ''),
    }),
  ];
}

export function noteObjection(record: Case, context: TransitionContext): readonly Effect[] {
  const objections = record.data.objections ?? [];
  const id = `objection-${objections.length + 1}`;
  return [
    patch(record, {
      objections: [
        ...objections,
        {
          id,
          who: record.data.objectionBy,
          content: context.opinion.trim(),
          on: context.today,
        },
      ],
    }),
  ];
}

export function settleObjection(result: 'upheld' | 'dismissed') {
  return (record: Case, context: TransitionContext): readonly Effect[] => {
    const objections = (record.data.objections ?? []).map((objection) =>
      objection.result === undefined
        ? {
            ...objection,
            result,
            finding: context.opinion.trim(),
            handledBy: context.actor.name,
          }
        : objection,
    );
    const notice = result === 'dismissed' ? startNotice(record, context) : [];
    return [patch(record, { objections }), ...notice];
  };
}

/** Books every payment that goes out, with the maker as handler, and links both ways. */
export function payOut(record: Case, context: TransitionContext): readonly Effect[] {
  const maker = stepsOf(record).findLast((step) => step.action === 'make_payment');
  const balance = context.facts?.['balance'];
  const rows = record.data.payments ?? [];
  const booked = rows.map((payment) => {
    if (payment.state !== 'due' && payment.state !== 'again') return { payment, effects: [] };
    const id = ledgerId(record, payment);
    const paidOn = payment.paidOn ?? record.data.payOn ?? context.today;
    const voucherNo = payment.voucherNo ?? record.data.payVoucher;
    const entry = bookOut(
      {
        id,
        on: paidOn,
        source: payment.source,
        amount: payment.amount,
        purposeKind: 'aid',
        purpose: purposeOf(record),
        counterparty: payment.payee,
        voucherNo,
        business: { type: 'hardship_case', id: record.id, label: record.data.household.label },
        handler: {
          type: 'user',
          id: maker?.by ?? record.createdBy,
          label: maker?.byName ?? '',
        },
      },
      balance,
    );
    const ledger = { type: 'ledger_entry', id, label: purposeOf(record) };
    const paid = {
      ...payment,
      paidOn,
      ...(voucherNo === undefined ? {} : { voucherNo }),
      state: 'paid',
      ledger,
    };
    return { payment: paid, effects: [entry] };
  });
  return [
    ...booked.flatMap((each) => each.effects),
    patch(record, { payments: booked.map((each) => each.payment) }),
  ];
}

/** The bank sent it back: the booking is reversed and the same amount is to be paid again. */
export function takeBack(record: Case, context: TransitionContext): readonly Effect[] {
  const rows = record.data.payments ?? [];
  const returned = rows.filter((row) => row.state === 'paid' && row.method === 'transfer');
  const again = returned.map((row, index) => {
    const { ledger: _ledger, paidOn: _on, voucherNo: _no, accountChecked: _ok, ...kept } = row;
    return { ...kept, id: `again-${rows.length + index + 1}`, state: 'again' };
  });
  return [
    ...returned.flatMap((row) => reverse(record, row, context)),
    patch(record, {
      payments: [
        ...rows.map((row) => (returned.includes(row) ? { ...row, state: 'returned' } : row)),
        ...again,
      ],
    }),
  ];
}

function reverse(record: Case, payment: Payment, context: TransitionContext): readonly Effect[] {
  if (payment.ledger === undefined) return [];
  const on = payment.paidOn ?? context.today;
  const data: LedgerData = {
    on,
    direction: 'out',
    source: payment.source,
    amount: payment.amount,
    purposeKind: 'aid',
    purpose: purposeOf(record),
    counterparty: payment.payee,
    business: { type: 'hardship_case', id: record.id, label: record.data.household.label },
    handler: { type: 'user', id: context.actor.userId, label: context.actor.name },
  };
  return [
    reversalOf(
      { id: payment.ledger.id, data },
      context,
      `红冲：退票 ${context.opinion}`,
      context.today,
    ),
  ];
}

export function planFollowUps(record: Case, context: TransitionContext): readonly Effect[] {
  if ((record.data.followUps ?? []).length > 0) return [];
  const paidOn = (record.data.payments ?? []).findLast((row) => row.state === 'paid')?.paidOn;
  const from = paidOn ?? context.today;
  return [
    patch(record, {
      followUps: followUpDays.map((days) => ({ id: `f${days}`, due: addDays(from, days) })),
    }),
  ];
}

/** The first open follow-up is done by what was filled in with the step. */
export function noteFollowUp(record: Case, context: TransitionContext): readonly Effect[] {
  const { followUpOn: on, followUpEffect: effect, followUpNext: next } = record.data;
  const followUps = record.data.followUps ?? [];
  const open = followUps.findIndex((each) => each.on === undefined);
  const done = {
    on: on ?? context.today,
    by: context.actor.name,
    ...(effect === undefined ? {} : { effect }),
    ...(next === undefined ? {} : { next }),
  };
  return [
    patch(record, {
      followUps:
        open === -1
          ? [...followUps, { id: `f-extra-${followUps.length + 1}`, due: done.on, ...done }]
          : followUps.map((each, index) => (index === open ? { ...each, ...done } : each)),
    }),
  ];
}

/** Money may be paid before the notice; it is booked at once and counted against the later approval. */
export function payEmergency(record: Case, context: TransitionContext): readonly Effect[] {
  const proposer = stepsOf(record).findLast((step) => step.action === 'emergency_propose');
  const source = record.data.fundSource ?? 'gov';
  const amount = record.data.emergencyAmount ?? 0;
  const id = `${record.id.slice(0, 56)}-urgent`;
  const payee = record.data.applicant.label;
  return [
    bookOut(
      {
        id,
        on: context.today,
        source,
        amount,
        purposeKind: 'aid',
        purpose: `先行救助 ${record.bizNo}`.trim(),
        counterparty: payee,
        business: { type: 'hardship_case', id: record.id, label: record.data.household.label },
        handler: {
          type: 'user',
          id: proposer?.by ?? record.createdBy,
          label: proposer?.byName ?? '',
        },
      },
      context.facts?.['balance'],
    ),
    patch(record, {
      payments: [
        ...(record.data.payments ?? []),
        {
          id: 'urgent',
          payee,
          method: 'cash',
          amount,
          source,
          paidOn: context.today,
          state: 'paid',
          ledger: { type: 'ledger_entry', id, label: `先行救助 ${record.bizNo}`.trim() },
        },
      ],
    }),
  ];
}

/** What is taken back comes into the source it went out of. */
export function recover(record: Case, context: TransitionContext): readonly Effect[] {
  const amount = record.data.recoverAmount ?? 0;
  // The books are the street's: a decision of the district is booked there when the money is back.
  if (amount === 0 || !context.actor.roles.includes('H')) return [];
  const source = record.data.fundSource ?? 'gov';
  return [
    {
      kind: 'create',
      type: 'ledger_entry',
      id: `${record.id.slice(0, 56)}-back`,
      action: 'enter',
      data: {
        on: context.today,
        direction: 'in',
        source,
        amount,
        purposeKind: 'aid',
        purpose: `追回帮扶款 ${record.bizNo}`.trim(),
        counterparty: record.data.applicant.label,
        business: { type: 'hardship_case', id: record.id, label: record.data.household.label },
        handler: { type: 'user', id: context.actor.userId, label: context.actor.name },
      },
    },
  ];
}

function purposeOf(record: Case): string {
  return `困难帮扶 ${record.bizNo}`.trim();
}

function ledgerId(record: Case, payment: Payment): string {
  return `${record.id.slice(0, 40)}-p-${payment.id.slice(0, 16)}`;
}
