/** The public door: what it takes, what it refuses, that nothing comes back out, and the way of one request to its rating. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Envelope } from '../../shared/records/envelope.ts';
import { onlineRequest } from '../../shared/records/online_request/index.ts';
import { moveRecord } from '../../shared/workflow/move.ts';
import { takeStep } from '../../shared/workflow/workflow.ts';
import { districtUnit, gulin, wangchun, type TestOffice, type TestSeat } from './test-office.ts';

let count = 0;
function request(more: Record<string, unknown> = {}) {
  count += 1;
  return {
    channel: 'eplus',
    kind: 'advice',
    unit: wangchun,
    name: '陈思哲',
    phone: `1010000${String(count).padStart(4, '0')}`,
    title: '咨询留学回国落户',
    content: '明年夏天毕业回国，请问落户需要哪些材料。',
    consent: true,
    ...more,
  };
}

export function registerIntakeTests(office: () => TestOffice): void {
  const send = (more: Record<string, unknown> = {}) =>
    office().call('/v1/intake/request', request(more));
  const receiptOf = ({ status, body }: { status: number; body: unknown }) => {
    expect(status).toBe(200);
    return body as { serverNo: string; token: string };
  };
  const pulled = async (seat: TestSeat, serverNo: string) => {
    const { rows } = await seat.pullAll('records');
    return rows.find(
      (row) => 'type' in row && row.type === 'online_request' && row.data['serverNo'] === serverNo,
    ) as (Envelope & { _deleted: boolean }) | undefined;
  };

  describe('the intake of online requests', () => {
    it('makes a record in the matched unit, and none that another street can see', async () => {
      const [ours, theirs] = await Promise.all([
        office().signIn(wangchun, ['O']),
        office().signIn(gulin, ['O']),
      ]);
      const { serverNo, token } = receiptOf(await send());
      expect(serverNo).toMatch(/^WS-\d{4}-\d{6}$/);
      const record = await pulled(ours, serverNo);
      expect(record).toMatchObject({
        unit: wangchun,
        state: 'new',
        data: { channel: 'eplus', kind: 'advice', senderName: '陈思哲', matched: true },
      });
      expect(JSON.stringify(record)).not.toContain(token);
      expect(await pulled(theirs, serverNo)).toBeUndefined();
      const events = (await ours.pullAll('events')).rows.filter(
        (row) => 'recordId' in row && row.recordId === record?.id,
      );
      expect(events).toHaveLength(1);
    });

    it('goes to the district when no street fits', async () => {
      const [desk, street] = await Promise.all([
        office().signIn(districtUnit, ['D']),
        office().signIn(wangchun, ['O']),
      ]);
      const { unit: _unit, ...without } = request();
      const { serverNo } = receiptOf(await office().call('/v1/intake/request', without));
      expect(await pulled(desk, serverNo)).toMatchObject({ unit: districtUnit });
      expect(await pulled(street, serverNo)).toBeUndefined();
    });

    it.each([
      ['markup', { content: '你好 <script>alert(1)</script>' }],
      ['a picture tag in the title', { title: '<img src=x>' }],
      ['control characters', { content: 'a\u0007b' }],
      ['null characters', { content: 'a\u0000b' }],
      ['half a letter', { content: 'a\ud800' }],
      ['an unknown kind', { kind: 'gift' }],
      ['a telephone that is none', { phone: 'call me' }],
      ['a country that is none', { country: 'XXX' }],
      ['too much text', { content: '字'.repeat(2001) }],
      ['an attachment', { attachments: [{ name: 'a.exe' }] }],
      ['missing consent', { consent: false }],
      ['an empty title', { title: '   ' }],
    ])('refuses %s, and says no more than the field', async (_what, more) => {
      const { status, body } = await send(more);
      expect(status).toBe(400);
      expect(Object.keys(body as object).toSorted()).not.toContain('content');
      expect(JSON.stringify(body)).not.toContain('alert');
    });

    it('refuses a body that is too large before reading it', async () => {
      const { status } = await send({ content: 'x'.repeat(40_000) });
      expect([400, 413]).toContain(status);
    });

    it('gives robots a receipt for nothing', async () => {
      const desk = await office().signIn(wangchun, ['O']);
      const { serverNo, token } = receiptOf(await send({ website: 'http://buy.example' }));
      expect(await pulled(desk, serverNo)).toBeUndefined();
      expect((await office().call('/v1/intake/answer', { serverNo, token })).status).toBe(404);
    });

    it('holds back the sixth request of one sender within a day', async () => {
      const phone = '10100099999';
      for (let index = 0; index < 5; index += 1)
        expect((await send({ phone })).status, String(index)).toBe(200);
      expect((await send({ phone })).status).toBe(429);
    });

    it('says nothing of a request without its token', async () => {
      const { serverNo, token } = receiptOf(await send());
      const wrong = `${token.slice(0, 42)}${token.endsWith('A') ? 'B' : 'A'}`;
      expect((await office().call('/v1/intake/answer', { serverNo, token: wrong })).status).toBe(
        404,
      );
      const { status, body } = await office().call('/v1/intake/answer', { serverNo, token });
      expect([status, body]).toEqual([200, { state: 'received' }]);
    });

    it('is signed and answered by the office, heard and rated by the sender, and rated once', async () => {
      const seat = await office().signIn(wangchun, ['O']);
      const receipt = receiptOf(await send());
      const arrived = await pulled(seat, receipt.serverNo);
      if (arrived === undefined) throw new Error('the request has arrived');
      const { _deleted, ...record } = arrived;
      const signed = step(seat, record, 'sign');
      const answered = step(seat, signed, 'answer', { answer: '带毕业证和护照到公安窗口办理。' });
      const sent = { ...answered, mutation: randomUUID(), _deleted: false };
      const { results } = await seat.push('records', [{ base: record.mutation, row: sent }]);
      expect(results).toMatchObject([{ status: 'accepted' }]);
      const heard = await office().call('/v1/intake/answer', receipt);
      expect(heard.body).toMatchObject({
        state: 'answered',
        answer: '带毕业证和护照到公安窗口办理。',
      });
      expect(JSON.stringify(heard.body)).not.toContain('陈思哲');
      const rate = () =>
        office().call('/v1/intake/rating', { ...receipt, rating: 2, note: '太笼统' });
      expect((await rate()).status).toBe(200);
      expect((await rate()).status).toBe(400);
      expect(await pulled(seat, receipt.serverNo)).toMatchObject({
        state: 'rated',
        data: { rating: 2, ratingNote: '太笼统' },
      });
    });

    it('lets nobody in an office change what the sender wrote', async () => {
      const seat = await office().signIn(wangchun, ['O']);
      const { serverNo } = receiptOf(await send());
      const arrived = await pulled(seat, serverNo);
      if (arrived === undefined) throw new Error('the request has arrived');
      const { _deleted, ...record } = arrived;
      const signed = step(seat, record, 'sign');
      const forged = { ...signed.data, content: '我很满意' };
      const { results } = await seat.push('records', [
        { base: record.mutation, row: { ...signed, data: forged, _deleted: false } },
      ]);
      expect(results).toMatchObject([{ status: 'rejected', code: 'closed_state' }]);
    });
  });

  /** One step as the seat's device would take it. */
  function step(
    seat: TestSeat,
    record: Envelope,
    action: string,
    asked: Record<string, unknown> = {},
  ): Envelope {
    const now = new Date(office().clock.now()).toISOString();
    const context = {
      now,
      today: now.slice(0, 10),
      isDemo: true,
      actor: { ...seat.reply.actor },
      opinion: '',
    };
    const filled: Envelope = {
      ...record,
      version: record.version + 1,
      mutation: randomUUID(),
      updatedAt: now,
      updatedBy: seat.userId,
      device: seat.device.id,
      data: { ...record.data, ...asked },
    };
    const taken = takeStep(onlineRequest, action, record.state, filled, context);
    if (!taken.ok) throw new Error(`${action} ${taken.block} ${JSON.stringify(taken.problems)}`);
    const moved = moveRecord(
      onlineRequest,
      filled,
      { transition: taken.step, from: record.state, stepId: randomUUID() },
      context,
    );
    const own = (taken.step.effects?.(moved, context) ?? []).flatMap((effect) =>
      effect.kind === 'patch' && effect.id === record.id ? [effect.data] : [],
    );
    return { ...moved, data: Object.assign({}, moved.data, ...own) };
  }
}
