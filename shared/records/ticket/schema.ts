/** E27 侨企难题（三帮工单） with E29 交办 as rows of it (domain.md §2.3 G). Its events are the record's own timeline (E28). */
import {
  choice,
  code,
  date,
  flag,
  integer,
  items,
  longText,
  money,
  ref,
  refs,
  text,
} from '../../fields/kinds.ts';
import type { DataOf } from '../../fields/field.ts';
import { files } from '../../fields/file-kinds.ts';
import { notFutureDate, phone } from '../checks.ts';

/** One department's part. A row of its own, so that two departments' answers written on two machines both survive. */
export const assignmentFields = {
  dept: ref({ to: ['department'], required: true }),
  role: choice({ from: 'dept_role', required: true }),
  issuedOn: date({ required: true }),
  due: date(),
  receivedOn: date(),
  disputeReason: text({ max: 200 }),
  feedback: text({ max: 500 }),
  feedbackOn: date(),
};

export const ticketFields = {
  enterprise: ref({ to: ['enterprise'], required: true, privacy: 2 }),
  /** Missing only in what a visit's need became; the acceptance asks for them. */
  reporter: text({ max: 60, privacy: 2 }),
  phone: code({ max: 30, privacy: 2, check: phone }),
  source: choice({ from: 'ticket_source', required: true }),
  /** The visit, desk contact or online request it came from. */
  origin: ref({ to: ['visit', 'service_contact', 'online_request'], widget: 'readonlyRef' }),
  helpType: choice({ from: 'help_type', required: true }),
  category: choice({ from: 'ticket_cat', required: true }),
  sub: text({ max: 40 }),
  title: text({ max: 60, required: true }),
  content: longText({ max: 2000, required: true }),
  demand: longText({ max: 500, required: true }),
  urgency: choice({ from: 'urgency', required: true }),
  grade: choice({ from: 'ticket_grade' }),
  /** 共性问题: the ticket under which the same problem of several enterprises is gathered. */
  sameProblem: ref({ to: ['ticket'] }),
  districtWanted: flag(),
  ownPower: flag(),
  handler: ref({ to: ['user'] }),
  orderNo: text({ max: 40 }),
  channel: choice({ from: 'assign_channel' }),
  leadDept: ref({ to: ['department'] }),
  coDepts: refs({ to: ['department'], max: 8 }),
  assignments: items({ of: assignmentFields, max: 30 }),
  bounces: integer({ min: 0, max: 9, widget: 'readonly' }),
  acceptedOn: date({ widget: 'readonly' }),
  /** The date by which the result is due: by grade and urgency, later by extension, after a reopening anew. */
  dueOn: date({ widget: 'readonly' }),
  extTo: date(),
  extReason: text({ max: 200 }),
  extensions: integer({ min: 0, max: 9, widget: 'readonly' }),
  result: choice({ from: 'ticket_result' }),
  resultText: longText({ max: 1000 }),
  /** What proves the result: the department's reply, the receipt, pictures (E28, E29). */
  evidence: files({ max: 10 }),
  benefit: money({}),
  jobs: integer({ min: 0, max: 9999, unit: { zh: '人', en: 'people' } }),
  policyName: text({ max: 100 }),
  policyDoc: text({ max: 60 }),
  policyMatchedOn: date({ check: notFutureDate }),
  policyAppliedOn: date({ check: notFutureDate }),
  benefitReceived: money({}),
  voiceTitle: text({ max: 100 }),
  voiceKind: choice({ from: 'voice_kind' }),
  submittedTo: text({ max: 60 }),
  submittedOn: date({ check: notFutureDate }),
  adopted: choice({ from: 'adoption_level' }),
  adoptedOn: date({ check: notFutureDate }),
  feedbackOn: date({ widget: 'readonly' }),
  /** What `dueOn` was when the result came in, and whether it came in time. */
  feedbackDue: date({ widget: 'readonly' }),
  enterpriseConfirmed: flag(),
  satisfaction: integer({ min: 1, max: 5, widget: 'rating' }),
  callbackNote: longText({ max: 300, privacy: 2 }),
  callbackOn: date({ widget: 'readonly' }),
  callbackBy: ref({ to: ['user'], widget: 'readonlyRef' }),
  reopenReason: text({ max: 300 }),
  reopened: integer({ min: 0, max: 9, widget: 'readonly' }),
  parkReason: text({ max: 300 }),
  reviewOn: date(),
  parkedOn: date({ widget: 'readonly' }),
  whereTo: text({ max: 100 }),
  meeting: ref({ to: ['joint_meeting'] }),
  resolution: longText({ max: 500 }),
  resolutionDue: date(),
};

export type TicketData = DataOf<typeof ticketFields>;
export type Assignment = NonNullable<TicketData['assignments']>[number];
