import type { UnitData } from './schema.ts';

export const unitSamples: readonly UnitData[] = [
  {
    code: '330203103',
    name: '古林镇',
    nameEn: 'Gulin Town',
    aliases: '古林街道',
    kind: 'town',
    parent: '330203000',
    zone: 'middle',
  },
  { code: '330203103004', name: '演示四社区', kind: 'community', parent: '330203103' },
];
