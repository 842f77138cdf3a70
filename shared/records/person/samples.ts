import type { PersonData } from './schema.ts';

const liaison = { type: 'user', id: 'sample-user-2', label: '史红勤' };
const household = { type: 'household', id: 'sample-household-1', label: '虞菊兰户' };

export const personSamples: readonly PersonData[] = [
  {
    nameCn: '虞菊兰',
    sex: '2',
    birth: '1952-09-15',
    nationality: 'CHN',
    liveCountry: 'CHN',
    liveState: 'in',
    segment: 'A',
    liaison,
    household,
    householdRole: 'head',
    identities: [
      {
        id: 'i1',
        identity: 'gq',
        country: 'IDN',
        emigrated: '1955',
        returned: '1960-08',
        householdRegisteredOn: '1960',
        verifyLevel: 'street',
        clause: 'gq_hq',
        evidence: ['hukou', 'archive'],
      },
    ],
    documents: [{ id: 'd1', kind: 'id', number: '00000019520915002X' }],
    phone: '10100000001',
    liveAddr: '演示路18弄3号',
    community: '330203103004',
    verifiedOn: '2026-08-22',
    verifyMethod: 'visit',
    source: 'visit',
  },
  {
    nameCn: '竺一辰',
    sex: '1',
    birth: '1975',
    nationality: 'SGP',
    liveCountry: 'SGP',
    liveState: 'abroad',
    segment: 'C',
    liaison,
    identities: [
      { id: 'i1', identity: 'whr', country: 'SGP', emigrated: '1999-09', verifyLevel: 'self' },
    ],
    verifiedOn: '2024-05-02',
    verifyMethod: 'phone',
    source: 'self',
    abroadCity: '新加坡',
    willing: ['talent'],
  },
  {
    nameCn: '虞志远',
    thin: true,
    liveCountry: 'IDN',
    liveState: 'abroad',
    householdRole: 'younger_brother',
  },
];
