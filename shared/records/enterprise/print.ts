import type { PrintSpec } from '../record-type.ts';

export const enterprisePrint: PrintSpec = {
  title: { zh: '侨企登记卡', en: 'Enterprise card' },
  rows: [
    ['name', 'uscc'],
    ['kind', 'industry', 'mainProduct'],
    ['legalRep', 'sharePct', 'country'],
    ['bizAddr', 'community'],
    ['aboveScale', 'employees', 'founded'],
    ['contact', 'contactPhone', 'officer'],
  ],
  signatures: [
    { zh: '企业', en: 'Enterprise' },
    { zh: '服务专员', en: 'Service officer' },
  ],
  isPublic: false,
};
