import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { preparedDatabase } from '../testing/prepared-database.ts';
import { password, startTestOffice, wangchun, type TestOffice } from '../testing/test-office.ts';

describe('a device that sends too much', () => {
  let office: TestOffice;
  beforeAll(async () => {
    office = await startTestOffice({ prepared: await preparedDatabase() }, { perDeviceMinute: 3 });
  });
  afterAll(() => office.district.close());

  it('is told to wait and for how long, by the district and by HTTP, and then goes on', async () => {
    const [seat, other] = [
      await office.signIn(wangchun, ['O']),
      await office.signIn(wangchun, ['O']),
    ];
    const ask = (who: typeof seat) => who.ask('/v1/digest', { collections: [] });
    const statuses: number[] = [];
    for (let request = 0; request < 4; request += 1) statuses.push((await ask(seat)).status);
    expect(statuses.at(-1)).toBe(429);
    const answer = await fetch(`${office.district.url}/v1/digest`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${seat.token}` },
      body: '{"collections":[]}',
    });
    const body = (await answer.json()) as { code: string; params: { seconds: number } };
    expect(body.code).toBe('too_many');
    expect(answer.headers.get('retry-after')).toBe(String(body.params.seconds));
    expect((await ask(other)).status).toBe(200);
    office.clock.advance(61);
    expect((await ask(seat)).status).toBe(200);
  });

  it('does not wait in an endless line for its password to be checked', async () => {
    const full = await startTestOffice({ prepared: await preparedDatabase() }, { passwordLine: 0 });
    try {
      const device = await full.enrol(wangchun);
      const user = await full.addUser(wangchun, ['O']);
      // More often than wrong passwords are forgiven: nothing of it counts as a try.
      for (let times = 0; times < 7; times += 1)
        expect(await device.login(user.login, password)).toEqual({
          status: 503,
          body: { code: 'sign_in_busy', params: { seconds: 10 } },
        });
      const answer = await fetch(`${full.district.url}/v1/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ login: user.login, password, deviceProof: await device.proof() }),
      });
      expect(answer.headers.get('retry-after')).toBe('10');
    } finally {
      await full.district.close();
    }
  });

  it('may send its files on a lane of their own, and not without end either', async () => {
    const quick = await startTestOffice(
      { prepared: await preparedDatabase() },
      { perDeviceMinute: 2, filesPerDeviceMinute: 5 },
    );
    try {
      const seat = await quick.signIn(wangchun, ['O']);
      const part = { record: 'r', sha256: '0'.repeat(64), offset: 0, length: 1 };
      const statuses: number[] = [];
      for (let request = 0; request < 6; request += 1)
        statuses.push((await seat.ask('/v1/files/read', part)).status);
      expect(statuses).toEqual([404, 404, 404, 404, 404, 429]);
      expect((await seat.ask('/v1/digest', { collections: [] })).status).toBe(200);
    } finally {
      await quick.district.close();
    }
  });
});
