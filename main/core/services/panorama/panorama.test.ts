import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tally } from '../../../../shared/bridge/panorama.ts';
import type { Envelope } from '../../../../shared/records/envelope.ts';
import type { ProfileContext } from '../profile/context.ts';
import { desksBoard } from '../hearts/desks-board.ts';
import { listRecords } from '../lists/list-records.ts';
import { value } from '../testing/open-office.ts';
import { openStreet, type StreetOffice } from '../testing/street-office.ts';
import { enterprisePanorama } from './enterprise-panorama.ts';

let street: StreetOffice;
let busiest: string;

const refId = (record: Envelope, field: string) =>
  (record.data[field] as { id?: string } | undefined)?.id ?? '';

beforeAll(async () => {
  street = await openStreet(20261126);
  const counts = new Map<string, number>();
  for (const record of street.records)
    if (record.type === 'ticket') {
      const id = refId(record, 'enterprise');
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  busiest = [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}, 60_000);
afterAll(() => street.office.close());

async function rowsOf(context: ProfileContext, { type, where }: Pick<Tally, 'type' | 'where'>) {
  return value(await listRecords(context, { type, where, offset: 0, limit: 500 }));
}

describe('the panorama of an enterprise', () => {
  it('counts exactly the rows that each number opens', async () => {
    const { context } = street.office;
    const view = value(await enterprisePanorama(context, { id: busiest }));
    expect(view.tickets.length).toBeGreaterThan(0);
    const tallies = [...view.tickets, ...view.visits, ...view.legal, ...view.others];
    for (const tally of [...tallies, view.relations])
      expect([tally.key, (await rowsOf(context, tally)).total]).toEqual([tally.key, tally.count]);
    for (const cell of view.years.rows.flat()) {
      const { rows, total } = await rowsOf(context, cell);
      const shown =
        cell.unit === 'count'
          ? total
          : rows.reduce((sum, row) => sum + Number(row.cells['benefit'] ?? 0), 0);
      expect([cell.key, shown]).toEqual([cell.key, cell.value]);
    }
  });

  it('holds what the records themselves say', async () => {
    const view = value(await enterprisePanorama(street.office.context, { id: busiest }));
    const own = street.records.filter(
      (record) => record.type === 'ticket' && refId(record, 'enterprise') === busiest,
    );
    expect(view.tickets.reduce((sum, { count }) => sum + count, 0)).toBe(own.length);
    const visits = street.records.filter(
      (record) => record.type === 'visit' && refId(record, 'subject') === busiest,
    );
    expect(view.visits.find(({ key }) => key === 'all')?.count).toBe(visits.length);
    const row = view.years.rows.find(([first]) => first?.key === 'visits') ?? [];
    const year = (visit: Envelope) => String(visit.data['visitAt']).slice(0, 4);
    expect(row[0]?.value).toBe(visits.filter((visit) => year(visit) === '2026').length);
    const dues = view.openTickets.map(({ due }) => due ?? '9');
    expect(dues).toEqual(dues.toSorted());
  });

  it('gathers what is a problem of several enterprises', async () => {
    const leader = street.records.find((record) => record.type === 'ticket');
    const others = street.records.filter(
      (record) =>
        record.type === 'ticket' &&
        leader !== undefined &&
        refId(record, 'enterprise') !== refId(leader, 'enterprise'),
    );
    if (leader === undefined) throw new Error('a street has tickets');
    const joined = [...new Map(others.map((each) => [refId(each, 'enterprise'), each])).values()];
    for (const ticket of joined.slice(0, 2))
      await street.office.receive({
        ...ticket,
        data: {
          ...ticket.data,
          sameProblem: { type: 'ticket', id: leader.id, label: String(leader.data['title']) },
        },
      });
    for (const id of [refId(leader, 'enterprise'), refId(joined[0]!, 'enterprise')]) {
      const view = value(await enterprisePanorama(street.office.context, { id }));
      expect(view.common.find((each) => each.id === leader.id)).toMatchObject({
        enterprises: 3,
        members: { count: 2 },
      });
    }
  });

  it('shows nobody what they may not read', async () => {
    const district = street.someone('district', ['D']);
    const seen = value(await enterprisePanorama(street.office.as(district), { id: busiest }));
    // A case of the clinic is the desk's own; the district sees statistics.
    expect(seen.legal.map(({ key }) => key)).toEqual(['touches']);
    const lawyer = street.someone('lawyer', ['W']);
    expect(await enterprisePanorama(street.office.as(lawyer), { id: busiest })).toMatchObject({
      ok: false,
      error: { code: 'E_DENIED' },
    });
  });
});

describe('the two centres', () => {
  it('count what waits by step, each number with its rows, the next to be due first', async () => {
    const { context } = street.office;
    const { desks } = value(await desksBoard(context));
    expect(desks.map(({ kind }) => kind)).toContain('service');
    for (const desk of desks) {
      for (const { all, overdue, soon } of desk.steps)
        for (const tally of [all, overdue, soon])
          expect((await rowsOf(context, tally)).total).toBe(tally.count);
      const dues = desk.urgent.map(({ due }) => due ?? '9');
      expect(dues).toEqual(dues.toSorted());
      expect(desk.urgent.every(({ stopped }) => !stopped)).toBe(true);
    }
    const open = street.records.filter(
      (record) =>
        record.type === 'ticket' &&
        !['closed', 'refused', 'transferred', 'withdrawn'].includes(record.state),
    );
    const waiting = desks
      .find(({ kind }) => kind === 'service')
      ?.steps.filter(({ all }) => all.type === 'ticket')
      .reduce((sum, { all }) => sum + all.count, 0);
    expect(waiting).toBe(open.length);
  });

  it('name who is on duty today, and only desks in use', async () => {
    const point = (id: string, over: Record<string, unknown>): Envelope => ({
      ...street.records.find(({ type }) => type === 'ticket')!,
      id,
      type: 'service_point',
      state: 'active',
      data: {
        name: id,
        kind: 'service',
        address: '演示路',
        manager: { type: 'user', id: 'officer', label: '励海平' },
        open: true,
        ...over,
      },
    });
    await street.office.receive(
      point('desk-open', {
        roster: [
          {
            id: 'r1',
            weekday: '1',
            person: { type: 'user', id: 'u', label: '史红勤' },
            hours: '上午',
          },
          { id: 'r2', weekday: '2', person: { type: 'user', id: 'u', label: '虞子明' } },
        ],
      }),
    );
    await street.office.receive(point('desk-closed', { open: false }));
    const { desks } = value(await desksBoard(street.office.context));
    const points = desks.flatMap((desk) => desk.points);
    // 23 November 2026 is a Monday.
    expect(points.find(({ id }) => id === 'desk-open')?.onDuty).toEqual(['史红勤 上午']);
    expect(points.some(({ id }) => id === 'desk-closed')).toBe(false);
  });
});
