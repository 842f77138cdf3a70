/** Pulling and proving: order, limits, scopes, communities, moves, digests. */
import { beforeAll, describe, expect, it } from 'vitest';
import { digestOf } from '../../shared/sync/digest.ts';
import type { CheckpointVector, WireRow } from '../../shared/sync/protocol.ts';
import { isInSight, placeOf, sightHash } from '../../shared/sync/sight.ts';
import { edited, newEvent, newRow } from './sample-rows.ts';
import {
  districtUnit,
  gulin,
  versions,
  wangchun,
  type TestOffice,
  type TestSeat,
} from './test-office.ts';

const shiqi = '330203009';
const other = '330203008002';

export function registerPullTests(office: () => TestOffice): void {
  let officer: TestSeat;
  let neighbour: TestSeat;
  let desk: TestSeat;
  beforeAll(async () => {
    officer = await office().signIn(wangchun, ['O']);
    neighbour = await office().signIn(gulin, ['O']);
    desk = await office().signIn(districtUnit, ['D']);
  });
  const pushAll = async (seat: TestSeat, rows: readonly WireRow[]) => {
    const { results } = await seat.push(
      'recordId' in (rows[0] ?? {}) ? 'events' : 'records',
      rows.map((row) => ({ base: null, row })),
    );
    expect(results.filter((result) => result.status !== 'accepted')).toEqual([]);
  };
  const headOf = async (seat: TestSeat): Promise<CheckpointVector> =>
    (await seat.pullAll('records')).checkpoint;

  describe('pull', () => {
    it('gives each row once, in the order it was taken, whatever the page size', async () => {
      const since = await headOf(officer);
      const rows = Array.from({ length: 25 }, () => newRow(officer, 'person'));
      await pushAll(officer, rows);
      for (const limit of [1, 7, 25, 1000]) {
        const pulled = await officer.pullAll('records', since, limit);
        expect(pulled.rows.map((row) => row.id)).toEqual(rows.map((row) => row.id));
        expect((await officer.pull('records', pulled.checkpoint)).rows).toEqual([]);
      }
      const page = await officer.pull('records', since, 7);
      expect([page.rows.length, page.more]).toEqual([7, true]);
    });

    it('begins a first read with the work that is open, beside the order', async () => {
      const person = newRow(officer, 'person');
      const open = newRow(officer, 'ticket');
      await pushAll(officer, [open, person]);
      const ask = async (seat: TestSeat) => {
        const request = { collection: 'records', checkpoint: {}, limit: 100, openFirst: true };
        const { body } = await seat.ask('/v1/pull', { ...request, versions });
        return body as { rows: WireRow[]; checkpoint: CheckpointVector; more: boolean };
      };
      const first = await ask(officer);
      expect(first.rows[0]?.id).toBe(open.id);
      expect(first.rows.map(({ id }) => id)).not.toContain(person.id);
      expect([first.checkpoint, first.more]).toEqual([{}, true]);
      // The wall stands before these as before all others.
      const seen = (await ask(neighbour)).rows.map(({ id }) => id);
      expect(seen).not.toContain(open.id);
    });

    it('says what an account may hold, once and whenever that changes', async () => {
      const community = '330203008001';
      const seat = await office().signIn(wangchun, ['L'], community);
      const { sight } = await seat.pull('records');
      if (sight === undefined) throw new Error('nothing was said');
      expect(sight).toMatchObject({ ownUnit: wangchun, community, person: seat.userId });
      expect(isInSight(sight, placeOf(newRow(officer, 'person', { community })))).toBe(true);
      expect(isInSight(sight, placeOf(newRow(officer, 'person', { community: other })))).toBe(
        false,
      );
      const again = (known: string) =>
        seat.ask('/v1/pull', {
          collection: 'records',
          checkpoint: {},
          limit: 1,
          sight: known,
          versions,
        });
      expect((await again(sightHash(sight))).body).not.toHaveProperty('sight');
      expect((await again('something else')).body).toHaveProperty('sight');
    });

    it('gives a changed row at its new place only', async () => {
      const since = await headOf(officer);
      const [first, second] = [newRow(officer, 'person'), newRow(officer, 'person')];
      await pushAll(officer, [first, second]);
      const changed = edited(officer, first, { liveAddr: '演示路30弄1号' });
      await officer.push('records', [{ base: first.mutation, row: changed }]);
      expect((await officer.pullAll('records', since)).rows).toEqual([second, changed]);
    });

    it("never gives a street another street's rows; the district gets both", async () => {
      const [ours, theirs] = [newRow(officer, 'person'), newRow(neighbour, 'person')];
      await pushAll(officer, [ours]);
      await pushAll(neighbour, [theirs]);
      await pushAll(officer, [newEvent(officer, ours)]);
      await pushAll(neighbour, [newEvent(neighbour, theirs)]);
      for (const collection of ['records', 'events'] as const) {
        const mine = await officer.pullAll(collection);
        expect(mine.scopes).toEqual([wangchun]);
        expect(new Set(mine.rows.map((row) => row.unit))).toEqual(new Set([wangchun]));
        const all = await desk.pullAll(collection, {}, 200);
        const units = new Set(all.rows.map((row) => row.unit));
        expect([wangchun, gulin].filter((unit) => !units.has(unit))).toEqual([]);
        expect(all.scopes).toContain(districtUnit);
      }
      const asked = await officer.pull('records', { [gulin]: 0, [districtUnit]: 0 });
      expect(asked.rows.filter((row) => row.unit !== wangchun)).toEqual([]);
      expect(Object.keys(asked.checkpoint)).toEqual([wangchun]);
    });

    it('gives masters of the district and the own unit', async () => {
      const masters = await officer.pullAll('masters');
      const units = masters.rows.filter((row) => 'type' in row && row.type === 'unit');
      const users = masters.rows.filter((row) => 'type' in row && row.type === 'user');
      expect(units).toHaveLength(19);
      expect(users.map((user) => user.id)).toContain(officer.userId);
      expect(users.map((user) => user.id)).not.toContain(neighbour.userId);
      expect(masters.scopes).toEqual([districtUnit, wangchun]);
      expect(JSON.stringify(masters.rows)).not.toContain('scrypt');
      const all = await desk.pullAll('masters');
      expect(all.rows.map((row) => row.id)).toEqual(
        expect.arrayContaining([officer.userId, neighbour.userId]),
      );
    });

    it('gives a community account its own community, and moves its checkpoint past the rest', async () => {
      const liaison = await office().signIn(shiqi, ['L'], '330203009001');
      const street = await office().signIn(shiqi, ['O']);
      const rows = ['330203009001', '330203009002', ''].map((community) =>
        newRow(street, 'person', { community }),
      );
      await pushAll(street, rows);
      const mine = await liaison.pullAll('records', {}, 1);
      expect(mine.rows).toEqual([rows[0], rows[2]]);
      expect(mine.checkpoint).toEqual((await street.pullAll('records')).checkpoint);
    });

    it('gives an account without a reading role nothing', async () => {
      const administrator = await office().signIn(districtUnit, ['A']);
      expect((await administrator.pullAll('records')).rows).toEqual([]);
      expect((await administrator.pullAll('masters')).rows.length).toBeGreaterThan(19);
    });
  });

  describe('moves', () => {
    it('take a record out of the community that lost it', async () => {
      const street = await office().signIn(shiqi, ['O']);
      const loser = await office().signIn(shiqi, ['L'], '330203009003');
      const winner = await office().signIn(shiqi, ['L'], '330203009004');
      const row = newRow(street, 'person', { community: '330203009003' });
      await pushAll(street, [row]);
      const since = await headOf(loser);
      const moved = edited(street, row, {}, { community: '330203009004' });
      await street.push('records', [{ base: row.mutation, row: moved }]);
      expect((await loser.pullAll('records', since)).rows).toEqual([
        { ...row, data: {}, _deleted: true },
      ]);
      expect((await winner.pullAll('records', since)).rows).toEqual([moved]);
      expect((await street.pullAll('records', since)).rows).toEqual([moved]);
      const back = edited(street, moved, {}, { community: '330203009003' });
      await street.push('records', [{ base: moved.mutation, row: back }]);
      expect((await loser.pullAll('records', since)).rows).toEqual([back]);
      for (const seat of [loser, winner, street]) await expectProof(seat);
    });

    it('between units need a right on both ends; the district moves it and both sides hear', async () => {
      const row = newRow(officer, 'person');
      await pushAll(officer, [row]);
      const [ourSince, theirSince, deskSince] = await Promise.all([
        headOf(officer),
        headOf(neighbour),
        headOf(desk),
      ]);
      const moved = edited(officer, row, {}, { unit: gulin });
      const { results } = await officer.push('records', [{ base: row.mutation, row: moved }]);
      expect(results[0]).toMatchObject({ status: 'rejected', code: 'other_unit' });
      const { _deleted, ...doc } = moved;
      await office().district.admin.seedRows('records', [doc]);
      expect((await officer.pullAll('records', ourSince)).rows).toEqual([
        { ...row, data: {}, _deleted: true },
      ]);
      expect((await neighbour.pullAll('records', theirSince)).rows).toEqual([moved]);
      expect((await desk.pullAll('records', deskSince)).rows).toEqual([moved]);
      for (const seat of [officer, neighbour, desk]) await expectProof(seat);
    });
  });

  describe('digest', () => {
    it('equals what the rows add up to, for every kind of account', async () => {
      const liaison = await office().signIn(wangchun, ['L'], '330203008001');
      const row = newRow(officer, 'person', { community: '330203008001' });
      await pushAll(officer, [row, newRow(officer, 'person', { community: '330203008002' })]);
      await officer.push('records', [
        { base: row.mutation, row: edited(officer, row, {}, { _deleted: true }) },
      ]);
      for (const seat of [officer, neighbour, desk, liaison]) await expectProof(seat);
    });
  });
}

/** A device that has pulled everything holds exactly what the district says it should. */
export async function expectProof(seat: TestSeat): Promise<void> {
  const digest = await seat.digest();
  for (const collection of ['records', 'events', 'masters'] as const) {
    const pulled = await seat.pullAll(collection, {}, 100);
    const held = new Map<string, WireRow>();
    for (const row of pulled.rows) {
      if (row._deleted) held.delete(row.id);
      else held.set(row.id, row);
    }
    const own = pulled.scopes.map((scope) => {
      const rows = [...held.values()].filter((row) => row.unit === scope);
      const sum = rows.reduce((total, row) => total + BigInt(digestOf(row.id, row.mutation)), 0n);
      return {
        collection,
        scope,
        seq: pulled.checkpoint[scope],
        count: rows.length,
        sum: String(sum),
      };
    });
    expect(digest.scopes.filter((scope) => scope.collection === collection)).toEqual(own);
  }
}
