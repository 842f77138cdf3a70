import type { PrintSpec } from '../record-type.ts';

/** F9 侨情登记卡（人）; documents and health are left out, they are sensitive. */
export const personPrint: PrintSpec = {
  title: { zh: '侨情登记卡（人）', en: 'Person card' },
  rows: [
    ['nameCn', 'sex', 'birth', 'nationality'],
    ['nameForeign', 'nativePlace', 'education', 'occupation'],
    ['identities'],
    ['phone', 'liveState', 'segment'],
    ['liveAddr', 'community'],
    ['household', 'liaison', 'verifiedOn'],
  ],
  signatures: [
    { zh: '本人', en: 'Person' },
    { zh: '联络员', en: 'Liaison' },
  ],
  isPublic: false,
};
