import type { TicketData } from './schema.ts';

const enterprise = { type: 'enterprise', id: 'sample-enterprise-1', label: '演示禾舟电器有限公司' };
const handler = { type: 'user', id: 'sample-user-1', label: '励海平' };

export const ticketSamples: readonly TicketData[] = [
  {
    enterprise,
    reporter: '俞伟明',
    phone: '10100000026',
    source: 'visit',
    helpType: 'policy',
    category: 'policy',
    title: '出口退税政策兑现',
    content: '三季度出口退税申报已通过，退税款 38.6 万元未到账，影响备货付款。',
    demand: '核实进度，明确到账时间',
    urgency: 'normal',
    grade: 'B',
    handler,
    acceptedOn: '2026-11-10',
    dueOn: '2026-11-19',
    leadDept: { type: 'department', id: 'dept-330203000-tax', label: '区税务分局' },
    coDepts: [{ type: 'department', id: 'dept-330203103-finance', label: '镇财政所' }],
    assignments: [
      {
        id: 'dept-330203000-tax-0',
        dept: { type: 'department', id: 'dept-330203000-tax', label: '区税务分局' },
        role: 'lead',
        issuedOn: '2026-11-11',
        due: '2026-11-19',
        receivedOn: '2026-11-12',
      },
    ],
  },
  {
    enterprise,
    reporter: '俞伟明',
    phone: '10100000026',
    source: 'phone',
    helpType: 'trouble',
    category: 'labour',
    title: '用工招聘，缺数控操作工 12 人',
    content: '旺季订单增加，招不到数控操作工，已影响交货。',
    demand: '帮助联系职业院校和招聘会',
    urgency: 'urgent',
  },
];
