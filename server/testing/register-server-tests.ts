/** The server as a whole: health, headers, live pokes, bulk seeding, audit chain, several writers at once. */
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { healthReply, type CheckpointVector } from '../../shared/sync/protocol.ts';
import { closeCode, openLine } from './live-line.ts';
import { newRow } from './sample-rows.ts';
import { districtUnit, gulin, wangchun, type TestOffice, type TestSeat } from './test-office.ts';

export function registerServerTests(office: () => TestOffice): void {
  describe('the server', () => {
    it('says that it is well and who it is, and nothing more', async () => {
      const { status, body } = await office().call('/v1/health');
      expect(status).toBe(200);
      expect(healthReply.parse(body)).toMatchObject({
        ok: true,
        instance: office().instance,
        protocol: 1,
        isDemo: true,
      });
    });

    it('sends security headers', async () => {
      const { headers } = await fetch(`${office().district.url}/v1/health`);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-powered-by')).toBeNull();
    });

    it('keeps an unbroken audit chain', async () => {
      await office().signIn(wangchun, ['O']);
      const check = await office().district.admin.verifyAudit();
      expect(check).toMatchObject({ ok: true });
      expect(check.ok && check.entries).toBeGreaterThan(2);
    });

    it('seeds many rows once, however often it is asked', async () => {
      const seat = await office().signIn('330203007', ['O']);
      const docs = Array.from({ length: 1200 }, () => {
        const { _deleted, ...doc } = newRow(seat, 'person');
        return doc;
      });
      const { admin } = office().district;
      expect(await admin.seedRows('records', docs)).toBe(1200);
      expect(await admin.seedRows('records', docs)).toBe(0);
      const pulled = await seat.pullAll('records', {}, 500);
      expect(pulled.rows.map((row) => row.id)).toEqual(docs.map((doc) => doc.id));
    });
  });

  describe('live', () => {
    it('pokes whoever may hold the scope that grew, and nobody else', async () => {
      const [officer, neighbour, desk, colleague, another] = await Promise.all([
        office().signIn(wangchun, ['O']),
        office().signIn(gulin, ['O']),
        office().signIn(districtUnit, ['D']),
        office().signIn(wangchun, ['O']),
        office().signIn(gulin, ['O']),
      ]);
      const lines = await Promise.all(
        [officer, neighbour, desk].map((seat) => openLine(office(), seat)),
      );
      const [ours, theirs, district] = lines;
      if (ours === undefined || theirs === undefined || district === undefined)
        throw new Error('three lines');
      await colleague.push('records', [{ base: null, row: newRow(colleague, 'person') }]);
      expect(await ours.next()).toEqual([wangchun]);
      expect(await district.next()).toEqual([wangchun]);
      // The neighbour's next poke is about the neighbour's own street, so the one before never came.
      await another.push('records', [{ base: null, row: newRow(another, 'person') }]);
      expect(await theirs.next()).toEqual([gulin]);
      for (const line of lines) line.socket.close();
    });

    it('refuses a wrong token and ends when the device is revoked', async () => {
      const seat = await office().signIn(wangchun, ['O']);
      expect(await closeCode(office(), 'erfunden')).toBe(4401);
      const line = await openLine(office(), seat);
      await office().district.admin.revokeDevice(seat.device.id);
      expect(await line.closed).toBe(4401);
    });
  });

  describe('several writers at once', () => {
    it('miss nothing: a reader who keeps pulling sees every row exactly once, in order', async () => {
      const seats = await Promise.all([
        ...Array.from({ length: 4 }, () => office().signIn(wangchun, ['O'])),
        ...Array.from({ length: 4 }, () => office().signIn(gulin, ['O'])),
      ]);
      const reader = await office().signIn(districtUnit, ['D']);
      const start = (await reader.pullAll('records')).checkpoint;
      let writing = true;
      const reading = readWhile(reader, start, () => writing);
      const written = await Promise.all(seats.map((seat) => writeBursts(seat)));
      writing = false;
      const seen = await reading;
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.toSorted()).toEqual(written.flat().toSorted());
    });
  });
}

/** Twelve requests of five rows, one after the other. */
export async function writeBursts(seat: TestSeat): Promise<string[]> {
  const ids: string[] = [];
  for (let burst = 0; burst < 12; burst += 1) {
    const rows = Array.from({ length: 5 }, () => newRow(seat, 'person'));
    const { results } = await seat.push(
      'records',
      rows.map((row) => ({ base: null, row })),
    );
    expect(results.every((result) => result.status === 'accepted')).toBe(true);
    ids.push(...rows.map((row) => row.id));
  }
  return ids;
}

/** Everything a device sees that pulls again and again while others write, and once more afterwards. */
export async function readWhile(
  reader: TestSeat,
  start: CheckpointVector,
  goOn: () => boolean,
): Promise<string[]> {
  const seen: string[] = [];
  let checkpoint = start;
  for (let last = false; !last;) {
    last = !goOn();
    const page = await reader.pullAll('records', checkpoint, 9);
    seen.push(...page.rows.map((row) => row.id));
    ({ checkpoint } = page);
    await sleep(1);
  }
  return seen;
}
