/** A lawyer's account: assigned cases and nothing else; the district and auditors: statistics, never a case. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { PlainData } from '../../shared/records/envelope.ts';
import { legalCase } from '../../shared/records/legal_case/index.ts';
import { legalStat } from '../../shared/records/legal_stat/index.ts';
import { digestOf } from '../../shared/sync/digest.ts';
import { edited, newEvent, newRow } from './sample-rows.ts';
import { districtUnit, wangchun, type TestOffice, type TestSeat } from './test-office.ts';

export function registerCaseTests(office: () => TestOffice): void {
  const idsOf = async (seat: TestSeat, type: string) =>
    (await seat.pullAll('records')).rows.flatMap((row) =>
      'type' in row && row.type === type && !row._deleted ? [row.id] : [],
    );
  const seed = async (type: string, data: PlainData, id: string = randomUUID()) => {
    const at = new Date(office().clock.now()).toISOString();
    const record = {
      id,
      type,
      unit: wangchun,
      community: '',
      state: type === 'legal_case' ? 'triaged' : 'active',
      bizNo: '',
      class: 'internal' as const,
      isDemo: true,
      schemaVersion: 1,
      version: 1,
      mutation: randomUUID(),
      createdAt: at,
      createdBy: 'desk',
      updatedAt: at,
      updatedBy: 'desk',
      device: 'desk',
      data,
    };
    await office().district.admin.seedRows('records', [record]);
    return record;
  };
  const caseFor = (lawyer: { id: string } | null, id?: string) => {
    const { lawyer: _sample, ...sample } = legalCase.samples[0] ?? {};
    return seed(
      'legal_case',
      {
        ...sample,
        ...(lawyer === null ? {} : { lawyer: { type: 'user', id: lawyer.id, label: '律师' } }),
      },
      id,
    );
  };

  describe('legal cases', () => {
    it('reach the lawyer they are assigned to and no other lawyer', async () => {
      const [mine, other] = await Promise.all([
        office().signIn(wangchun, ['W']),
        office().signIn(wangchun, ['W']),
      ]);
      const ours = await caseFor({ id: mine.userId });
      const nobodys = await caseFor(null);
      const seen = await idsOf(mine, 'legal_case');
      expect(seen).toContain(ours.id);
      expect(seen).not.toContain(nobodys.id);
      expect(await idsOf(other, 'legal_case')).not.toContain(ours.id);
      const rows = (await mine.pullAll('records')).rows;
      expect(rows.every((row) => 'type' in row && row.type === 'legal_case')).toBe(true);
      const proof = await mine.digest();
      const scope = proof.scopes.find(
        (each) => each.collection === 'records' && each.scope === wangchun,
      );
      expect(scope?.count).toBe(seen.length);
    });

    it('leave the former lawyer’s device when the lawyer changes, and nobody else’s', async () => {
      const [former, next, desk] = await Promise.all([
        office().signIn(wangchun, ['W']),
        office().signIn(wangchun, ['W']),
        office().signIn(wangchun, ['O']),
      ]);
      const { id } = await caseFor({ id: former.userId });
      const [before, atDesk] = await Promise.all([
        former.pullAll('records'),
        desk.pullAll('records'),
      ]);
      expect(before.rows.map((row) => row.id)).toContain(id);
      await caseFor({ id: next.userId }, id);
      const after = await former.pullAll('records', before.checkpoint);
      expect(after.rows).toMatchObject([{ id, _deleted: true, data: {} }]);
      expect(await idsOf(next, 'legal_case')).toContain(id);
      const still = (await desk.pullAll('records', atDesk.checkpoint)).rows;
      expect(still).toMatchObject([{ id, _deleted: false }]);
    });

    it('never reach the district’s desk, its leaders or auditors, who get statistics', async () => {
      const legal = await caseFor(null);
      const stat = await seed('legal_stat', legalStat.samples[0] ?? {});
      for (const role of ['D', 'B', 'X'] as const) {
        const seat = await office().signIn(districtUnit, [role]);
        expect(await idsOf(seat, 'legal_case'), role).not.toContain(legal.id);
        expect(await idsOf(seat, 'legal_stat'), role).toContain(stat.id);
      }
    });

    it('of a community officer stay hers: on every device of hers, in the proof, open to her next edit', async () => {
      const community = '330203008001';
      const writer = await office().signIn(wangchun, ['L'], community);
      const colleague = await office().signIn(wangchun, ['L'], community);
      const row = newRow(writer, 'legal_case', { community });
      const event = newEvent(writer, row, { kind: 'create' });
      const pushed = [
        ...(await writer.push('records', [{ base: null, row }])).results,
        ...(await writer.push('events', [{ base: null, row: event }])).results,
      ];
      expect(pushed).toMatchObject([{ status: 'accepted' }, { status: 'accepted' }]);
      expect(await idsOf(writer, 'legal_case')).toEqual([row.id]);
      expect(await idsOf(colleague, 'legal_case')).toEqual([]);
      const eventIds = async (seat: TestSeat) =>
        (await seat.pullAll('events')).rows.map(({ id }) => id);
      expect(await eventIds(writer)).toContain(event.id);
      expect(await eventIds(colleague)).not.toContain(event.id);
      for (const collection of ['records', 'events'] as const) {
        const rows = (await writer.pullAll(collection)).rows.filter((each) => !each._deleted);
        const proof = (await writer.digest()).scopes.find(
          (each) => each.collection === collection && each.scope === wangchun,
        );
        const sum = rows.reduce((all, { id, mutation }) => all + digestOf(id, mutation), 0);
        expect(proof).toMatchObject({ count: rows.length, sum: String(sum) });
      }
      const next = edited(writer, row, {});
      const { results } = await writer.push('records', [{ base: row.mutation, row: next }]);
      expect(results).toMatchObject([{ status: 'accepted' }]);
    });

    it('cannot be changed by a lawyer who is not assigned', async () => {
      const other = await office().signIn(wangchun, ['W']);
      const legal = await caseFor(null);
      const row = {
        ...legal,
        mutation: randomUUID(),
        updatedBy: other.userId,
        data: { ...legal.data, lawyer: { type: 'user', id: other.userId, label: '自己' } },
        _deleted: false,
      };
      const { results } = await other.push('records', [{ base: legal.mutation, row }]);
      expect(results).toMatchObject([{ status: 'rejected' }]);
      expect(JSON.stringify(results)).not.toContain('发货');
      expect(await idsOf(other, 'legal_case')).not.toContain(legal.id);
    });
  });
}
