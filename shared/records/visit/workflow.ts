/** §3.1 走访 (ZF), without the plan generator: a visit starts as a draft on one device and enters the record when submitted. */
import { addDays } from '../../calendar/day.ts';
import { businessDateOf, startOfBusinessDate } from '../../calendar/time-zone.ts';
import type { Problem } from '../../fields/field.ts';
import { classFact, giftCeiling, giftSum } from '../../visits/gift-ceiling.ts';
import {
  roleFor,
  type Effect,
  type Transition,
  type TransitionContext,
  type Workflow,
} from '../../workflow/workflow.ts';
import { flowOf } from '../../workflow/flow.ts';
import type { Envelope } from '../envelope.ts';
import { bookOut } from '../ledger_entry/workflow.ts';
import { logVerified, markVerified } from './verified.ts';
import { becomesCase, createCases, needsFitTheirRoutes } from './route-needs.ts';
import type { VisitData } from './schema.ts';

const submit: Transition<VisitData> = {
  action: 'submit',
  from: [null, 'draft', 'returned'],
  to: 'submitted',
  who: ['L', 'O', 'H'],
  onlyOwn: true,
  nextWithin: 3,
  guard: (record) => [...everyNeedHasRoute(record), ...needsFitTheirRoutes(record)],
  effects: (record, context) => [...createCases(record, context), ...finishPlan(record)],
};

const confirm: Transition<VisitData> = {
  action: 'confirm',
  from: ['submitted'],
  to: 'confirmed',
  who: ['O', 'H'],
  notAmong: ['recorder', 'visitors'],
  // More than the class's ceiling: the chair alone may let it stand, and says why (domain.md §2.3 E17; as §2.3 E56 has it for the books).
  needsOpinion: (record, context) => overCeiling(record, context) !== null,
  guard: (record, context) => [
    ...everyRoutedNeedHasItsCase(record),
    ...chairDecidesOverCeiling(record, context),
  ],
  effects: (record, context) => [
    ...markVerified(record),
    ...logVerified(record),
    ...changesFound(record, context),
    ...touchOf(record),
    ...bookGifts(record, context),
  ],
};

export const visitWorkflow: Workflow<VisitData> = {
  states: {
    planned: { editable: true, open: true },
    assigned: { editable: true, open: true },
    draft: { editable: true, open: true },
    submitted: { editable: false, open: true },
    returned: { editable: true, open: true, returned: true },
    confirmed: { editable: false, open: false },
    archived: { editable: false, open: false },
    cancelled: { editable: false, open: false },
  },
  facts: (record) => [
    ...[...new Set((record.data.gifts ?? []).map((gift) => gift.fundSource))].map((source) => ({
      name: `balance:${source}`,
      kind: 'balance',
      of: { unit: record.unit, source },
    })),
    ...(giftSum(record.data) === 0
      ? []
      : [{ name: classFact, kind: classFact, of: { subject: record.data.subject.id } }]),
  ],
  transitions: [
    submit,
    confirm,
    {
      action: 'archive',
      from: ['confirmed'],
      to: 'archived',
      who: ['O', 'H'],
      auto: (record) => {
        const since = flowOf(record)?.since;
        return since === undefined ? null : startOfBusinessDate(addDays(since, 30));
      },
    },
    {
      action: 'return',
      from: ['submitted'],
      to: 'returned',
      who: ['O', 'H'],
      needsOpinion: true,
      nextWithin: 2,
      tone: 'danger',
    },
    { action: 'start', from: ['assigned'], to: 'draft', who: ['L', 'O', 'H'] },
    {
      action: 'cancel',
      from: ['planned', 'assigned', 'draft', 'returned'],
      to: 'cancelled',
      who: ['O'],
      needsOpinion: true,
      tone: 'danger',
    },
  ],
};

function everyNeedHasRoute(record: Envelope<VisitData>): readonly Problem[] {
  return (record.data.needs ?? []).flatMap((need, index) =>
    need.route === ''
      ? [{ field: `needs.${index}.route`, code: 'required', severity: 'error' as const }]
      : [],
  );
}

/** Cases are created with the submission, so a missing one means that the two did not arrive together. */
function everyRoutedNeedHasItsCase(record: Envelope<VisitData>): readonly Problem[] {
  return (record.data.needs ?? []).flatMap((need, index) =>
    becomesCase(need.route) && need.target === undefined
      ? [
          {
            field: `needs.${index}.target`,
            code: 'visit.need_without_case',
            severity: 'error' as const,
          },
        ]
      : [],
  );
}

type Terms = Omit<TransitionContext, 'opinion'>;

