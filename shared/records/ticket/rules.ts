import type { Problem } from '../../fields/field.ts';
import type { Rule } from '../record-type.ts';
import type { TicketData } from './schema.ts';

/** One department leads; it cannot support itself. */
const leadIsNotCo: Rule<TicketData> = (ticket) =>
  (ticket.coDepts ?? []).some((dept) => dept.id === ticket.leadDept?.id)
    ? [error('coDepts', 'ticket.lead_is_co')]
    : [];

const datesFollow: Rule<TicketData> = (ticket) =>
  ticket.policyMatchedOn !== undefined &&
  ticket.policyAppliedOn !== undefined &&
  ticket.policyAppliedOn < ticket.policyMatchedOn
    ? [error('policyAppliedOn', 'ticket.applied_before_matched')]
    : [];

/** 特急 stands for stopped production, safety, or key staff leaving the country (domain.md §3.3): it is said, not only ticked. */
const topIsExplained: Rule<TicketData> = (ticket) =>
  ticket.urgency === 'top' && ticket.content !== undefined && ticket.content.length < 10
    ? [{ field: 'content', code: 'ticket.top_explained', severity: 'warning' }]
    : [];

export const ticketRules: readonly Rule<TicketData>[] = [leadIsNotCo, datesFollow, topIsExplained];

function error(field: string, code: string): Problem {
  return { field, code, severity: 'error' };
}
