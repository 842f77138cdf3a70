import type { PrintSpec } from '../record-type.ts';

/** F9 侨情登记卡（户）. */
export const householdPrint: PrintSpec = {
  title: { zh: '侨情登记卡（户）', en: 'Household card' },
  rows: [
    ['name', 'kind', 'fileNo'],
    ['head', 'liaison'],
    ['community', 'addr'],
    ['tags', 'verifiedOn'],
  ],
  signatures: [
    { zh: '户主', en: 'Head' },
    { zh: '联络员', en: 'Liaison' },
  ],
  isPublic: false,
};
