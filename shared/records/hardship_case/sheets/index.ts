import type { Sheet } from '../../../prints/sheet.ts';
import { applicationSheet } from './application.ts';
import { followUpSheet } from './follow-up.ts';
import { homeCheckSheet } from './home-check.ts';
import { acceptanceLetter, refusalLetter, supplementLetter } from './notices.ts';
import { paymentListSheet } from './payment-list.ts';
import { publicitySheet } from './publicity.ts';

export const hardshipSheets: readonly Sheet[] = [
  applicationSheet,
  acceptanceLetter,
  supplementLetter,
  refusalLetter,
  homeCheckSheet,
  publicitySheet,
  paymentListSheet,
  followUpSheet,
];
