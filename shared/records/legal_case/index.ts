import { z } from 'zod';
import { optionalShape } from '../../fields/kinds.ts';
import { caseField } from '../../access/case-field.ts';
import { defineRecordType } from '../record-type.ts';
import { legalCaseBeside } from './conflicts.ts';
import { legalCaseForm } from './form.ts';
import { legalCaseList } from './list.ts';
import { legalCasePermissions } from './permissions.ts';
import { legalCaseRules } from './rules.ts';
import { legalCaseFields, type LegalCaseData } from './schema.ts';
import { legalCaseTexts } from './texts.ts';
import { legalCaseWorkflow } from './workflow.ts';

/** 维权与法律诊所. */
export const legalCase = defineRecordType<LegalCaseData>({
  name: 'legal_case',
  collection: 'records',
  version: 1,
  numberPrefix: 'FL',
  icon: 'legal',
  fields: legalCaseFields,
  schema: z.strictObject(optionalShape(legalCaseFields)) as unknown as z.ZodType<LegalCaseData>,
  rules: legalCaseRules,
  workflow: legalCaseWorkflow,
  permissions: legalCasePermissions,
  caseOf: caseField,
  form: legalCaseForm,
  list: legalCaseList,
  /** F7 法律咨询登记表: the client's copy; statistics go without names. */
  print: {
    title: { zh: '法律咨询（诊所）登记表', en: 'Legal clinic: registration' },
    rows: [
      ['client', 'contact', 'phone'],
      ['desk', 'category', 'urgency'],
      ['demand'],
      ['opponent', 'amount', 'limitationOn'],
      ['lawyer', 'opinionOn'],
      ['referral', 'referralTo', 'referralNo'],
      ['result', 'recovered', 'satisfaction'],
    ],
    signatures: [
      { zh: '当事人', en: 'Client' },
      { zh: '接诊人', en: 'Received by' },
      { zh: '律师', en: 'Lawyer' },
    ],
    isPublic: false,
  },
  countedOn: 'since',
  kpis: [
    {
      key: 'limitation_missed',
      name: { zh: '时效逾期未处理', en: 'Limitations missed' },
      unit: 'count',
      numerator: [
        {
          column: 'state',
          op: 'in',
          value: ['booked', 'received', 'triaged', 'consulting', 'opinion'],
        },
        { column: 'limitation_on', op: 'filled' },
        { column: 'limitation_on', op: '<', value: '$today' },
      ],
    },
  ],
  texts: legalCaseTexts,
  label: (data) => `${data.client.label}　${data.demand}`,
  communityFrom: { field: 'client', kind: 'ref' },
  beside: legalCaseBeside,
  migrations: [],
  samples: [
    {
      client: { type: 'enterprise', id: 'sample-enterprise-1', label: '演示禾舟电器有限公司' },
      contact: '俞伟明',
      phone: '10100000026',
      desk: 'clinic',
      category: 'contract',
      demand: '境外客户拖欠货款，想了解如何追讨',
      facts: '2025 年 8 月发货，合同约定 60 天付款，对方以质量为由拒付。',
      amount: 38_600_000,
      urgency: 'normal',
      consent: true,
      noticed: true,
      opponent: '某境外买方',
      limitationOn: '2027-03-01',
      limitationBasis: '合同约定仲裁时效',
      lawyer: { type: 'user', id: 'sample-user-9', label: '毛思宁' },
      opinionKind: 'complex',
      clientAgrees: true,
      referral: 'mediation',
      referralTo: '镇人民调解委员会',
      referralContact: '调解室',
      handover: '已告知材料清单',
      nextCheckOn: '2026-12-10',
      result: 'partial',
      recovered: 10_000_000,
      satisfaction: 5,
    },
  ],
});
