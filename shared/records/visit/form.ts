import type { PlainData } from '../envelope.ts';
import type { FormSpec } from '../record-type.ts';
import { hasCash, hasGifts } from './rules.ts';

function typeOf(subject: unknown): unknown {
  return typeof subject === 'object' && subject !== null ? Reflect.get(subject, 'type') : undefined;
}

/** What changes at home is asked of people and enterprises; what is already written stays in sight. */
function askedOfPeople(field: string) {
  return (data: PlainData): boolean =>
    data[field] !== undefined || typeOf(data['subject']) !== 'org';
}

export const visitForm: FormSpec = {
  sections: [
    {
      key: 'subject',
      columns: 3,
      fields: [
        'subject',
        'kind',
        'mode',
        'visitAt',
        'visitors',
        'outcome',
        'place',
        'campaignRef',
        'metMembers',
        'recorder',
        'plan',
        'campaign',
      ],
    },
    { key: 'situation', columns: 2, fields: [{ field: 'situation', span: 2 }] },
    { key: 'changes', columns: 3, fields: ['healthChange', 'familyChange', 'overseasChange'] },
    {
      key: 'consent',
      columns: 2,
      fields: [{ field: 'healthConsent', span: 2 }],
      widget: 'consentGate',
    },
    { key: 'needs', columns: 2, fields: [{ field: 'needs', span: 2 }], widget: 'needsTable' },
    {
      key: 'gifts',
      columns: 3,
      fields: [{ field: 'gifts', span: 3 }, 'signWay', { field: 'sign', span: 2 }],
      widget: 'giftsTable',
    },
    {
      key: 'photos',
      columns: 2,
      fields: [
        { field: 'photoConsent', span: 2 },
        { field: 'photos', span: 2 },
      ],
    },
    { key: 'next', columns: 3, fields: ['mood', 'nextOn'] },
  ],
  context: 'subject',
  visible: {
    metMembers: (data) => data['outcome'] === 'met' && typeOf(data['subject']) === 'household',
    healthChange: askedOfPeople('healthChange'),
    familyChange: askedOfPeople('familyChange'),
    overseasChange: askedOfPeople('overseasChange'),
    healthConsent: askedOfPeople('healthConsent'),
    plan: (data) => data['plan'] !== undefined,
    campaign: (data) => data['campaign'] !== undefined,
    signWay: (data) => hasCash(data),
    // A signature that is there stays in sight, whatever becomes of the gifts.
    sign: (data) => hasGifts(data) || data['sign'] !== undefined,
  },
  requiredWhen: {
    situation: (data) => data['outcome'] === 'met',
    signWay: (data) => hasCash(data),
  },
};
