/** One question that answers whether there is anything new, and what a push says of its own numbers. */
import { beforeAll, describe, expect, it } from 'vitest';
import { stateHash } from '../../shared/sync/state-hash.ts';
import { digestReply, syncCollections, type SyncCollection } from '../../shared/sync/protocol.ts';
import { openLine } from './live-line.ts';
import { edited, newRow } from './sample-rows.ts';
import { wangchun, type TestOffice, type TestSeat } from './test-office.ts';

export function registerDigestTests(office: () => TestOffice): void {
  let officer: TestSeat;
  let colleague: TestSeat;
  beforeAll(async () => {
    officer = await office().signIn(wangchun, ['O']);
    colleague = await office().signIn(wangchun, ['O']);
  });
  const hashesOf = async (seat: TestSeat) => {
    const { scopes } = await seat.digest();
    return Object.fromEntries(
      syncCollections.map((name) => [
        name,
        stateHash(scopes.filter(({ collection }) => collection === name)),
      ]),
    );
  };
  const ask = async (seat: TestSeat, known: Readonly<Record<string, string>>) => {
    const body = { collections: syncCollections, known };
    return digestReply.parse((await office().call('/v1/digest', body, seat.token)).body);
  };

  describe('a proof by one question', () => {
    it('names what is the same, and tells only the rest', async () => {
      const known = await hashesOf(officer);
      expect(await ask(officer, known)).toMatchObject({ same: [...syncCollections], scopes: [] });
      const row = newRow(colleague, 'person');
      await colleague.push('records', [{ base: null, row }]);
      const changed = await ask(officer, known);
      expect(changed.same).toEqual(['events', 'masters'] satisfies SyncCollection[]);
      expect(changed.scopes.map(({ collection, scope }) => [collection, scope])).toEqual([
        ['records', wangchun],
      ]);
      // Removing the row brings the old state back, whatever the numbers say.
      await colleague.push('records', [
        { base: row.mutation, row: edited(colleague, row, {}, { _deleted: true }) },
      ]);
      expect((await ask(officer, known)).same).toEqual([...syncCollections]);
    });

    it('answers a device that does not say what it knows as before', async () => {
      const reply = await officer.digest();
      expect(reply.same).toEqual([]);
      expect(reply.scopes.map(({ collection }) => collection)).toContain('masters');
    });
  });

  describe('a push', () => {
    it('says which numbers are its own, and its device is not told of them', async () => {
      const mine = await openLine(office(), officer);
      const theirs = await openLine(office(), colleague);
      const { checkpoint } = await officer.pullAll('records');
      const rows = [newRow(officer, 'person'), newRow(officer, 'person')];
      const reply = await officer.push(
        'records',
        rows.map((row) => ({ base: null, row })),
      );
      const from = checkpoint[wangchun] ?? 0;
      expect(reply.grown).toEqual([{ scope: wangchun, from, to: from + 2 }]);
      expect((await officer.pull('records', { [wangchun]: from + 2 })).rows).toEqual([]);
      expect(await theirs.next()).toEqual([wangchun]);
      await colleague.push('records', [{ base: null, row: newRow(colleague, 'person') }]);
      // The first thing this line hears is the colleague's push: its own was not announced to it.
      expect(await mine.next()).toEqual([wangchun]);
      expect(await Promise.race([mine.next(), Promise.resolve('nothing more')])).toBe(
        'nothing more',
      );
      mine.socket.close();
      theirs.socket.close();
    });

    it('of refused rows only has no numbers', async () => {
      const row = { ...newRow(officer, 'person'), type: 'no-such-type' };
      const reply = await officer.push('records', [{ base: null, row }]);
      expect(reply.results[0]?.status).toBe('rejected');
      expect(reply.grown).toEqual([]);
    });
  });
}
