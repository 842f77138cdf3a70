/** E81 网上诉求 (domain.md). What the sender wrote is read-only: only the server creates it, and no step asks for those fields. */
import {
  choice,
  code,
  date,
  flag,
  instant,
  integer,
  longText,
  ref,
  text,
} from '../../fields/kinds.ts';
import type { DataOf } from '../../fields/field.ts';
import { phone } from '../checks.ts';

export const onlineRequestFields = {
  channel: choice({ from: 'online_channel', required: true, widget: 'readonly' }),
  serverNo: text({ max: 40, required: true, widget: 'readonly' }),
  /** The server's receipt starts the clock, never the device's. */
  receivedAt: instant({ required: true, widget: 'readonly' }),
  kind: choice({ from: 'online_kind', required: true, widget: 'readonly' }),
  senderName: text({ max: 60, required: true, privacy: 2, widget: 'readonly' }),
  senderContact: code({ max: 30, required: true, privacy: 2, widget: 'readonly', check: phone }),
  senderCountry: choice({ from: 'country', widget: 'readonly' }),
  identityClaimed: choice({ from: 'identity', widget: 'readonly' }),
  title: text({ max: 60, required: true, privacy: 2, widget: 'readonly' }),
  content: longText({ max: 2000, required: true, privacy: 2, widget: 'readonly' }),
  /** How the unit was found: by the sender's choice, or not at all (then the district routes it). */
  matched: flag({ widget: 'readonly' }),
  signedOn: date({ widget: 'readonly' }),
  syncedAt: instant({ widget: 'readonly' }),
  owner: ref({ to: ['user'] }),
  target: choice({ from: 'online_target' }),
  linkedCase: ref({
    to: ['ticket', 'legal_case', 'suggestion', 'hardship_case'],
    widget: 'readonlyRef',
  }),
  /** For a case that needs it: enterprise, person or household of our register. */
  subject: ref({ to: ['enterprise', 'person', 'household'], privacy: 2 }),
  answer: longText({ max: 2000 }),
  isPolicy: flag(),
  answerDocRef: text({ max: 100 }),
  answeredOn: date({ widget: 'readonly' }),
  answerDue: date({ widget: 'readonly' }),
  answers: integer({ min: 0, max: 9, widget: 'readonly' }),
  rating: integer({ min: 1, max: 5, widget: 'readonly' }),
  ratingNote: text({ max: 200, privacy: 2, widget: 'readonly' }),
  ratedAt: instant({ widget: 'readonly' }),
  otherNo: text({ max: 40 }),
  /** 退回区: the district passes it on to another unit, where it goes on with its own receipt and clock. */
  toUnit: ref({ to: ['unit'] }),
  forwardedTo: text({ max: 64, widget: 'readonly' }),
  forwardedFrom: text({ max: 64, widget: 'readonly' }),
  purgeOn: date({ required: true, widget: 'readonly' }),
};

export type OnlineRequestData = DataOf<typeof onlineRequestFields>;
