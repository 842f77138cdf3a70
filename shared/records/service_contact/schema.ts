/** 服务接触 at a desk: who came with what, and where it went (domain.md §2.3 M, S55, S77). */
import { choice, code, instant, longText, ref, text } from '../../fields/kinds.ts';
import type { DataOf } from '../../fields/field.ts';
import { notFuture, phone } from '../checks.ts';

export const serviceContactFields = {
  desk: ref({ to: ['service_point'], required: true }),
  at: instant({ required: true, check: notFuture }),
  by: ref({ to: ['user'], required: true }),
  mode: choice({ from: 'visit_mode', required: true }),
  subject: ref({ to: ['enterprise', 'person'], required: true, privacy: 2 }),
  caller: text({ max: 60, required: true, privacy: 2 }),
  phone: code({ max: 30, required: true, privacy: 2, check: phone }),
  topic: text({ max: 60, required: true }),
  content: longText({ max: 1000, required: true, privacy: 2 }),
  route: choice({ from: 'contact_route', required: true }),
  answer: longText({ max: 500 }),
  target: ref({ to: ['ticket', 'legal_case', 'suggestion'], widget: 'readonlyRef' }),
};

export type ServiceContactData = DataOf<typeof serviceContactFields>;
