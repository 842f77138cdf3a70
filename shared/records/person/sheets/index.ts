import type { Sheet } from '../../../prints/sheet.ts';
import { privacyNoticeSheet } from './privacy-notice.ts';

export const personSheets: readonly Sheet[] = [privacyNoticeSheet];
