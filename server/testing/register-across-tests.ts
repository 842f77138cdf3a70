/** 跨街道重复: found by number at the district, shown to its desk alone, asked about without telling a street of another. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { recordType } from '../../shared/records/registry.ts';
import { validateRecord } from '../../shared/records/validate.ts';
import { withoutFlow } from '../../shared/workflow/flow.ts';
import { demoCitizenId } from '../../shared/samples/demo-identity.ts';
import { acrossReply, type AcrossPair } from '../../shared/sync/across-protocol.ts';
import type { WireRecord } from '../../shared/sync/protocol.ts';
import { edited, newRow } from './sample-rows.ts';
import { districtUnit, type TestOffice, type TestSeat } from './test-office.ts';

const [east, west] = ['330203005', '330203106'] as const;
let serial = 0;

export function registerAcrossTests(office: () => TestOffice): void {
  let here: TestSeat;
  let there: TestSeat;
  let desk: TestSeat;
  beforeAll(async () => {
    here = await office().signIn(east, ['O', 'H']);
    there = await office().signIn(west, ['O', 'H']);
    desk = await office().signIn(districtUnit, ['D']);
  });
  const nextNumber = () => demoCitizenId('1952-09-15', 300 + (serial += 1) * 2);
  const add = async (seat: TestSeat, number: string, more: WireRecord['data'] = {}) => {
    const row = newRow(
      seat,
      'person',
      {},
      {
        sex: '2',
        birth: '1952-09-15',
        documents: [{ id: 'd1', kind: 'id', number }],
        ...more,
      },
    );
    const { results } = await seat.push('records', [{ base: null, row }]);
    expect(results, JSON.stringify(results)).toMatchObject([{ status: 'accepted' }]);
    return row;
  };
  const pairs = async (): Promise<readonly AcrossPair[]> =>
    acrossReply.parse((await desk.ask('/v1/across', {})).body).pairs;
  const pairOf = async (...rows: readonly WireRecord[]) => {
    const ids = rows.map(({ id }) => id).toSorted();
    return (await pairs()).find(({ a, b }) => a.id === ids[0] && b.id === ids[1]);
  };

  describe('the same number in two streets', () => {
    it('is a pair for the desk, without the number; in one street it is the street’s own matter', async () => {
      const number = nextNumber();
      const first = await add(here, number);
      expect((await pairs()).flatMap(({ a, b }) => [a.id, b.id])).not.toContain(first.id);
      const twin = await add(here, number);
      expect(await pairOf(first, twin)).toBeUndefined();
      // Written otherwise: lower case, full width, spaces.
      const second = await add(there, ` ${number.toLowerCase()} `);
      const pair = await pairOf(first, second);
      expect(pair).toMatchObject({ type: 'person', rule: 'document', state: 'open' });
      expect(new Set([pair?.a.unit, pair?.b.unit])).toEqual(new Set([east, west]));
      const { body } = await desk.ask('/v1/across', {});
      expect(JSON.stringify(body)).not.toContain(number);
      expect(JSON.stringify(body)).not.toContain(number.slice(6, 14));
    });

    it('ends as a pair when a number is put right, a record goes, or one is moved to the other', async () => {
      const number = nextNumber();
      const first = await add(here, number);
      const second = await add(there, number);
      expect(await pairOf(first, second)).toBeDefined();
      const mended = edited(there, second, {
        documents: [{ id: 'd1', kind: 'id', number: nextNumber() }],
      });
      await there.push('records', [{ base: second.mutation, row: mended }]);
      expect(await pairOf(first, second)).toBeUndefined();

      const third = await add(there, number);
      expect(await pairOf(first, third)).toBeDefined();
      await there.push('records', [
        {
          base: third.mutation,
          row: edited(there, third, {}, { _deleted: true }),
        },
      ]);
      expect(await pairOf(first, third)).toBeUndefined();

      const fourth = await add(there, number);
      expect(await pairOf(first, fourth)).toBeDefined();
      const moved = await desk.ask('/v1/moves', {
        requestId: randomUUID(),
        ids: [fourth.id],
        to: east,
        community: '',
      });
      expect(moved.status).toBe(200);
      expect(await pairOf(first, fourth)).toBeUndefined();
    });

    it('is found for enterprises by their credit code', async () => {
      const rows = [newRow(here, 'enterprise'), newRow(there, 'enterprise')] as const;
      for (const [seat, row] of [
        [here, rows[0]],
        [there, rows[1]],
      ] as const) {
        const { results } = await seat.push('records', [{ base: null, row }]);
        expect(results, JSON.stringify(results)).toMatchObject([{ status: 'accepted' }]);
      }
      expect(await pairOf(...rows)).toMatchObject({ type: 'enterprise', rule: 'credit_code' });
    });

    it('is still found under another key', async () => {
      const number = nextNumber();
      const [first, second] = [await add(here, number), await add(there, number)];
      expect(await pairOf(first, second)).toBeDefined();
      await office().district.admin.rekeyDuplicates();
      expect(await pairOf(first, second)).toBeDefined();
    });
  });

  describe('the desk', () => {
    it('asks both streets about their own record, once, and neither learns of the other', async () => {
      const number = nextNumber();
      const [first, second] = [await add(here, number), await add(there, number)];
      const ask = { a: second.id, b: first.id, note: '两处登记的住址不同' };
      expect((await desk.ask('/v1/across/ask', ask)).status).toBe(200);
      expect((await desk.ask('/v1/across/ask', ask)).status).toBe(200);
      expect(await pairOf(first, second)).toMatchObject({ state: 'asked', note: ask.note });
      for (const [seat, own, other] of [
        [here, first, second],
        [there, second, first],
      ] as const) {
        const { rows } = await seat.pullAll('records');
        const lists = rows.filter(
          (row) =>
            'type' in row && row.type === 'task_list' && JSON.stringify(row).includes(own.id),
        );
        expect(lists).toHaveLength(1);
        expect(lists[0]).toMatchObject({ unit: seat.unit, state: 'handed' });
        const type = recordType('task_list');
        const { data } = lists[0] as WireRecord;
        const today = '2026-11-27';
        if (type === undefined) throw new Error('task lists are registered');
        const found = validateRecord(type, withoutFlow(data), {
          now: `${today}T02:00:00Z`,
          today,
          isDemo: true,
        });
        expect(found.filter(({ severity }) => severity === 'error')).toEqual([]);
        const text = JSON.stringify(lists);
        for (const secret of [other.id, other.unit, number, ask.note])
          expect(text).not.toContain(secret);
        const events = await seat.pullAll('events');
        expect(JSON.stringify(events.rows)).not.toContain(other.id);
      }
    });

    it('says that two stay two, and may still ask', async () => {
      const number = nextNumber();
      const [first, second] = [await add(here, number), await add(there, number)];
      const pair = { a: first.id, b: second.id, note: '双胞胎，号码登记错一位' };
      expect((await desk.ask('/v1/across/apart', pair)).status).toBe(200);
      expect(await pairOf(first, second)).toMatchObject({ state: 'apart', note: pair.note });
      expect((await desk.ask('/v1/across/ask', pair)).status).toBe(200);
      expect(await pairOf(first, second)).toMatchObject({ state: 'asked' });
      expect((await desk.ask('/v1/across/apart', { ...pair, b: randomUUID() })).status).toBe(404);
    });

    it('is the only one that is told: no street, no administrator; leaders look and do not act', async () => {
      const number = nextNumber();
      const [first, second] = [await add(here, number), await add(there, number)];
      const pair = { a: first.id, b: second.id, note: '' };
      for (const seat of [
        here,
        await office().signIn(east, ['D']),
        await office().signIn(districtUnit, ['A']),
        await office().signIn(districtUnit, ['X']),
      ]) {
        expect(await seat.ask('/v1/across', {})).toEqual({
          status: 403,
          body: { code: 'forbidden' },
        });
        for (const path of ['/v1/across/ask', '/v1/across/apart'])
          expect((await seat.ask(path, pair)).status).toBe(403);
      }
      const leader = await office().signIn(districtUnit, ['B']);
      expect((await leader.ask('/v1/across', {})).status).toBe(200);
      expect((await leader.ask('/v1/across/ask', pair)).status).toBe(403);
    });
  });
}
