/** E18 走访 with E19 慰问金（品） and needs (domain.md §2.3 E). GPS is never asked for: whereabouts are sensitive. */
import {
  choice,
  date,
  flag,
  instant,
  integer,
  items,
  longText,
  money,
  ref,
  refs,
  text,
} from '../../fields/kinds.ts';
import { photos, signature } from '../../fields/file-kinds.ts';
import type { DataOf } from '../../fields/field.ts';
import { notFuture } from '../checks.ts';

export const needFields = {
  text: text({ max: 300, required: true, privacy: 2 }),
  category: choice({ from: 'need_category', required: true }),
  route: choice({ from: 'need_route', required: true }),
  /** The case this need became; filled when it is created. */
  target: ref({ to: ['suggestion', 'ticket', 'legal_case', 'hardship_case'] }),
};

export const giftFields = {
  kind: choice({ from: 'gift_kind', required: true }),
  amount: money({ required: true }),
  goodsName: text({ max: 60 }),
  quantity: integer({ min: 1, max: 9999 }),
  unitPrice: money({}),
  fundSource: choice({ from: 'fund_source', required: true }),
  budgetLine: text({ max: 60 }),
  receiver: text({ max: 60, required: true, privacy: 2 }),
  receiptWay: choice({ from: 'receipt_way', required: true }),
  receiverRelation: text({ max: 30, privacy: 2 }),
  agentReason: text({ max: 100, privacy: 2 }),
  receiptNo: text({ max: 40 }),
  /** Filled when the visit is confirmed. */
  ledger: ref({ to: ['ledger_entry'] }),
};

export const visitFields = {
  subject: ref({
    to: ['household', 'person', 'enterprise', 'org'],
    required: true,
    privacy: 2,
    widget: 'subjectPicker',
  }),
  kind: choice({ from: 'visit_kind', required: true }),
  mode: choice({ from: 'visit_mode', required: true }),
  visitAt: instant({ required: true, privacy: 2, check: notFuture }),
  place: text({ max: 100, required: true, privacy: 2 }),
  visitors: refs({ to: ['user'], required: true, max: 10 }),
  recorder: ref({ to: ['user'], required: true, widget: 'readonlyRef' }),
  outcome: choice({ from: 'visit_outcome', required: true }),
  /** The plan this visit carries out, and the campaign it belongs to (E18 `plan_ref`, `campaign`). */
  plan: ref({ to: ['visit_plan'], widget: 'readonlyRef' }),
  campaignRef: ref({ to: ['campaign'] }),
  /** The campaign in words, as written before campaigns were records. */
  campaign: text({ max: 60 }),
  /** Who of the household was met: their last verification moves with the check (domain.md §3.1 审核). */
  metMembers: refs({ to: ['person'], max: 20, privacy: 2 }),
  situation: longText({ max: 1000, privacy: 2 }),
  healthChange: longText({ max: 300, privacy: 3 }),
  familyChange: longText({ max: 300, privacy: 2 }),
  overseasChange: longText({ max: 300, privacy: 2 }),
  healthConsent: flag({ widget: 'consentGate' }),
  needs: items({ of: needFields, max: 20, privacy: 2, widget: 'needsTable' }),
  gifts: items({ of: giftFields, max: 10, widget: 'giftsTable' }),
  signWay: choice({ from: 'sign_way' }),
  /** What the receiver signed, on the pad or as a scan (E18 `sign`). */
  sign: signature(),
  photoConsent: flag({ widget: 'consentGate' }),
  photos: photos(),
  mood: integer({ min: 1, max: 5, widget: 'rating' }),
  nextOn: date(),
};

export type VisitData = DataOf<typeof visitFields>;
