import { z } from 'zod';
import type { Permissions } from '../../access/can.ts';
import { choice, date, flag, money, optionalShape, ref, text } from '../../fields/kinds.ts';
import type { DataOf } from '../../fields/field.ts';
import type { Workflow } from '../../workflow/workflow.ts';
import { notFutureDate } from '../checks.ts';
import {
  asText,
  bizNoColumn,
  choiceColumn,
  clockColumns,
  dateColumn,
  flagColumn,
  moneyColumn,
  stateColumn,
  textColumn,
} from '../columns.ts';
import { defineRecordType, type Rule } from '../record-type.ts';
import { donationTexts } from './texts.ts';

const fields = {
  donorKind: choice({ from: 'donor_kind', required: true }),
  donor: text({ max: 60, privacy: 2 }),
  donorRef: ref({ to: ['person', 'enterprise'], privacy: 2 }),
  cash: money(),
  goodsValue: money(),
  goods: text({ max: 100 }),
  doneeOrg: text({ max: 100, required: true }),
  doneeType: choice({ from: 'donee_type', required: true }),
  /** The local rule that lets such a donee receive (D12). */
  localRule: text({ max: 200 }),
  purposeKind: choice({ from: 'fund_purpose', required: true }),
  purpose: text({ max: 200, required: true }),
  restricted: flag(),
  receivedOn: date({ required: true, check: notFutureDate }),
  receiptNo: text({ max: 40 }),
  feedbackDue: date(),
  feedbackOn: date({ check: notFutureDate }),
  confidential: flag(),
  purposeChangeConsent: flag(),
  handler: ref({ to: ['user'], required: true }),
};
type DonationData = DataOf<typeof fields>;

const doneeIsLawful: Rule<DonationData> = (data) => {
  if (data.doneeType === 'other')
    return [{ field: 'doneeType', code: 'donation.donee', severity: 'error' }];
  const needsRule = data.doneeType === 'people_org' || data.doneeType === 'government';
  return needsRule && data.localRule === undefined
    ? [{ field: 'localRule', code: 'donation.local_rule', severity: 'error' }]
    : [];
};
const somethingIsGiven: Rule<DonationData> = (data) =>
  (data.cash ?? 0) + (data.goodsValue ?? 0) === 0
    ? [{ field: 'cash', code: 'donation.nothing', severity: 'error' }]
    : [];
const donorIsNamed: Rule<DonationData> = (data) =>
  data.donorKind !== undefined && data.donorKind !== 'anonymous' && data.donor === undefined
    ? [{ field: 'donor', code: 'required', severity: 'error' }]
    : [];

const workflow: Workflow<DonationData> = {
  tracked: true,
  states: {
    registered: { editable: true, open: true },
    received: { editable: false, open: true },
    reported: { editable: false, open: false },
    cancelled: { editable: false, open: false },
  },
  transitions: [
    { action: 'register', from: [null], to: 'registered', who: ['O', 'H'], nextWithin: 5 },
    {
      action: 'receive',
      from: ['registered'],
      to: 'received',
      who: ['H', 'O'],
      notAmong: ['handler'],
      asks: ['receiptNo'],
      guard: (record) =>
        record.data.receiptNo === undefined
          ? [{ field: 'receiptNo', code: 'required', severity: 'error' }]
          : [],
      term: (record) =>
        record.data.feedbackDue === undefined ? { cd: 180 } : { on: record.data.feedbackDue },
      effects: (record) =>
        record.data.cash === undefined || record.data.cash === 0
          ? []
          : [
              {
                kind: 'create',
                type: 'ledger_entry',
                id: `${record.id.slice(0, 60)}-in`,
                action: 'post_linked',
                data: {
                  on: record.data.receivedOn,
                  direction: 'in',
                  source: 'donation',
                  amount: record.data.cash,
                  purposeKind: record.data.purposeKind,
                  purpose: Array.from(record.data.purpose).slice(0, 100).join(''),
                  ...(record.data.donor === undefined || record.data.confidential === true
                    ? {}
                    : { counterparty: record.data.donor }),
                  business: { type: 'donation', id: record.id, label: '捐赠' },
                  donation: { type: 'donation', id: record.id, label: '捐赠' },
                  handler: record.data.handler,
                },
              },
            ],
    },
    {
      action: 'report',
      from: ['received'],
      to: 'reported',
      who: ['O', 'H'],
      asks: ['feedbackOn'],
      guard: (record) =>
        record.data.feedbackOn === undefined
          ? [{ field: 'feedbackOn', code: 'required', severity: 'error' }]
          : [],
    },
    {
      action: 'cancel',
      from: ['registered'],
      to: 'cancelled',
      who: ['O', 'H'],
      needsOpinion: true,
      tone: 'danger',
      aside: true,
    },
  ],
};

