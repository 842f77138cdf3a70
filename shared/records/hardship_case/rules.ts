/** What must fit together in a hardship case (domain.md §2.3 F). */
import type { Problem } from '../../fields/field.ts';
import type { Rule } from '../record-type.ts';
import type { HardshipData } from './schema.ts';

const agentIsRelated: Rule<HardshipData> = (data) =>
  data.agent !== undefined && data.agentRelation === undefined
    ? [error('agentRelation', 'required')]
    : [];

const certificateIsNamed: Rule<HardshipData> = (data) =>
  ['db', 'tk'].includes(data.lowIncome ?? '') && data.lowIncomeCertNo === undefined
    ? [{ ...error('lowIncomeCertNo', 'hardship.certificate'), severity: 'warning' }]
    : [];

const paymentsAreComplete: Rule<HardshipData> = (data) =>
  (data.payments ?? []).flatMap((payment, index) => {
    const at = (field: string) => `payments.${index}.${field}`;
    const found: Problem[] = [];
    if (payment.amount === 0) found.push(error(at('amount'), 'hardship.payment_zero'));
    if (payment.method === 'goods' && payment.goods === undefined)
      found.push(error(at('goods'), 'required'));
    if (payment.payee !== data.applicant?.label && payment.agentRelation === undefined)
      found.push(error(at('agentRelation'), 'hardship.payee'));
    return found;
  });

const checkIsDated: Rule<HardshipData> = (data) =>
  ['same', 'differs'].includes(data.civilCheck ?? '') && data.civilCheckOn === undefined
    ? [error('civilCheckOn', 'required')]
    : [];

export const hardshipRules: readonly Rule<HardshipData>[] = [
  agentIsRelated,
  certificateIsNamed,
  paymentsAreComplete,
  checkIsDated,
];

function error(field: string, code: string): Problem {
  return { field, code, severity: 'error' };
}
