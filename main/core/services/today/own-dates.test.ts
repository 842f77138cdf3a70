/** Dates of their own on the board of the day: the approval of 先行救助, and a visit that is not yet submitted (domain.md §3.1, §3.2). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../../../shared/access/actor.ts';
import type { Envelope, PlainData } from '../../../../shared/records/envelope.ts';
import { createDrafts } from '../drafts.ts';
import { getRecord } from '../records/get-record.ts';
import { head, officer, openOffice, unit, value, type Office } from '../testing/open-office.ts';
import { todayBoard } from './today-board.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const at = (day: string) => {
  office.clock.now = Date.parse(`${day}T02:00:00Z`);
};
const draftsOf = () =>
  createDrafts({
    store: office.context.store,
    local: office.profile.local,
    now: office.context.now,
  });

async function board(actor: Actor) {
  const deps = { ...office.as(actor), drafts: draftsOf(), syncItems: async () => [] };
  return value(await todayBoard(deps)).items;
}

function step(action: string, day: string, by: string) {
  return {
    id: `${action}-${day}`,
    action,
    from: 'checking',
    to: 'checking',
    at: `${day}T02:00:00.000Z`,
    by,
    byName: by,
    role: by === 'head' ? 'H' : 'O',
    calendar: '2026-shipped',
  };
}

/** A case being checked, whose own date is far ahead. */
function proposed(id: string, steps: readonly PlainData[], more: PlainData = {}): Envelope {
  const created = '2026-09-28T02:00:00.000Z';
  return {
    id,
    type: 'hardship_case',
    unit,
    community: '',
    state: 'checking',
    bizNo: '',
    class: 'internal',
    isDemo: true,
    schemaVersion: 1,
    version: 1,
    mutation: `m-${id}`,
    createdAt: created,
    createdBy: 'officer',
    updatedAt: created,
    updatedBy: 'officer',
    device: 'd',
    data: {
      household: { type: 'household', id: 'home', label: '虞菊兰户' },
      applicant: { type: 'person', id: 'p', label: '虞菊兰' },
      emergency: true,
      emergencyAmount: 100_000,
      flow: {
        steps,
        since: '2026-09-28',
        due: '2026-12-31',
        calendar: '2026-shipped',
        pausedDays: 0,
        extensions: 0,
      },
      ...more,
    },
  };
}

describe('先行救助 that was proposed', () => {
  const own = async (actor: Actor) =>
    (await board(actor))
      .filter(({ what }) => what === 'step_due')
      .map(({ recordId, due, group, whatParams }) => [recordId, due, group, whatParams['action']]);

  it('waits for the chair two working days, by the calendar, beside the date of the chain', async () => {
    // Tuesday before the National Day holiday of 1 to 7 October: 30 September, then 8 October.
    await office.receive(proposed('c1', [step('emergency_propose', '2026-09-29', 'officer')]));
    at('2026-09-29');
    expect(await own(head)).toEqual([['c1', '2026-10-08', 'week', 'emergency_approve']]);
    expect(await own(officer)).toEqual([]);
    const view = async () =>
      value(await getRecord(office.as(head), { type: 'hardship_case', id: 'c1' })).flow;
    expect(await view()).toMatchObject({
      due: '2026-12-31',
      own: [{ action: 'emergency_approve', due: '2026-10-08', light: 'yellow', left: 2 }],
    });
    at('2026-10-08');
    expect(await own(head)).toEqual([['c1', '2026-10-08', 'today', 'emergency_approve']]);
    at('2026-10-09');
    expect(await own(head)).toEqual([['c1', '2026-10-08', 'overdue', 'emergency_approve']]);
    expect((await view())?.own).toMatchObject([{ light: 'red', left: -1 }]);
  });

  it('waits no more once it is approved, was not proposed, or is no emergency', async () => {
    const propose = step('emergency_propose', '2026-11-20', 'officer');
    await office.receive(
      proposed('c1', [propose, step('emergency_approve', '2026-11-20', 'head')]),
    );
    await office.receive(proposed('c2', [step('check', '2026-11-20', 'officer')]));
    await office.receive(proposed('c3', [propose], { emergency: false }));
    await office.receive(proposed('c4', [step('emergency_propose', '2026-11-20', 'head')]));
    // Nor for whoever proposed it.
    expect(await own(head)).toEqual([]);
  });
});

describe('the draft of a visit', () => {
  const save = (id: string, data: PlainData, more: PlainData = {}) =>
    draftsOf().save({
      id,
      type: 'visit',
      recordId: null,
      baseMutation: null,
      baseData: null,
      data: data as never,
      title: '走访草稿',
      ...more,
    });
  const due = async () =>
    (await board(officer))
      .filter(({ kind }) => kind === 'draft')
      .map(({ recordId, due: on, group, what }) => [recordId, on, group, what])
      .toSorted(([a], [b]) => String(a).localeCompare(String(b)));

  it('is due three working days after the visit, by the calendar', async () => {
    // Half past midnight on Tuesday 29 September in Ningbo; 1 to 7 October are free.
    value(await save('d1', { visitAt: '2026-09-28T16:30:00.000Z' }));
    at('2026-09-30');
    expect(await due()).toEqual([['d1', '2026-10-09', 'week', 'draft_due']]);
    at('2026-10-10');
    expect(await due()).toEqual([['d1', '2026-10-09', 'overdue', 'draft_due']]);
  });

  it('stands without a date while it does not say when, and where the record has its own way', async () => {
    value(await save('d1', {}));
    value(await save('d2', { visitAt: '2026-' }));
    value(await save('d3', { visitAt: '2026-11-01T02:00:00.000Z' }, { recordId: 'v1' }));
    expect(await due()).toEqual([
      ['d1', null, 'today', 'draft'],
      ['d2', null, 'today', 'draft'],
      ['d3', null, 'today', 'draft'],
    ]);
  });
});
