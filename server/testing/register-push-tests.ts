/** Pushing: each row its own result, nothing twice, nothing that is not allowed. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../shared/access/actor.ts';
import { can } from '../../shared/access/can.ts';
import { recordType, recordTypes } from '../../shared/records/registry.ts';
import type { PushResult, WireRecord } from '../../shared/sync/protocol.ts';
import { edited, newEvent, newRow } from './sample-rows.ts';
import { gulin, wangchun, type TestOffice, type TestSeat } from './test-office.ts';

function mayCreate(actor: Actor, name: string): boolean {
  const type = recordType(name);
  return type !== undefined && can(actor, 'create', type, actor).allow;
}

export function registerPushTests(office: () => TestOffice): void {
  let officer: TestSeat;
  let lead: TestSeat;
  let desk: TestSeat;
  beforeAll(async () => {
    officer = await office().signIn(wangchun, ['O']);
    lead = await office().signIn(wangchun, ['H']);
    desk = await office().signIn('330203000', ['D']);
  });
  const pushOne = async (
    seat: TestSeat,
    row: unknown,
    base: string | null = null,
  ): Promise<PushResult> => {
    const { results } = await seat.push('records', [{ base, row }]);
    if (results[0] === undefined) throw new Error('no result');
    return results[0];
  };
  const rejection = async (seat: TestSeat, row: unknown, base: string | null = null) => {
    const result = await pushOne(seat, row, base);
    return result.status === 'rejected' ? result.code : result.status;
  };
  const seen = async (seat: TestSeat, id: string) =>
    (await seat.pullAll('records')).rows.findLast((row) => row.id === id);

  /** A request that a device brings into being is one that the district passes on. */
  const whatBirthNeeds: Readonly<Record<string, WireRecord['data']>> = {
    online_request: { forwardedFrom: 'request-of-another-unit' },
  };

  describe('push', () => {
    it.each(recordTypes.filter((type) => type.collection === 'records').map((type) => type.name))(
      'takes a new %s and gives it back unchanged',
      async (type) => {
        const seats = [officer, lead, desk];
        const author = seats.find(({ reply }) => mayCreate(reply.actor, type)) ?? officer;
        const row = newRow(author, type, {}, whatBirthNeeds[type]);
        expect(await pushOne(author, row)).toEqual({ status: 'accepted', id: row.id });
        expect(await seen(author, row.id)).toEqual(row);
      },
    );

    it('takes a change made from the state the district has', async () => {
      const row = newRow(officer, 'person');
      await pushOne(officer, row);
      const next = edited(lead, row, { liveAddr: '演示路19弄1号' });
      expect(await pushOne(lead, next, row.mutation)).toEqual({ status: 'accepted', id: row.id });
      expect(await seen(officer, row.id)).toEqual(next);
    });

    it('answers a change made from an older state with the district row', async () => {
      const row = newRow(officer, 'person');
      await pushOne(officer, row);
      const first = edited(lead, row, { liveAddr: '演示路19弄1号' });
      await pushOne(lead, first, row.mutation);
      const late = edited(officer, row, { liveAddr: '演示路20弄2号' });
      expect(await pushOne(officer, late, row.mutation)).toEqual({
        status: 'conflict',
        id: row.id,
        master: first,
      });
      expect(await seen(officer, row.id)).toEqual(first);
    });

    it('accepts the same row again without writing it again', async () => {
      const row = newRow(officer, 'person');
      await pushOne(officer, row);
      const before = await officer.digest();
      expect(await pushOne(officer, row)).toEqual({ status: 'accepted', id: row.id });
      expect((await officer.digest()).scopes).toEqual(before.scopes);
    });

    it('answers a repeated request with its first answer, also when both come at once', async () => {
      const row = newRow(officer, 'person');
      const requestId = randomUUID();
      const rows = [{ base: null, row }];
      const [one, two] = await Promise.all([
        officer.push('records', rows, requestId),
        officer.push('records', rows, requestId),
      ]);
      const before = await officer.digest();
      // The same number with other content is still the same request.
      const again = await officer.push(
        'records',
        [{ base: null, row: newRow(officer, 'person') }],
        requestId,
      );
      expect(two).toEqual(one);
      expect(again).toEqual(one);
      expect((await officer.digest()).scopes).toEqual(before.scopes);
    });

    it('takes the good rows of a request and names what is wrong with the bad ones', async () => {
      const good = [newRow(officer, 'person'), newRow(officer, 'household')];
      const { nameCn: _, ...nameless } = newRow(officer, 'person').data;
      const rows = [
        good[0],
        newRow(officer, 'person', { data: nameless }),
        { id: 'kaputt', sonst: 'nichts' },
        17,
        newRow(officer, 'person', { data: { ...good[0]?.data, liveAddr: 'a\u0000b' } }),
        good[1],
      ];
      const { results } = await officer.push(
        'records',
        rows.map((row) => ({ base: null, row })),
      );
      expect(
        results.map((result) => (result.status === 'rejected' ? result.code : result.status)),
      ).toEqual(['accepted', 'invalid', 'malformed', 'malformed', 'not_storable', 'accepted']);
      expect(results[1]).toMatchObject({
        problems: [{ field: 'nameCn', code: 'required', severity: 'error' }],
      });
      expect(results[2]?.id).toBe('kaputt');
      expect(results[3]?.id).toBe('row-3');
    });

    it('meets earlier rows of the same request', async () => {
      const row = newRow(officer, 'person');
      const next = edited(officer, row, { liveAddr: '演示路21弄3号' });
      const { results } = await officer.push('records', [
        { base: null, row },
        { base: row.mutation, row: next },
      ]);
      expect(results.map((result) => result.status)).toEqual(['accepted', 'accepted']);
      expect(await seen(lead, row.id)).toEqual(next);
    });

    it('refuses what belongs to another unit, without showing it', async () => {
      const neighbour = await office().signIn(gulin, ['O']);
      const row = newRow(neighbour, 'person');
      await pushOne(neighbour, row);
      expect(await rejection(officer, newRow(officer, 'person', { unit: gulin }))).toBe(
        'other_unit',
      );
      const theft = edited(officer, row, {}, { unit: wangchun });
      expect(await rejection(officer, theft, row.mutation)).toBe('other_unit');
      expect(await rejection(officer, theft, null)).toBe('other_unit');
      expect(await seen(neighbour, row.id)).toEqual(row);
    });

    it('refuses roles without the right', async () => {
      expect(await rejection(desk, newRow(desk, 'person', { unit: wangchun }))).toBe('no_role');
      const liaison = await office().signIn(wangchun, ['L'], '330203008001');
      expect(
        await rejection(liaison, newRow(liaison, 'person', { community: '330203008002' })),
      ).toBe('other_community');
      const own = newRow(liaison, 'person', { community: '330203008001' });
      expect(await rejection(liaison, own)).toBe('accepted');
      expect(
        await rejection(liaison, edited(liaison, own, {}, { _deleted: true }), own.mutation),
      ).toBe('no_role');
    });

    it("refuses rows in another person's name and changes of what is fixed", async () => {
      expect(await rejection(officer, newRow(officer, 'person', { updatedBy: lead.userId }))).toBe(
        'not_author',
      );
      expect(await rejection(officer, newRow(officer, 'person', { createdBy: lead.userId }))).toBe(
        'not_author',
      );
      const row = newRow(officer, 'person', { bizNo: 'P2026008-A0001' });
      await pushOne(officer, row);
      for (const change of [
        { createdBy: lead.userId },
        { createdAt: '2020-01-01T00:00:00.000Z' },
        { bizNo: 'P2026008-A0002' },
      ]) {
        expect(await rejection(lead, edited(lead, row, {}, change), row.mutation)).toBe(
          'fixed_changed',
        );
      }
    });

    it('refuses real data in a demonstration district, unknown types and newer schemas', async () => {
      expect(await rejection(officer, newRow(officer, 'person', { isDemo: false }))).toBe(
        'demo_mixed',
      );
      expect(await rejection(officer, newRow(officer, 'person', { type: 'spaceship' }))).toBe(
        'unknown_type',
      );
      expect(await rejection(officer, newRow(officer, 'person', { type: 'user' }))).toBe(
        'unknown_type',
      );
      expect(await rejection(officer, newRow(officer, 'person', { schemaVersion: 99 }))).toBe(
        'newer_schema',
      );
    });

    it('refuses a state that no step of this person leads to', async () => {
      expect(await rejection(officer, newRow(officer, 'visit', { state: 'confirmed' }))).toBe(
        'illegal_transition',
      );
      expect(await rejection(officer, newRow(officer, 'person', { state: 'erfunden' }))).toBe(
        'illegal_transition',
      );
    });

    it('takes a legal step, and no change of content with it once the record is closed to editing', async () => {
      const self = { type: 'user', id: officer.userId, label: '演示人员' };
      const second = { type: 'user', id: 'somebody-else', label: '同行人员' };
      const visit = newRow(officer, 'visit');
      const { needs: _, ...rest } = visit.data;
      const row = { ...visit, data: { ...rest, recorder: self, visitors: [self, second] } };
      expect(await rejection(officer, row)).toBe('accepted');
      expect(
        await rejection(officer, edited(officer, row, { situation: '改过的情况' }), row.mutation),
      ).toBe('closed_state');
      const confirmed = edited(lead, row, {}, { state: 'confirmed' });
      expect(
        await rejection(
          lead,
          { ...confirmed, data: { ...row.data, situation: '改过的情况' } },
          row.mutation,
        ),
      ).toBe('closed_state');
      // Two-person rule: the visitor does not confirm the own visit.
      expect(
        await rejection(officer, edited(officer, row, {}, { state: 'confirmed' }), row.mutation),
      ).toBe('illegal_transition');
      expect(await rejection(lead, confirmed, row.mutation)).toBe('accepted');
    });

    it('lets a returned visit be corrected and submitted again in one go', async () => {
      const visit = newRow(officer, 'visit');
      const { needs: _, ...data } = visit.data;
      const row = { ...visit, data };
      await pushOne(officer, row);
      const returned = edited(lead, row, {}, { state: 'returned' });
      expect(await rejection(lead, returned, row.mutation)).toBe('accepted');
      const again = edited(officer, returned, { situation: '补充说明' }, { state: 'submitted' });
      expect(await rejection(officer, again, returned.mutation)).toBe('accepted');
    });

    it('keeps deleted rows as tombstones that can conflict and be revived', async () => {
      const row = newRow(officer, 'person');
      await pushOne(officer, row);
      // Never here, and the device cannot know: nothing is written for it.
      const never = edited(officer, newRow(officer, 'household'), {}, { _deleted: true });
      const before = await officer.pullAll('records');
      expect((await officer.push('records', [{ base: null, row: never }])).results).toEqual([
        { status: 'accepted', id: never.id },
      ]);
      expect((await officer.pullAll('records')).checkpoint).toEqual(before.checkpoint);
      const gone = edited(officer, row, {}, { _deleted: true });
      expect(await rejection(officer, gone, row.mutation)).toBe('accepted');
      expect(await seen(lead, row.id)).toEqual(gone);
      const late = edited(lead, row, { liveAddr: '演示路22弄4号' });
      expect(await pushOne(lead, late, row.mutation)).toEqual({
        status: 'conflict',
        id: row.id,
        master: gone,
      });
      expect(await rejection(lead, late, gone.mutation)).toBe('accepted');
    });

    it('takes events once and never changes them', async () => {
      const record = newRow(officer, 'person');
      const event = newEvent(officer, record);
      const pushEvent = async (seat: TestSeat, row: unknown) => {
        const { results } = await seat.push('events', [{ base: null, row }]);
        const [result] = results;
        return result?.status === 'rejected' ? result.code : result?.status;
      };
      expect(await pushEvent(officer, event)).toBe('accepted');
      expect(await pushEvent(officer, event)).toBe('accepted');
      expect(await pushEvent(officer, { ...event, data: {} })).toBe('append_only');
      expect(await pushEvent(officer, { ...event, _deleted: true })).toBe('append_only');
      expect(await pushEvent(lead, newEvent(officer, record))).toBe('not_author');
      expect(await pushEvent(officer, newEvent(officer, record, { unit: gulin }))).toBe(
        'other_unit',
      );
      expect(await pushEvent(desk, newEvent(desk, record, { kind: 'print' }))).toBe('accepted');
      expect((await lead.pullAll('events')).rows).toContainEqual(event);
    });

    it('refuses masters and records in the wrong collection', async () => {
      const { results } = await officer.push('masters', [
        { base: null, row: newRow(officer, 'unit') },
      ]);
      expect(results[0]).toMatchObject({ status: 'rejected', code: 'masters_read_only' });
      const { results: events } = await officer.push('events', [
        { base: null, row: newRow(officer, 'person') },
      ]);
      expect(events[0]).toMatchObject({ status: 'rejected', code: 'malformed' });
    });

    it('keeps a refused row in sight until a right one is accepted', async () => {
      const waiting = async (id: string) =>
        (await office().district.admin.listRejected()).find((row) => row.id === id);
      const row = newRow(officer, 'person');
      const { nameCn, ...nameless } = row.data;
      expect(await rejection(officer, { ...row, data: nameless })).toBe('invalid');
      expect(await rejection(officer, { ...row, data: nameless })).toBe('invalid');
      expect(await waiting(row.id)).toMatchObject({
        collection: 'records',
        unit: wangchun,
        device: officer.device.id,
        actor: officer.userId,
        code: 'invalid',
        fields: 'nameCn',
        attempts: 2,
      });
      const right = { ...row, data: { ...nameless, nameCn: nameCn ?? '' }, mutation: randomUUID() };
      expect(await rejection(officer, right)).toBe('accepted');
      expect(await waiting(row.id)).toBeUndefined();
    });
  });
}