/** By how much, as sum and limit in 分; null where the gifts are within the ceiling of the subject's class. */
function overCeiling(
  { data }: Envelope<VisitData>,
  terms: Terms,
): { readonly sum: number; readonly limit: number } | null {
  const sum = giftSum(data);
  const limit = giftCeiling(terms);
  return sum > limit ? { sum, limit } : null;
}

function chairDecidesOverCeiling(record: Envelope<VisitData>, terms: Terms): readonly Problem[] {
  const over = overCeiling(record, terms);
  if (over === null || roleFor({ who: ['H'] }, terms.actor) !== null) return [];
  return [
    {
      field: 'gifts',
      code: 'visit.gift_over_ceiling',
      severity: 'error',
      params: { sum: over.sum / 100, limit: over.limit / 100 },
    },
  ];
}

/** 未遇 was an attempt and no visit: its plan stays open (domain.md §3.1). Everything else is the plan's answer. */
function finishPlan(record: Envelope<VisitData>): readonly Effect[] {
  const { plan, outcome, visitAt, subject } = record.data;
  if (plan === undefined || outcome === 'absent') return [];
  return [
    {
      kind: 'patch',
      type: 'visit_plan',
      id: plan.id,
      data: {
        visit: { type: 'visit', id: record.id, label: subject.label },
        visitedOn: businessDateOf(visitAt),
      },
    },
  ];
}

/** What has changed at a door enters the book of changes with the check (E18, E73). What changed in health is told in the visit alone. */
function changesFound(
  { id, bizNo, data }: Envelope<VisitData>,
  context: TransitionContext,
): readonly Effect[] {
  const found = [
    ['family', data.familyChange],
    ['overseas', data.overseasChange],
    ['health', data.healthChange === undefined ? undefined : '见走访记录'],
  ] as const;
  // The book is of people and enterprises (E73).
  if (data.subject.type === 'org') return [];
  return found.flatMap(([kind, note]): readonly Effect[] =>
    note === undefined
      ? []
      : [
          {
            kind: 'create',
            type: 'change_event',
            id: `${id.slice(0, 50)}-${kind}`,
            action: '',
            data: {
              kind,
              subject: data.subject,
              happenedOn: businessDateOf(data.visitAt),
              recordedOn: context.today,
              evidence: `走访记录 ${bizNo}`.trim(),
              note,
            },
          },
        ],
  );
}

/** A met enterprise was reached (domain.md §3.1 审核): the fact and the day, once for each visit. */
function touchOf({ id, data }: Envelope<VisitData>): readonly Effect[] {
  const { subject, outcome, visitAt } = data;
  if (subject.type !== 'enterprise' || outcome !== 'met') return [];
  return [
    {
      kind: 'create',
      type: 'legal_touch',
      id: `${id.slice(0, 56)}-touch`,
      action: '',
      data: { enterprise: subject, kind: 'visit', on: businessDateOf(visitAt) },
    },
  ];
}

/** Gifts of a confirmed visit enter the books by themselves, the recorder as handler, and both ends know each other (E19). */
function bookGifts(record: Envelope<VisitData>, context: TransitionContext): readonly Effect[] {
  const { gifts = [], subject, recorder, visitAt } = record.data;
  const left = new Map<string, number | undefined>();
  const on = businessDateOf(visitAt);
  const booked = gifts.flatMap((gift) => {
    if (gift.ledger !== undefined) return [];
    const id = `${record.id.slice(0, 40)}-g-${gift.id.slice(0, 18)}`;
    const balance = left.has(gift.fundSource)
      ? left.get(gift.fundSource)
      : context.facts?.[`balance:${gift.fundSource}`];
    left.set(gift.fundSource, balance === undefined ? undefined : balance - gift.amount);
    const out = {
      id,
      on,
      source: gift.fundSource,
      amount: gift.amount,
      purposeKind: record.data.kind === 'festival' ? 'festival' : 'aid',
      purpose: `走访慰问 ${record.bizNo}`.trim(),
      counterparty: gift.receiver,
      voucherNo: gift.receiptNo,
      business: { type: 'visit', id: record.id, label: subject.label },
      handler: recorder,
    };
    return [{ giftId: gift.id, effect: bookOut(out, balance) }];
  });
  if (booked.length === 0) return [];
  const ids = new Map(booked.map(({ giftId, effect }) => [giftId, effect.id]));
  const linked = gifts.map((gift) => {
    const id = ids.get(gift.id);
    return id === undefined
      ? gift
      : { ...gift, ledger: { type: 'ledger_entry', id, label: `走访慰问 ${record.bizNo}`.trim() } };
  });
  return [
    ...booked.map(({ effect }) => effect),
    { kind: 'patch', type: 'visit', id: record.id, data: { gifts: linked } },
  ];
}
