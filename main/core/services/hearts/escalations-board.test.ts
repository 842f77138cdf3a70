import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordType } from '../../../../shared/records/registry.ts';
import { flowOf } from '../../../../shared/workflow/flow.ts';
import { value } from '../testing/open-office.ts';
import { openStreet, type StreetOffice } from '../testing/street-office.ts';
import { escalationsBoard } from './escalations-board.ts';

let street: StreetOffice;
beforeAll(async () => {
  street = await openStreet(20261128);
}, 60_000);
afterAll(() => street.office.close());

/** Monday to Friday without Mid-Autumn, the National Day week and its two working days: counted apart from the calendar under test. */
function workingDays(from: string, to: string): number {
  const days = ['09-25', '10-01', '10-02', '10-03', '10-04', '10-05', '10-06', '10-07'];
  const offs = new Set(days.map((day) => `2026-${day}`));
  const works = new Set(['2026-09-20', '2026-10-10']);
  let count = 0;
  for (
    let at = Date.parse(`${from}T00:00:00Z`) + 86_400_000;
    at <= Date.parse(`${to}T00:00:00Z`);
    at += 86_400_000
  ) {
    const day = new Date(at).toISOString().slice(0, 10);
    const isWeekday = ![0, 6].includes(new Date(at).getUTCDay());
    if (works.has(day) || (isWeekday && !offs.has(day))) count += 1;
  }
  return count;
}

describe('what has risen', () => {
  it('is every overdue matter with a running clock, at the level of its working days', async () => {
    const { rows, after } = value(await escalationsBoard(street.office.context));
    expect(after).toEqual({ H: 2, D: 5, B: 10 });
    const overdue = street.records.filter((record) => {
      const flow = flowOf(record);
      const open = recordType(record.type)?.workflow?.states[record.state]?.open === true;
      const isLate = flow?.due !== undefined && flow.due < '2026-11-23';
      return open && ((isLate && flow?.stopped === undefined) || record.state === 'escalated');
    });
    expect(rows.map(({ id }) => id).toSorted()).toEqual(overdue.map(({ id }) => id).toSorted());
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows.filter(({ due }) => due !== null && due >= '2026-08-01')) {
      const late = Math.max(0, workingDays(row.due ?? '', '2026-11-23'));
      const level = late >= 10 ? 'B' : late >= 5 ? 'D' : late >= 2 ? 'H' : 'none';
      expect([row.id, row.late, row.level]).toEqual([row.id, late, level]);
    }
    const order = rows.map(({ level }) => ['B', 'D', 'H', 'none'].indexOf(level));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });

  it('asks the joint meeting to hear what is at the top, and what is being coordinated', async () => {
    const { rows } = value(await escalationsBoard(street.office.context));
    for (const row of rows)
      expect(row.forMeeting).toBe(row.level === 'B' || row.state === 'escalated');
  });

  it('shows nobody another unit’s matters', async () => {
    const stranger = { ...street.someone('stranger', ['O', 'H']), unit: '330203099' };
    expect(value(await escalationsBoard(street.office.as(stranger))).rows).toEqual([]);
  });
});
