/** Old deletions are forgotten, and a device that was away longer neither keeps nor brings back what was deleted. */
import { describe, expect, it } from 'vitest';
import { pullReply, type CheckpointVector } from '../../shared/sync/protocol.ts';
import { expectProof } from './register-pull-tests.ts';
import { edited, newRow } from './sample-rows.ts';
import { versions, type TestOffice, type TestSeat } from './test-office.ts';

const unit = '330203105';
const day = 86_400;

export function registerHorizonTests(office: () => TestOffice): void {
  describe('the horizon of deletions', () => {
    it('is stated, kept, and passed without anything coming back', async () => {
      const before = await office().signIn(unit, ['O']);
      expect(before.reply.horizonDays).toBe(180);
      const [stays, goes] = [newRow(before, 'person'), newRow(before, 'person')];
      await before.push(
        'records',
        [stays, goes].map((row) => ({ base: null, row })),
      );
      const away = (await before.pullAll('records')).checkpoint;
      const gone = edited(before, goes, {}, { _deleted: true });
      await before.push('records', [{ base: goes.mutation, row: gone }]);
      office().clock.advance(179 * day);
      await office().district.admin.purgeDeletions();
      const seat = await office().signIn(unit, ['O']);
      expect(await ask(seat, away)).toMatchObject({
        rebase: [],
        rows: [{ id: goes.id, _deleted: true }],
      });
      const known = (await seat.pullAll('records')).checkpoint;
      office().clock.advance(2 * day);
      expect(await office().district.admin.purgeDeletions()).toBeGreaterThan(0);
      const late = await office().signIn(unit, ['O']);
      expect((await ask(late, away)).rebase).toEqual([unit]);
      // Reading from the start, and on from there, is no reason to start again.
      const page = await ask(late, {}, [], 1);
      expect(page.rebase).toEqual([]);
      expect((await ask(late, away, [unit])).rebase).toEqual([]);
      // Whoever had seen the deletion goes on.
      expect((await ask(late, known)).rebase).toEqual([]);
      await expectProof(late);

      const edit = edited(late, goes, { note: '一年前改的' }, { createdBy: late.userId });
      const { results } = await late.push('records', [
        { base: goes.mutation, row: edit },
        { base: null, row: { ...edit, mutation: 'anders' } },
      ]);
      expect(results).toMatchObject([
        { status: 'conflict', master: { id: goes.id, _deleted: true, data: {} } },
        { status: 'conflict', master: { _deleted: true } },
      ]);
      expect((await late.pullAll('records')).rows.map((row) => row.id)).toEqual([stays.id]);
      expect(await office().district.admin.verifyAudit()).toMatchObject({ ok: true });
    });
  });
}

async function ask(
  seat: TestSeat,
  checkpoint: CheckpointVector,
  fresh: string[] = [],
  limit = 100,
) {
  const body = { collection: 'records', checkpoint, limit, versions, fresh };
  return pullReply.parse((await seat.ask('/v1/pull', body)).body);
}
