import type { Sheet } from '../../../prints/sheet.ts';
import { orderSheet } from './order.ts';
import { registerSheet } from './register.ts';
import { callbackSheet, closingSheet, extensionSheet, feedbackSheet } from './replies.ts';

export const ticketSheets: readonly Sheet[] = [
  orderSheet,
  feedbackSheet,
  extensionSheet,
  callbackSheet,
  closingSheet,
  registerSheet,
];
