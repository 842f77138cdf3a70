import type { HouseholdData } from './schema.ts';

export const householdSamples: readonly HouseholdData[] = [
  {
    name: '虞菊兰户',
    head: { type: 'person', id: 'sample-person-1', label: '虞菊兰' },
    kind: 'gq',
    addr: '演示路18弄3号',
    community: '330203103004',
    liaison: { type: 'user', id: 'sample-user-2', label: '史红勤' },
    tags: ['hardship', 'aged'],
    standing: 'active',
    verifiedOn: '2026-08-22',
    verifyMethod: 'visit',
    lastVisitOn: '2026-08-22',
  },
];
