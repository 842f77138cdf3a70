/** 转移: records go to another unit with all that belongs to them, and unsent work of the old unit goes after them. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type {
  CheckpointVector,
  WireEvent,
  WireRecord,
  WireRow,
} from '../../shared/sync/protocol.ts';
import { expectProof } from './register-pull-tests.ts';
import { edited, newEvent, newRow } from './sample-rows.ts';
import { districtUnit, type TestOffice, type TestSeat } from './test-office.ts';

const [from, to, further] = ['330203004', '330203005', '330203006'] as const;

interface Family {
  readonly household: WireRecord;
  readonly member: WireRecord;
  readonly openVisit: WireRecord;
  readonly doneVisit: WireRecord;
  readonly stranger: WireRecord;
  readonly event: WireEvent;
}

export function registerMoveTests(office: () => TestOffice): void {
  let loser: TestSeat;
  let second: TestSeat;
  let winner: TestSeat;
  let desk: TestSeat;
  beforeAll(async () => {
    loser = await office().signIn(from, ['O', 'H']);
    second = await office().signIn(from, ['O', 'H']);
    winner = await office().signIn(to, ['O', 'H']);
    desk = await office().signIn(districtUnit, ['D']);
  });
  const ref = (type: string, id: string) => ({ type, id, label: '演示' });
  const accepted = async (
    seat: TestSeat,
    collection: 'records' | 'events',
    rows: readonly { base: string | null; row: WireRow }[],
  ) => {
    const { results } = await seat.push(collection, rows);
    expect(results.map((result) => result.status)).toEqual(rows.map(() => 'accepted'));
  };
  const family = async (): Promise<Family> => {
    const stranger = newRow(loser, 'person');
    const household = newRow(loser, 'household');
    household.data['head'] = ref('person', stranger.id);
    const member = newRow(loser, 'person');
    member.data['household'] = ref('household', household.id);
    const openVisit = newRow(loser, 'visit');
    openVisit.data['subject'] = ref('person', member.id);
    const doneVisit = newRow(loser, 'visit', { state: 'confirmed' });
    doneVisit.data['subject'] = ref('household', household.id);
    const docs = [stranger, household, member, openVisit, doneVisit].map(
      ({ _deleted, ...doc }) => doc,
    );
    await office().district.admin.seedRows('records', docs);
    const event = newEvent(loser, member);
    await accepted(loser, 'events', [{ base: null, row: event }]);
    return { household, member, openVisit, doneVisit, stranger, event };
  };
  const move = (ids: readonly string[], unit: string = to, requestId: string = randomUUID()) =>
    office().district.admin.moveRecords({ requestId, ids, to: unit, community: '' });
  const since = async (
    seat: TestSeat,
  ): Promise<Record<'records' | 'events', CheckpointVector>> => ({
    records: (await seat.pullAll('records')).checkpoint,
    events: (await seat.pullAll('events')).checkpoint,
  });
  const held = async (seat: TestSeat, id: string): Promise<WireRecord | undefined> => {
    const rows = (await seat.pullAll('records')).rows.filter(
      (row) => row.id === id && !row._deleted,
    );
    return rows.at(-1) as WireRecord | undefined;
  };
  const proved = async () => {
    for (const seat of [loser, second, winner, desk]) await expectProof(seat);
  };

  describe('a move', () => {
    it('takes members, open cases and their history along, and leaves finished work and the others', async () => {
      const rows = await family();
      const [ours, theirs] = [await since(loser), await since(winner)];
      expect(await move([rows.household.id])).toEqual({ ok: true, records: 3, events: 1 });
      const gone = [rows.household.id, rows.member.id, rows.openVisit.id].toSorted();
      const left = (await loser.pullAll('records', ours.records)).rows;
      expect(left.map((row) => row.id).toSorted()).toEqual(gone);
      expect(left.every((row) => row._deleted && Object.keys(row.data).length === 0)).toBe(true);
      const came = (await winner.pullAll('records', theirs.records)).rows;
      expect(came.map((row) => row.id).toSorted()).toEqual(gone);
      expect(came.every((row) => row.unit === to && !row._deleted)).toBe(true);
      expect((await loser.pullAll('events', ours.events)).rows).toMatchObject([
        { id: rows.event.id, _deleted: true },
      ]);
      const history = (await winner.pullAll('events', theirs.events)).rows as WireEvent[];
      expect(history.map((row) => row.kind).toSorted()).toEqual(['edit', 'move', 'move', 'move']);
      expect(history.find((row) => row.kind === 'move')?.data).toEqual({ from, to });
      expect(await held(loser, rows.doneVisit.id)).toBeDefined();
      expect(await held(loser, rows.stranger.id)).toBeDefined();
      await proved();
    });

    it('does the same order once, and refuses what does not exist', async () => {
      const { member } = await family();
      const requestId = randomUUID();
      const first = await move([member.id], to, requestId);
      expect(first).toEqual({ ok: true, records: 2, events: 1 });
      const before = await since(winner);
      expect(await move([member.id], to, requestId)).toEqual(first);
      expect(await move([member.id])).toEqual({ ok: true, records: 0, events: 0 });
      expect(await since(winner)).toEqual(before);
      expect(await move([randomUUID()])).toEqual({ ok: false, code: 'record_unknown' });
      expect(await move([member.id], '330203999')).toEqual({ ok: false, code: 'unit_unknown' });
      await proved();
    });

    it('brings a record back whole', async () => {
      const { household, member } = await family();
      await move([household.id]);
      expect(await move([household.id], from)).toMatchObject({ ok: true, records: 3 });
      expect((await held(loser, member.id))?.unit).toBe(from);
      expect(await held(winner, member.id)).toBeUndefined();
      await proved();
    });
  });

  describe('unsent work of the old unit', () => {
    it('merges by field into the moved record, whatever the new unit has done meanwhile', async () => {
      const { member } = await family();
      await move([member.id]);
      const there = await held(winner, member.id);
      if (there === undefined) throw new Error('the record has not arrived');
      await accepted(winner, 'records', [
        {
          base: there.mutation,
          row: edited(winner, there, { liveAddr: '新址1号', note: '新街道' }),
        },
      ]);
      const mine = edited(loser, member, { phone: '10100000007', note: '老街道' });
      await accepted(loser, 'records', [{ base: member.mutation, row: mine }]);
      const merged = await held(winner, member.id);
      expect(merged?.data).toMatchObject({
        liveAddr: '新址1号',
        phone: '10100000007',
        note: '新街道',
      });
      expect(await held(loser, member.id)).toBeUndefined();
      const events = (await winner.pullAll('events')).rows as WireEvent[];
      const clash = events.find((row) => row.recordId === member.id && row.kind === 'conflict');
      expect(clash).toMatchObject({
        unit: to,
        data: { movedFrom: from, clashes: [{ field: 'note', mine: '老街道', theirs: '新街道' }] },
      });
      await proved();
    });

    it('goes on from its own last state, and from a second computer with an older one', async () => {
      const { member } = await family();
      await move([member.id]);
      const one = edited(loser, member, { phone: '10100000008' });
      await accepted(loser, 'records', [{ base: member.mutation, row: one }]);
      const two = edited(loser, one, { employer: '演示厂' });
      await accepted(loser, 'records', [{ base: one.mutation, row: two }]);
      const other = edited(second, member, { phone: '10100000009' });
      await accepted(second, 'records', [{ base: member.mutation, row: other }]);
      const merged = await held(winner, member.id);
      expect(merged?.data).toMatchObject({ phone: '10100000008', employer: '演示厂' });
      const clashes = ((await winner.pullAll('events')).rows as WireEvent[]).filter(
        (row) => row.recordId === member.id && row.kind === 'conflict',
      );
      expect(clashes).toHaveLength(1);
      expect(clashes[0]?.data['clashes']).toMatchObject([
        { field: 'phone', mine: '10100000009', theirs: '10100000008' },
      ]);
      await proved();
    });

    it('joins no identities by a rule: the new unit’s stand, and both lists are shown', async () => {
      const { member } = await family();
      await move([member.id]);
      const there = await held(winner, member.id);
      if (there === undefined) throw new Error('the record has not arrived');
      const rows = there.data['identities'] as Record<string, unknown>[];
      // Different cells of one row: any rule would join them.
      const theirs = rows.map((row) => ({ ...row, emigrated: '1956' }));
      const mine = rows.map((row) => ({ ...row, returned: '1961-08' }));
      const first = edited(winner, there, { identities: theirs });
      await accepted(winner, 'records', [{ base: there.mutation, row: first }]);
      const second = edited(loser, member, { identities: mine });
      await accepted(loser, 'records', [{ base: member.mutation, row: second }]);
      expect((await held(winner, member.id))?.data['identities']).toEqual(theirs);
      const events = (await winner.pullAll('events')).rows as WireEvent[];
      expect(
        events.find((row) => row.recordId === member.id && row.kind === 'conflict')?.data,
      ).toMatchObject({
        clashes: [{ field: 'identities', mine, theirs }],
      });
      await proved();
    });

    it('takes new members, cases and events to where their record is, twice moved or not', async () => {
      const { household, member } = await family();
      await move([household.id]);
      await move([household.id], further);
      const visit = newRow(loser, 'visit');
      visit.data['subject'] = ref('person', member.id);
      // What its household needs would be asked of a household.
      visit.data['needs'] = [];
      const child = newRow(loser, 'person');
      child.data['household'] = ref('household', household.id);
      const event = newEvent(loser, member);
      await accepted(
        loser,
        'records',
        [visit, child].map((row) => ({ base: null, row })),
      );
      await accepted(loser, 'events', [{ base: null, row: event }]);
      const later = edited(loser, child, { note: '又问了一次' });
      await accepted(loser, 'records', [{ base: child.mutation, row: later }]);
      const last = await office().signIn(further, ['O']);
      expect((await held(last, visit.id))?.unit).toBe(further);
      expect(await held(last, child.id)).toMatchObject({
        unit: further,
        data: { note: '又问了一次' },
      });
      const history = (await last.pullAll('events')).rows;
      expect(history.map((row) => row.id)).toContain(event.id);
      expect(await held(loser, visit.id)).toBeUndefined();
      await proved();
      await expectProof(last);
    });

    it('shows what the old unit may not do instead of doing it', async () => {
      const { doneVisit } = await family();
      await move([doneVisit.id]);
      const mine = edited(loser, doneVisit, { situation: '办结后又改' });
      await accepted(loser, 'records', [{ base: doneVisit.mutation, row: mine }]);
      expect((await held(winner, doneVisit.id))?.data['situation']).toBe(
        doneVisit.data['situation'],
      );
      const events = (await winner.pullAll('events')).rows as WireEvent[];
      expect(
        events.find((row) => row.recordId === doneVisit.id && row.kind === 'conflict')?.data,
      ).toMatchObject({
        clashes: [{ field: 'situation', mine: '办结后又改' }],
      });
    });

    it('is for those who held the record: a stranger gets nothing in', async () => {
      const { member } = await family();
      await move([member.id]);
      const thief = await office().signIn(further, ['O']);
      const row = edited(thief, { ...member, unit: further }, { phone: '10100000003' });
      const { results } = await thief.push('records', [{ base: member.mutation, row }]);
      expect(results).toMatchObject([{ status: 'rejected', code: 'other_unit' }]);
      const lie = edited(thief, member, { phone: '10100000003' });
      const second = await thief.push('records', [{ base: member.mutation, row: lie }]);
      expect(second.results).toMatchObject([{ status: 'rejected', code: 'other_unit' }]);
    });
  });
}