const permissions: Permissions = {
  read: { O: 'unit', H: 'unit', D: 'all', B: 'all', X: 'all' },
  create: { O: 'unit', H: 'unit' },
  edit: { O: 'unit', H: 'unit' },
  remove: { H: 'unit' },
  unmask: {},
  print: { O: 'unit', H: 'unit', D: 'all' },
  export: { O: 'unit', H: 'unit', D: 'all' },
};

/** E57 捐赠: what was given, to a lawful donee, for a stated purpose, with the duty to report back (D12). */
export const donation = defineRecordType<DonationData>({
  name: 'donation',
  collection: 'records',
  version: 1,
  numberPrefix: 'JZ',
  icon: 'file',
  fields,
  schema: z.strictObject(optionalShape(fields)) as unknown as z.ZodType<DonationData>,
  rules: [doneeIsLawful, somethingIsGiven, donorIsNamed],
  workflow,
  permissions,
  form: {
    sections: [
      {
        key: 'donor',
        columns: 3,
        fields: ['donorKind', 'donor', 'donorRef', 'cash', 'goodsValue', 'goods', 'confidential'],
      },
      {
        key: 'donee',
        columns: 3,
        fields: [
          'doneeOrg',
          'doneeType',
          'localRule',
          'purposeKind',
          { field: 'purpose', span: 2 },
          'restricted',
        ],
      },
      {
        key: 'duty',
        columns: 3,
        fields: [
          'receivedOn',
          'receiptNo',
          'feedbackDue',
          'feedbackOn',
          'purposeChangeConsent',
          'handler',
        ],
      },
    ],
  },
  list: {
    columns: [
      { ...dateColumn('received_on', 110), value: (record) => asText(record.data['receivedOn']) },
      textColumn('donor', 140),
      moneyColumn('cash_fen', 120, (data) => Number(data['cash'] ?? 0)),
      {
        ...choiceColumn('purpose_kind', 'fund_purpose', 110),
        value: (record) => asText(record.data['purposeKind']),
      },
      textColumn('purpose', 220),
      flagColumn('restricted', 90),
      stateColumn,
      ...clockColumns,
      bizNoColumn,
    ],
    facets: ['purpose_kind', 'state_label'],
    sort: [{ column: 'received_on', dir: 'desc' }],
    views: [
      { key: 'all', where: [] },
      { key: 'to_report', where: [{ column: 'state', op: '=', value: 'received' }] },
    ],
    indexes: [['received_on']],
    search: null,
  },
  print: null,
  kpis: [],
  texts: donationTexts,
  label: (data) => data.purpose,
  migrations: [],
  samples: [
    {
      donorKind: 'enterprise',
      donor: '演示禾舟电器有限公司',
      cash: 2_000_000,
      doneeOrg: '海曙区慈善总会',
      doneeType: 'charity',
      purposeKind: 'edu',
      purpose: '资助困难侨眷子女就学',
      restricted: true,
      receivedOn: '2026-08-20',
      handler: { type: 'user', id: 'sample-user-9', label: '励海平' },
    },
  ],
});
