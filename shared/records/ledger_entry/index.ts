import { z } from 'zod';
import type { Permissions } from '../../access/can.ts';
import { optionalShape } from '../../fields/kinds.ts';
import { defineRecordType } from '../record-type.ts';
import { ledgerArrival } from './arrival.ts';
import { entryLedger } from './ledger.ts';
import { ledgerList } from './list.ts';
import { ledgerFields, type LedgerData } from './schema.ts';
import { ledgerTexts } from './texts.ts';
import { ledgerWorkflow } from './workflow.ts';

/** Money is the street's and the district's; a community does not see the books. */
const permissions: Permissions = {
  read: { O: 'unit', H: 'unit', D: 'all', B: 'all', X: 'all' },
  create: { O: 'unit', H: 'unit' },
  edit: { O: 'unit', H: 'unit' },
  remove: {},
  unmask: { O: 'unit', H: 'unit' },
  print: { O: 'unit', H: 'unit', D: 'all', X: 'all' },
  export: { O: 'unit', H: 'unit', D: 'all', X: 'all' },
};

/** 台账分录. The books are an aid, not the finance system (D11). */
export const ledgerEntry = defineRecordType<LedgerData>({
  name: 'ledger_entry',
  collection: 'records',
  version: 1,
  numberPrefix: 'TZ',
  icon: 'file',
  fields: ledgerFields,
  schema: z.strictObject(optionalShape(ledgerFields)) as unknown as z.ZodType<LedgerData>,
  rules: [
    (data) =>
      data.amount === 0 ? [{ field: 'amount', code: 'ledger.zero', severity: 'error' }] : [],
  ],
  workflow: ledgerWorkflow,
  permissions,
  form: {
    sections: [
      {
        key: 'entry',
        columns: 3,
        fields: [
          'on',
          'direction',
          'source',
          'amount',
          'purposeKind',
          { field: 'purpose', span: 2 },
          'counterparty',
          'voucherNo',
          'line',
          'handler',
          'donation',
          { field: 'note', span: 3 },
        ],
      },
      {
        key: 'links',
        columns: 3,
        fields: ['business', 'reverseOf', 'reversedBy', 'overrideReason'],
      },
    ],
    visible: {
      business: (data) => data['business'] !== undefined,
      reverseOf: (data) => data['reverseOf'] !== undefined,
      reversedBy: (data) => data['reversedBy'] !== undefined,
      overrideReason: (data) => data['overrideReason'] !== undefined,
    },
  },
  list: ledgerList,
  print: null,
  ledger: entryLedger,
  kpis: [],
  texts: ledgerTexts,
  label: (data) => data.purpose,
  arrival: ledgerArrival,
  migrations: [],
  samples: [
    {
      on: '2026-01-12',
      direction: 'in',
      source: 'gov',
      amount: 8_000_000,
      purposeKind: 'aid',
      purpose: '年度慰问和困难帮扶经费',
      handler: { type: 'user', id: 'sample-user-9', label: '励海平' },
    },
  ],
});
