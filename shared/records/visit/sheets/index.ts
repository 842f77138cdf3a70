import type { Sheet } from '../../../prints/sheet.ts';
import { giftReceiptsSheet } from './gift-receipts.ts';
import { visitRecordSheet } from './record.ts';
import { visitRosterSheet } from './roster.ts';

export const visitSheets: readonly Sheet[] = [
  visitRecordSheet,
  visitRosterSheet,
  giftReceiptsSheet,
];
