/** Holiday tables in force: those that the district has sent replace the shipped one of the same year. */
import type { HolidayTable } from './business-day.ts';
import { SHIPPED_HOLIDAY_TABLES } from './holiday-tables.ts';

export interface SentHolidayTable {
  readonly year: number;
  readonly edition: string;
  /** Days separated by white space. */
  readonly off: string;
  readonly work: string;
}

export function holidayTables(sent: readonly SentHolidayTable[]): readonly HolidayTable[] {
  if (sent.length === 0) return SHIPPED_HOLIDAY_TABLES;
  const years = new Set(sent.map((table) => table.year));
  return [
    ...SHIPPED_HOLIDAY_TABLES.filter((table) => !years.has(table.year)),
    ...sent.map((table) => ({
      year: table.year,
      version: table.edition,
      off: daysIn(table.off),
      work: daysIn(table.work),
    })),
  ];
}

function daysIn(text: string): readonly string[] {
  return text.split(/\s+/).filter((day) => day !== '');
}
