// The notices shipped with the app. Later years arrive from the district as master data
// and replace or extend this list; the app then recomputes the deadlines of open items only.

import type { HolidayTable } from './business-day.ts';
import { addDays } from './day.ts';

/** 国务院办公厅关于2025年部分节假日安排的通知. */
export const HOLIDAYS_2025: HolidayTable = {
  year: 2025,
  version: '2025.1',
  off: [
    '2025-01-01', // 元旦
    ...days('2025-01-28', 8), // 春节, to 02-04
    ...days('2025-04-04', 3), // 清明
    ...days('2025-05-01', 5), // 劳动节
    ...days('2025-05-31', 3), // 端午, to 06-02
    ...days('2025-10-01', 8), // 国庆与中秋, to 10-08
  ],
  work: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
};

/** 国务院办公厅关于2026年部分节假日安排的通知, 国办发明电〔2025〕7号. */
export const HOLIDAYS_2026: HolidayTable = {
  year: 2026,
  version: '2026.1',
  off: [
    ...days('2026-01-01', 3), // 元旦
    ...days('2026-02-15', 9), // 春节, to 02-23
    ...days('2026-04-04', 3), // 清明
    ...days('2026-05-01', 5), // 劳动节
    ...days('2026-06-19', 3), // 端午
    ...days('2026-09-25', 3), // 中秋
    ...days('2026-10-01', 7), // 国庆
  ],
  work: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
};

export const SHIPPED_HOLIDAY_TABLES: readonly HolidayTable[] = [HOLIDAYS_2025, HOLIDAYS_2026];

function days(first: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => addDays(first, i));
}
