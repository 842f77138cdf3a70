/** E20 困难帮扶 with members (E21), assessment (E22), publicity (E24), payments (E25) and follow-ups (E26); approvals (E23) are its immutable steps. */
import {
  choice,
  choices,
  date,
  flag,
  integer,
  items,
  longText,
  money,
  partialDate,
  ref,
  refs,
  text,
  type Item,
} from '../../fields/kinds.ts';
import type { DataOf } from '../../fields/field.ts';
import { files, photos, signature } from '../../fields/file-kinds.ts';
import { notFutureDate } from '../checks.ts';

export const memberFields = {
  name: text({ max: 60, required: true, privacy: 2 }),
  relation: text({ max: 30, required: true }),
  birth: partialDate({ privacy: 2 }),
  employment: text({ max: 60 }),
  incomeKind: choice({ from: 'income_kind' }),
  incomeMonth: money({ privacy: 3 }),
  health: text({ max: 100, privacy: 3 }),
  school: text({ max: 60, privacy: 2 }),
};

export const objectionFields = {
  who: text({ max: 60, privacy: 2 }),
  content: text({ max: 500, required: true, privacy: 2 }),
  on: date({ required: true }),
  result: choice({ from: 'finding' }),
  finding: text({ max: 500, privacy: 2 }),
  handledBy: text({ max: 60 }),
};

export const paymentFields = {
  payee: text({ max: 60, required: true, privacy: 2 }),
  agentRelation: text({ max: 30, privacy: 2 }),
  method: choice({ from: 'pay_method', required: true }),
  account: text({ max: 30, privacy: 3 }),
  accountChecked: flag(),
  amount: money({ required: true }),
  goods: text({ max: 60 }),
  source: choice({ from: 'fund_source', required: true }),
  /** Cash is handed over by two. */
  second: ref({ to: ['user'] }),
  paidOn: date({ check: notFutureDate }),
  voucherNo: text({ max: 40 }),
  receiptNo: text({ max: 40 }),
  state: choice({ from: 'pay_state', required: true }),
  ledger: ref({ to: ['ledger_entry'] }),
};

export const followUpFields = {
  due: date({ required: true }),
  on: date(),
  by: text({ max: 60 }),
  effect: choice({ from: 'aid_effect' }),
  next: text({ max: 200, privacy: 2 }),
};

export const hardshipFields = {
  household: ref({ to: ['household'], required: true, privacy: 2, widget: 'subjectPicker' }),
  applicant: ref({ to: ['person'], required: true, privacy: 2 }),
  agent: text({ max: 60, privacy: 2 }),
  agentRelation: text({ max: 30, privacy: 2 }),
  applyOn: date({ required: true, check: notFutureDate }),
  applyWay: choice({ from: 'apply_way', required: true }),
  qiaoIdentity: choice({ from: 'identity', required: true }),
  lowIncome: choice({ from: 'low_income', required: true }),
  lowIncomeCertNo: text({ max: 40, privacy: 3 }),
  lowIncomeValidTo: date({ privacy: 3 }),
  hardCause: choices({ from: 'hard_cause', required: true }),
  hardGroup: choices({ from: 'hard_group' }),
  aidType: choices({ from: 'aid_type', required: true }),
  requested: money(),
  reason: longText({ max: 1000, privacy: 3 }),
  emergency: flag(),
  relatedToStaff: choice({ from: 'yes_no', required: true }),
  papers: choices({ from: 'hardship_paper' }),
  missingPapers: choices({ from: 'hardship_paper' }),
  consents: choices({ from: 'hardship_consent' }),
  source: ref({ to: ['visit', 'online_request'], widget: 'readonlyRef' }),
  /** What the applicant signed (承诺与授权), on the pad or scanned from the paper. */
  applicantSign: signature(),

  members: items({ of: memberFields, max: 20, privacy: 2 }),
  /** Computed from the members; the sums are no single person's figures. */
  incomeTotal: money({ widget: 'computed' }),
  incomePerHead: money({ widget: 'computed' }),
  rigidMedical: money(),
  rigidEducation: money(),
  rigidCare: money(),
  /** Hundredths of a percent: 8218 = 82.18 %. */
  rigidRatio: integer({ min: 0, max: 100_000_000, widget: 'computed' }),

  investigators: refs({ to: ['user'], max: 5 }),
  /** Said where the applicant is a relative of staff (domain.md §3.2: none of the investigators is). */
  noRelative: flag(),
  assessedOn: date({ check: notFutureDate }),
  homeCondition: longText({ max: 500, privacy: 2 }),
  assetsNote: longText({ max: 300, privacy: 3 }),
  neighbourOpinion: longText({ max: 300, privacy: 2 }),
  civilCheck: choice({ from: 'civil_check' }),
  civilCheckOn: date({ check: notFutureDate }),
  suggestAmount: money(),
  investigatorsSigned: flag(),
  checkSign: signature(),
  checkSignSecond: signature(),

  fundSource: choice({ from: 'fund_source' }),
  fundLevel: choice({ from: 'fund_level' }),
  approvedAmount: money(),
  emergencyAmount: money(),

  publicityPlace: choice({ from: 'publicity_place' }),
  publicityFrom: date(),
  publicityTo: date(),
  publicityText: text({ max: 300 }),
  publicityPhoto: flag(),
  noticePhotos: photos({ max: 4 }),
  /** Asked with the step: who brought the objection, or 匿名. */
  objectionBy: text({ max: 60, privacy: 2 }),
  objections: items({ of: objectionFields, max: 20, privacy: 2 }),

  receipts: files({ max: 6 }),
  payments: items({ of: paymentFields, max: 20, privacy: 2, widget: 'paymentsTable' }),
  /** Said with 发放, for every payment that has no day or voucher of its own. */
  payOn: date({ check: notFutureDate }),
  payVoucher: text({ max: 40 }),
  followUps: items({ of: followUpFields, max: 20 }),
  followUpOn: date({ check: notFutureDate }),
  followUpEffect: choice({ from: 'aid_effect' }),
  followUpNext: text({ max: 200, privacy: 2 }),
  closeResult: choice({ from: 'close_result' }),
  withdrawSigned: flag(),
  recoverAmount: money(),
};

export type HardshipData = DataOf<typeof hardshipFields>;
export type Member = Item<typeof memberFields>;
export type Payment = Item<typeof paymentFields>;
export type FollowUp = Item<typeof followUpFields>;
