import type { PlainData } from '../envelope.ts';
import type { FormSpec } from '../record-type.ts';

const is = (help: string) => (data: PlainData) => data['helpType'] === help;

export const ticketForm: FormSpec = {
  sections: [
    {
      key: 'enterprise',
      columns: 3,
      fields: ['enterprise', 'reporter', 'phone', 'source', 'origin'],
    },
    {
      key: 'problem',
      columns: 3,
      fields: [
        'helpType',
        'category',
        'sub',
        { field: 'title', span: 2 },
        'urgency',
        { field: 'content', span: 3 },
        { field: 'demand', span: 3 },
      ],
    },
    {
      key: 'grading',
      columns: 3,
      fields: [
        'grade',
        'acceptedOn',
        'dueOn',
        { field: 'sameProblem', span: 2 },
        'handler',
        'districtWanted',
        'ownPower',
        'whereTo',
      ],
    },
    {
      key: 'assigning',
      columns: 3,
      fields: [
        'leadDept',
        { field: 'coDepts', span: 2 },
        'orderNo',
        'channel',
        'bounces',
        { field: 'assignments', span: 3 },
      ],
    },
    {
      key: 'extension',
      columns: 3,
      fields: ['extTo', 'extensions', { field: 'extReason', span: 3 }],
    },
    {
      key: 'result',
      columns: 3,
      fields: [
        'result',
        'feedbackOn',
        'feedbackDue',
        { field: 'resultText', span: 3 },
        { field: 'evidence', span: 3 },
        'benefit',
        'jobs',
      ],
    },
    {
      key: 'policy',
      columns: 3,
      fields: [
        { field: 'policyName', span: 2 },
        'policyDoc',
        'policyMatchedOn',
        'policyAppliedOn',
        'benefitReceived',
      ],
    },
    {
      key: 'voice',
      columns: 3,
      fields: [
        { field: 'voiceTitle', span: 2 },
        'voiceKind',
        'submittedTo',
        'submittedOn',
        'adopted',
        'adoptedOn',
      ],
    },
    {
      key: 'callback',
      columns: 3,
      fields: [
        'satisfaction',
        'callbackOn',
        'callbackBy',
        'enterpriseConfirmed',
        { field: 'callbackNote', span: 3 },
        'reopened',
        { field: 'reopenReason', span: 2 },
      ],
    },
    {
      key: 'coordination',
      columns: 3,
      fields: [
        'reviewOn',
        'parkedOn',
        'meeting',
        { field: 'parkReason', span: 3 },
        { field: 'resolution', span: 2 },
        'resolutionDue',
      ],
    },
  ],
  starts: { source: 'phone', helpType: 'trouble', urgency: 'normal' },
  context: 'enterprise',
  visible: {
    policyName: is('policy'),
    policyDoc: is('policy'),
    policyMatchedOn: is('policy'),
    policyAppliedOn: is('policy'),
    benefitReceived: is('policy'),
    voiceTitle: is('voice'),
    voiceKind: is('voice'),
    submittedTo: is('voice'),
    submittedOn: is('voice'),
    adopted: is('voice'),
    adoptedOn: is('voice'),
  },
};
