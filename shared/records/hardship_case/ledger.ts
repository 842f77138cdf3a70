import type { LedgerSpec } from '../../ledgers/ledger.ts';
import { asList } from '../columns.ts';

/** 困难帮扶台账 (domain.md §6). */
export const hardshipLedger: LedgerSpec = {
  title: { zh: '困难帮扶台账', en: 'Ledger of hardship support' },
  aboutPeople: true,
  columns: [
    'applyOn',
    'household',
    'applicant',
    'qiaoIdentity',
    'lowIncome',
    'lowIncomeCertNo',
    'hardCause',
    'hardGroup',
    'aidType',
    'requested',
    'reason',
    'applyWay',
    'agent',
    'agentRelation',
    'relatedToStaff',
    'emergency',
    'papers',
    'consents',
    'investigators',
    'suggestAmount',
    'approvedAmount',
    'fundSource',
    'publicityFrom',
    'publicityTo',
    {
      key: 'paid_fen',
      title: { zh: '已发放（元）', en: 'Paid (CNY)' },
      kind: 'money',
      value: ({ data }) =>
        asList(data['payments'])
          .filter((payment) => payment['state'] === 'paid' || payment['state'] === 'again')
          .reduce((sum, payment) => sum + Number(payment['amount'] ?? 0), 0) || null,
    },
    'closeResult',
  ],
  naturalKey: ['applicant', 'applyOn'],
  starts: { applyWay: 'self', relatedToStaff: 'no' },
  action: 'start',
  notes: ['导入的新申请为草稿，材料和同意书收齐后再上报。'],
};
