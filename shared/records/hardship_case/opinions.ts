/** The opinions of a case as they stand stacked on the second page of the approval form (domain.md §6 F3), from the record's own way. */
import type { Bilingual } from '../../texts/bilingual.ts';
import { stepsOf, type FlowStep } from '../../workflow/flow.ts';
import type { PlainData } from '../envelope.ts';

export interface OpinionBlock {
  readonly key: string;
  readonly title: Bilingual;
  readonly steps: readonly FlowStep[];
}

interface Spec {
  readonly key: string;
  readonly title: Bilingual;
  readonly actions: readonly string[];
  /** Shown only where there is something to say. */
  readonly optional?: boolean;
}

export const opinionSpecs: readonly Spec[] = [
  spec('community', '社区意见', 'Community', ['start', 'submit', 'resubmit']),
  spec('intake', '受理意见', 'Acceptance', ['accept', 'supplement', 'refuse']),
  spec('check', '街道核查意见', 'Check', ['start_check', 'submit_check', 'recheck']),
  spec('lead', '街道侨联意见', 'Street federation', ['publish']),
  spec('notice', '公示情况', 'Public notice', ['notice_over', 'object', 'dismiss', 'uphold']),
  spec('street', '街道审批意见', 'Street approval', ['street_approve', 'send_up']),
  {
    ...spec('district', '区侨联意见', 'District federation', [
      'district_review',
      'district_approve',
      'district_return',
      'district_refuse',
    ]),
    optional: true,
  },
  spec('payment', '发放情况', 'Payment', ['make_payment', 'pay', 'bounce', 'follow']),
  spec('follow', '跟踪与结案', 'Follow-up and close', ['follow_up', 'close', 'terminate']),
  {
    ...spec('emergency', '先行救助', 'Emergency aid', ['emergency_propose', 'emergency_approve']),
    optional: true,
  },
  { ...spec('withdrawn', '撤回', 'Withdrawn', ['withdraw']), optional: true },
];

/** Every block in the order of the form; one that was not reached yet has no steps. */
export function opinionsOf(record: { readonly data: PlainData }): readonly OpinionBlock[] {
  const steps = stepsOf(record);
  return opinionSpecs
    .map(({ key, title, actions, optional }) => ({
      key,
      title,
      optional,
      steps: steps.filter(({ action }) => actions.includes(action)),
    }))
    .filter(({ optional, steps: own }) => optional !== true || own.length > 0)
    .map(({ key, title, steps: own }) => ({ key, title, steps: own }));
}

function spec(key: string, zh: string, en: string, actions: readonly string[]): Spec {
  return { key, title: { zh, en }, actions };
}
