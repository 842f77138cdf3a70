/** The way of a case as people speak of it, for the line of steps on its page (domain.md §3.2). */
import type { ChainLink } from '../../workflow/workflow.ts';

export const hardshipChain: readonly ChainLink[] = [
  link('社区上报', 'Reported', ['draft', 'to_supplement'], ['submit', 'resubmit']),
  link('受理', 'Accepted', ['community_submitted'], ['accept']),
  link('核查', 'Checked', ['accepted', 'checking'], ['submit_check']),
  link('街道初审', 'Reviewed', ['street_reviewed'], ['publish']),
  link('公示', 'Notice', ['publicity', 'objection'], ['notice_over']),
  link('街道审批', 'Street', ['street_approved'], ['street_approve', 'send_up']),
  {
    ...link('区级复核', 'District', ['district_review'], ['district_approve']),
    optional: true,
  },
  link('发放', 'Paid', ['approved', 'paying', 'paid'], ['pay']),
  link('跟踪', 'Followed', ['following'], ['follow_up']),
  link('结案', 'Closed', [], ['close']),
];

function link(
  zh: string,
  en: string,
  states: readonly string[],
  actions: readonly string[],
): ChainLink {
  return { words: { zh, en }, states, actions };
}
