import type { FormSpec } from '../record-type.ts';

/** Filled in by steps and computed: never on the application form. */
const later = (key: string) => (data: Record<string, unknown>) => data[key] !== undefined;
const duringAssessment = [
  'rigidMedical',
  'rigidEducation',
  'rigidCare',
  'investigators',
  'assessedOn',
  'homeCondition',
  'assetsNote',
  'neighbourOpinion',
  'civilCheck',
  'civilCheckOn',
  'suggestAmount',
  'investigatorsSigned',
  'fundSource',
  'fundLevel',
];
const bySteps = [
  'source',
  'missingPapers',
  'incomeTotal',
  'incomePerHead',
  'rigidRatio',
  'approvedAmount',
  'emergencyAmount',
  'publicityPlace',
  'publicityFrom',
  'publicityTo',
  'publicityText',
  'publicityPhoto',
  'objections',
  'followUps',
  'followUpOn',
  'followUpEffect',
  'followUpNext',
  'closeResult',
  'withdrawSigned',
  'recoverAmount',
] as const;

export const hardshipForm: FormSpec = {
  sections: [
    {
      key: 'applicant',
      columns: 3,
      fields: [
        'household',
        'applicant',
        'qiaoIdentity',
        'applyOn',
        'applyWay',
        'relatedToStaff',
        'agent',
        'agentRelation',
        'source',
      ],
    },
    {
      key: 'hardship',
      columns: 3,
      fields: [
        'lowIncome',
        'lowIncomeCertNo',
        'lowIncomeValidTo',
        { field: 'hardCause', span: 3 },
        { field: 'hardGroup', span: 3 },
        { field: 'aidType', span: 3 },
        'requested',
        'emergency',
        { field: 'reason', span: 3 },
      ],
    },
    { key: 'members', columns: 2, fields: [{ field: 'members', span: 2 }] },
    {
      key: 'papers',
      columns: 2,
      fields: [
        { field: 'papers', span: 2 },
        { field: 'missingPapers', span: 2 },
        { field: 'consents', span: 2 },
      ],
    },
    {
      key: 'expenses',
      columns: 4,
      fields: [
        'rigidMedical',
        'rigidEducation',
        'rigidCare',
        'rigidRatio',
        'incomeTotal',
        'incomePerHead',
      ],
    },
    {
      key: 'assessment',
      columns: 3,
      fields: [
        { field: 'investigators', span: 2 },
        'assessedOn',
        'civilCheck',
        'civilCheckOn',
        'investigatorsSigned',
        { field: 'homeCondition', span: 3 },
        { field: 'assetsNote', span: 3 },
        { field: 'neighbourOpinion', span: 3 },
        'suggestAmount',
        'fundSource',
        'fundLevel',
      ],
    },
    {
      key: 'decision',
      columns: 3,
      fields: ['approvedAmount', 'emergencyAmount', 'recoverAmount'],
    },
    {
      key: 'publicity',
      columns: 3,
      fields: [
        'publicityPlace',
        'publicityFrom',
        'publicityTo',
        { field: 'publicityText', span: 2 },
        'publicityPhoto',
        { field: 'objections', span: 3 },
      ],
    },
    { key: 'payments', columns: 2, fields: [{ field: 'payments', span: 2 }] },
    {
      key: 'following',
      columns: 3,
      fields: [
        { field: 'followUps', span: 3 },
        'followUpOn',
        'followUpEffect',
        'followUpNext',
        'closeResult',
        'withdrawSigned',
      ],
    },
  ],
  starts: { applyWay: 'self', relatedToStaff: 'no' },
  context: 'household',
  visible: {
    agentRelation: (data) => data['agent'] !== undefined && data['agent'] !== '',
    lowIncomeCertNo: (data) => ['db', 'tk', 'dby', 'gx'].includes(String(data['lowIncome'])),
    lowIncomeValidTo: (data) => ['db', 'tk', 'dby', 'gx'].includes(String(data['lowIncome'])),
    ...Object.fromEntries(bySteps.map((key) => [key, later(key)])),
    // Asked for once there is a team.
    ...Object.fromEntries(
      duringAssessment
        .filter((key) => key !== 'investigators')
        .map((key) => [key, later('investigators')]),
    ),
    investigators: later('investigators'),
    payments: (data) => data['approvedAmount'] !== undefined || data['payments'] !== undefined,
  },
};
