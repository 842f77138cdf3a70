/** Whatever is sent: an answer that blames the sender, never a server that falls over. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { maxBatch, pushReply } from '../../shared/sync/protocol.ts';
import { newRow } from './sample-rows.ts';
import { versions, wangchun, type TestOffice, type TestSeat } from './test-office.ts';

export function registerGarbageTests(office: () => TestOffice): void {
  let officer: TestSeat;
  beforeAll(async () => {
    officer = await office().signIn(wangchun, ['O']);
  });

  describe('garbage', () => {
    const bodies: readonly (readonly [string, string])[] = [
      ['nothing', ''],
      ['no JSON', '{"requestId":'],
      ['a number', '17'],
      ['null', 'null'],
      ['a list', '[]'],
      [
        'an unknown field',
        JSON.stringify({ requestId: 'x', collection: 'records', rows: [], versions, mehr: 1 }),
      ],
      [
        'an unknown collection',
        JSON.stringify({ requestId: 'x', collection: 'credentials', rows: [], versions }),
      ],
      [
        'a null character',
        JSON.stringify({ requestId: 'a\u0000b', collection: 'records', rows: [], versions }),
      ],
      ['half a letter', '{"requestId":"\\ud800","collection":"records","rows":[]}'],
      ['a poisoned prototype', '{"__proto__":{"admin":true}}'],
      ['a deep nest', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
    ];
    it.each(bodies)('%s is answered with 400', async (_name, body) => {
      for (const path of [
        '/v1/push',
        '/v1/pull',
        '/v1/digest',
        '/v1/login',
        '/v1/token',
        '/v1/enrol',
      ]) {
        const proof = await officer.device.signWrite(path, officer.token, body);
        const answer = await office().call(path, body, officer.token, proof);
        expect([path, answer.status, answer.body]).toEqual([
          path,
          400,
          expect.objectContaining({ code: 'bad_request' }),
        ]);
      }
    });

    it('a deep row is refused alone', async () => {
      const row = newRow(officer, 'person');
      const deep = { ...row, data: { deep: '@' } };
      const rows = [deep, row].map((each) => ({ base: null, row: each }));
      const request = { requestId: randomUUID(), collection: 'records', rows, versions };
      // By hand, because writing such a value as JSON overflows the stack of the test itself.
      const body = JSON.stringify(request).replace('"@"', '['.repeat(5000) + ']'.repeat(5000));
      const proof = await officer.device.signWrite('/v1/push', officer.token, body);
      const answer = await office().call('/v1/push', body, officer.token, proof);
      const { results } = pushReply.parse(answer.body);
      expect(results.map((result) => result.status)).toEqual(['rejected', 'accepted']);
    });

    it('too much at once and too old a version have their own answers', async () => {
      const rows = Array.from({ length: maxBatch + 1 }, () => ({ base: null, row: {} }));
      const body = { requestId: 'viel', collection: 'records', rows, versions };
      expect((await officer.ask('/v1/push', body)).status).toBe(400);
      const huge = await office().call('/v1/push', `"${'x'.repeat(5_000_000)}"`, officer.token);
      expect(huge).toEqual({ status: 413, body: { code: 'bad_request' } });
      const old = { ...body, rows: [], versions: { ...versions, protocol: 0 } };
      expect(await officer.ask('/v1/push', old)).toMatchObject({
        status: 426,
        body: { code: 'version_too_old' },
      });
      expect(await office().call('/v1/nichts', {})).toEqual({
        status: 404,
        body: { code: 'not_found' },
      });
    });
  });
}
