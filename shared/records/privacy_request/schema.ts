/** E76 个人信息请求: copy, correct, delete and the other rights of PIPL arts. 44–50, with a clock of its own (domain.md §2.3 N, §2.6). */
import { choice, date, flag, longText, ref, text } from '../../fields/kinds.ts';
import type { DataOf } from '../../fields/field.ts';
import { notFutureDate } from '../checks.ts';

export const privacyRequestFields = {
  person: ref({ to: ['person'], required: true, privacy: 2 }),
  kind: choice({ from: 'privacy_kind', required: true }),
  asker: choice({ from: 'privacy_asker', required: true }),
  askerName: text({ max: 60, privacy: 2 }),
  receivedOn: date({ required: true, check: notFutureDate }),
  content: longText({ max: 500, required: true, privacy: 2 }),
  /** Who asks was made sure of before anything is handed out. */
  identityChecked: flag(),
  outcome: choice({ from: 'privacy_outcome' }),
  answer: longText({ max: 500, privacy: 2 }),
  doneOn: date({ check: notFutureDate }),
};

export type PrivacyRequestData = DataOf<typeof privacyRequestFields>;
