/** What must fit together in a visit (domain.md §2.3 E18–E19, §3.1). */
import { businessDateOf } from '../../calendar/time-zone.ts';
import type { Problem } from '../../fields/field.ts';
import type { Rule } from '../record-type.ts';
import type { VisitData } from './schema.ts';

/** Cash needs two visitors, so that nobody hands over money alone. */
const twoVisitorsForCash: Rule<VisitData> = (visit) =>
  hasCash(visit) && visit.visitors !== undefined && visit.visitors.length < 2
    ? [error('visitors', 'visit.two_for_cash', { now: visit.visitors.length })]
    : [];

const giftsAreComplete: Rule<VisitData> = (visit) =>
  (visit.gifts ?? []).flatMap((gift, index) => {
    const at = (field: string) => `gifts.${index}.${field}`;
    const found: Problem[] = [];
    if (gift.amount === 0) found.push(error(at('amount'), 'visit.gift_zero'));
    if (gift.kind === 'goods' && gift.goodsName === undefined)
      found.push(error(at('goodsName'), 'visit.goods_named'));
    if (gift.receiptWay === 'agent' && gift.receiverRelation === undefined)
      found.push(error(at('receiverRelation'), 'visit.agent_relation'));
    if (gift.receiptWay === 'agent' && gift.agentReason === undefined)
      found.push(error(at('agentReason'), 'visit.agent_reason'));
    return found;
  });

const goodsAddUp: Rule<VisitData> = (visit) =>
  (visit.gifts ?? []).flatMap((gift, index) => {
    if (gift.quantity === undefined || gift.unitPrice === undefined) return [];
    const sum = gift.quantity * gift.unitPrice;
    return sum === gift.amount
      ? []
      : [
          {
            ...error(`gifts.${index}.amount`, 'visit.goods_sum', { sum: sum / 100 }),
            severity: 'warning' as const,
          },
        ];
  });

const giftsNeedSomebody: Rule<VisitData> = (visit) =>
  (visit.gifts ?? []).length > 0 && ['absent', 'refused', 'moved'].includes(visit.outcome ?? '')
    ? [error('gifts', 'visit.gift_without_meeting')]
    : [];

const cashIsSigned: Rule<VisitData> = (visit) =>
  hasCash(visit) && visit.signWay === 'none' ? [error('signWay', 'visit.cash_signed')] : [];

/** The health change is sensitive: without separate consent it may not be kept (PIPL art. 29). */
const healthNeedsConsent: Rule<VisitData> = (visit) =>
  visit.healthChange !== undefined && visit.healthConsent !== true
    ? [error('healthConsent', 'visit.health_consent')]
    : [];

/** People are in the pictures: separate consent first (E75 活动影像). They are not dropped silently, as health notes are. */
const photosNeedConsent: Rule<VisitData> = (visit) =>
  (visit.photos ?? []).length > 0 && visit.photoConsent !== true
    ? [error('photoConsent', 'visit.photo_consent')]
    : [];

const nextIsLater: Rule<VisitData> = (visit) =>
  visit.nextOn !== undefined &&
  visit.visitAt !== undefined &&
  visit.nextOn <= businessDateOf(visit.visitAt)
    ? [error('nextOn', 'visit.next_later')]
    : [];

const enterpriseKindFits: Rule<VisitData> = (visit) =>
  visit.kind === undefined ||
  visit.subject === undefined ||
  (visit.kind === 'enterprise') === (visit.subject.type === 'enterprise')
    ? []
    : [{ ...error('kind', 'visit.kind_subject'), severity: 'warning' as const }];

export const visitRules: readonly Rule<VisitData>[] = [
  twoVisitorsForCash,
  giftsAreComplete,
  goodsAddUp,
  giftsNeedSomebody,
  cashIsSigned,
  healthNeedsConsent,
  photosNeedConsent,
  nextIsLater,
  enterpriseKindFits,
];

/** Text about health without consent is not stored; the form says so beside the box. */
export function dropWithoutConsent(visit: VisitData): VisitData {
  if (visit.healthConsent === true || visit.healthChange === undefined) return visit;
  const { healthChange: _dropped, ...kept } = visit;
  return kept;
}

export function hasCash(visit: Partial<Pick<VisitData, 'gifts'>>): boolean {
  return (visit.gifts ?? []).some((gift) => gift.kind === 'cash');
}

export function hasGifts(visit: Partial<Pick<VisitData, 'gifts'>>): boolean {
  return (visit.gifts ?? []).length > 0;
}

function error(field: string, code: string, params?: Record<string, string | number>): Problem {
  return { field, code, severity: 'error', ...(params ? { params } : {}) };
}
