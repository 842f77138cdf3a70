import type { VisitData } from './schema.ts';

const officer = { type: 'user', id: 'sample-user-1', label: '励海平' };
const liaison = { type: 'user', id: 'sample-user-2', label: '史红勤' };
const household = { type: 'household', id: 'sample-household-1', label: '虞菊兰户' };

export const visitSamples: readonly VisitData[] = [
  {
    subject: household,
    kind: 'hardship',
    mode: 'home',
    visitAt: '2026-10-20T01:10:00.000Z',
    place: '演示路18弄3号',
    visitors: [officer, liaison],
    recorder: officer,
    outcome: 'met',
    situation: '配偶竺信昌10月出院后在家休养，需人照看。女儿竺红为照护辞去工作。',
    needs: [
      { id: 'n1', text: '药费负担重，望给予救助', category: 'medical', route: 'hardship' },
      { id: 'n2', text: '希望社区多办日间照料', category: 'care', route: 'suggestion' },
    ],
    gifts: [
      {
        id: 'g1',
        kind: 'cash',
        amount: 80_000,
        fundSource: 'gov',
        receiver: '虞菊兰',
        receiptWay: 'self',
      },
    ],
    signWay: 'signature',
    nextOn: '2027-01-18',
  },
  {
    subject: { type: 'enterprise', id: 'sample-enterprise-1', label: '演示禾舟电器有限公司' },
    kind: 'enterprise',
    mode: 'office',
    visitAt: '2026-09-02T06:00:00.000Z',
    place: '镇为侨服务中心',
    visitors: [officer],
    recorder: officer,
    outcome: 'met',
    campaign: '进侨企访侨情知侨心',
    situation: '出口退税办理顺利，缺数控操作工。',
    mood: 5,
  },
  {
    subject: household,
    kind: 'daily',
    mode: 'phone',
    visitAt: '2026-08-22T02:00:00.000Z',
    place: '电话',
    visitors: [liaison],
    recorder: liaison,
    outcome: 'absent',
  },
];
