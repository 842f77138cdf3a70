import type { EnterpriseData } from './schema.ts';

export const enterpriseSamples: readonly EnterpriseData[] = [
  {
    name: '演示禾舟电器有限公司',
    uscc: '91000000DM0000013W',
    kind: ['kin'],
    sharePct: 60,
    country: 'SGP',
    legalRep: '竺红',
    people: [{ type: 'person', id: 'sample-person-1', label: '虞菊兰' }],
    bizAddr: '演示路88号',
    community: '330203103004',
    industry: 'C',
    mainProduct: '小家电',
    aboveScale: true,
    aboveScaleYear: 2025,
    foreignTrade: true,
    employees: 'l',
    contact: '竺红',
    contactPhone: '10100000026',
    standing: 'active',
    verifiedOn: '2026-09-02',
    verifyMethod: 'visit',
  },
];
