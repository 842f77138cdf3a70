import type { UserData } from './schema.ts';

export const userSamples: readonly UserData[] = [
  {
    login: 'gulin',
    name: '励海平',
    unitCode: '330203103',
    roles: ['O'],
    phone: '10100000002',
    orgPost: '干事',
    standing: 'active',
  },
  {
    login: 'gulin-l4',
    name: '史红勤',
    unitCode: '330203103',
    community: '330203103004',
    roles: ['L'],
    standing: 'active',
  },
];
