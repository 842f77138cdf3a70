import type { PlainData } from '../envelope.ts';
import type { FormSpec } from '../record-type.ts';
import { wholeRecordFields } from './schema.ts';

/** Rosters leave much out; what they brought may stay so until somebody has verified it, and counts as a gap of 底子清 until then. */
const isUnverifiedImport = (data: PlainData) =>
  data['source'] === 'import' && data['verifiedOn'] === undefined;
const isWhole = (data: PlainData) => data['thin'] !== true && !isUnverifiedImport(data);
const livesHere = (data: PlainData) =>
  isWhole(data) && data['liveCountry'] === 'CHN' && data['liveState'] === 'in';

/** Drawn for somebody abroad, and wherever something is written there already: coming home loses nothing. */
const abroadFields = [
  'abroadCity',
  'abroadPosts',
  'abroadField',
  'willing',
  'lastContactOn',
  'contactVia',
] as const;
const livesAbroad = (field: string) => (data: PlainData) =>
  isAbroad(data) || data[field] !== undefined;

export const personForm: FormSpec = {
  sections: [
    {
      key: 'basic',
      columns: 4,
      fields: [
        'nameCn',
        'sex',
        'birth',
        'nationality',
        'nameForeign',
        'alias',
        'nativePlace',
        'birthPlace',
        'education',
        'degreeCountry',
        'occupation',
        'segment',
        { field: 'employer', span: 2 },
        { field: 'socialPosts', span: 2 },
      ],
    },
    { key: 'identity', columns: 2, fields: [{ field: 'identities', span: 2 }, 'kinEmigrated'] },
    {
      key: 'contact',
      columns: 3,
      fields: ['phone', 'household', 'householdRole', { field: 'contacts', span: 3 }],
    },
    {
      key: 'address',
      columns: 3,
      fields: [
        'liveCountry',
        'liveState',
        'community',
        { field: 'liveAddr', span: 2 },
        'domicileAddr',
        { field: 'thin', span: 3 },
      ],
    },
    {
      key: 'abroad',
      columns: 3,
      fields: [
        'abroadCity',
        'abroadField',
        'lastContactOn',
        { field: 'abroadPosts', span: 2 },
        'contactVia',
        { field: 'willing', span: 3 },
      ],
    },
    { key: 'documents', columns: 2, fields: [{ field: 'documents', span: 2 }] },
    {
      key: 'photo',
      columns: 2,
      fields: [
        { field: 'photoConsent', span: 2 },
        { field: 'photo', span: 2 },
      ],
    },
    {
      key: 'privacy',
      columns: 4,
      fields: [
        'noticeVersion',
        'noticeOn',
        'lawfulBasis',
        'stopped',
        { field: 'consents', span: 4 },
      ],
    },
    {
      key: 'care',
      columns: 3,
      fields: [
        'liaison',
        'verifiedOn',
        'verifyMethod',
        'source',
        'lastVisitOn',
        { field: 'note', span: 3 },
        { field: 'healthNote', span: 3 },
      ],
    },
  ],
  visible: {
    ...Object.fromEntries(abroadFields.map((field) => [field, livesAbroad(field)])),
    thin: (data) => isAbroad(data) || data['thin'] === true,
    stopped: (data) => data['stopped'] !== undefined,
  },
  requiredWhen: {
    ...Object.fromEntries(wholeRecordFields.map((field) => [field, isWhole])),
    household: (data) => livesHere(data) && data['householdRole'] !== undefined,
    community: livesHere,
  },
  starts: { segment: 'C', liveState: 'in', verifyMethod: 'visit', source: 'visit' },
};

function isAbroad(data: PlainData): boolean {
  return data['liveCountry'] !== undefined && data['liveCountry'] !== 'CHN';
}
