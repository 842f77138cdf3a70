/** Pending devices, proofs of writing, orders, the board, the preflight. */
import { createHash, randomUUID } from 'node:crypto';
import { compactVerify, importJWK } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  boardReply,
  preflightReply,
  type BoardDevice,
} from '../../shared/sync/devices-protocol.ts';
import { deviceOrder } from '../../shared/sync/orders.ts';
import { enrolReply, pullReply, tokenReply } from '../../shared/sync/protocol.ts';
import { closeCode, openLine } from './live-line.ts';
import { newRow } from './sample-rows.ts';
import {
  districtUnit,
  newDeviceKey,
  password,
  versions,
  wangchun,
  type TestOffice,
  type TestSeat,
} from './test-office.ts';

export function registerDeviceTests(office: () => TestOffice): void {
  let admin: TestSeat;
  let officer: TestSeat;
  beforeAll(async () => {
    admin = await office().signIn(districtUnit, ['A']);
    officer = await office().signIn(wangchun, ['O']);
  });
  const board = async (): Promise<readonly BoardDevice[]> =>
    boardReply.parse((await admin.ask('/v1/devices', {})).body).devices;
  const onBoard = async (id: string) => (await board()).find((device) => device.id === id);

  describe('a pending device', () => {
    it('gets nothing until an administrator has compared its fingerprint', async () => {
      const device = await office().enrol(wangchun, { autoConfirm: false });
      const user = await office().addUser(wangchun, ['O']);
      const pending = { status: 403, body: { code: 'device_pending' } };
      expect(await device.login(user.login, password)).toEqual(pending);
      const shown = await onBoard(device.id);
      expect(shown).toMatchObject({ state: 'pending', lastSeenAt: null, users: [] });
      expect(shown?.fingerprint).toMatch(/^\d{4}( \d{4}){3}$/);
      const wrong = await admin.ask('/v1/devices/confirm', {
        deviceId: device.id,
        fingerprint: '0000 0000 0000 0001',
      });
      expect(wrong).toEqual({
        status: 403,
        body: { code: 'forbidden', params: { reason: 'other_fingerprint' } },
      });
      expect(await device.login(user.login, password)).toEqual(pending);
      const right = { deviceId: device.id, fingerprint: shown?.fingerprint ?? '' };
      expect((await admin.ask('/v1/devices/confirm', right)).status).toBe(200);
      expect((await device.login(user.login, password)).status).toBe(200);
      expect(await onBoard(device.id)).toMatchObject({ state: 'active', users: ['演示人员'] });
    });

    it('is said to be pending when it enrols, unless its code says otherwise', async () => {
      const enrolWith = async (autoConfirm: boolean) => {
        const made = await office().district.admin.createCode(wangchun, { autoConfirm });
        const { jwk } = newDeviceKey();
        const body = {
          code: made.ok ? made.code : '',
          devicePublicKey: jwk,
          deviceName: '电脑',
          versions,
        };
        return enrolReply.parse((await office().call('/v1/enrol', body)).body).confirmed;
      };
      expect(await enrolWith(false)).toBe(false);
      expect(await enrolWith(true)).toBe(true);
    });
  });

  describe('writing', () => {
    it('needs the device that the token belongs to, once per request, for exactly this request', async () => {
      const body = (id = randomUUID()) =>
        JSON.stringify({ requestId: id, collection: 'records', rows: [], versions });
      const text = body();
      const push = (proof?: string, sent = text, token = officer.token) =>
        office().call('/v1/push', sent, token, proof);
      const refused = { status: 401, body: { code: 'proof_wrong' } };
      const good = () => officer.device.signWrite('/v1/push', officer.token, text);
      expect(await push()).toEqual(refused);
      expect(await push('')).toEqual(refused);
      expect(await push('nicht.einmal.jwt')).toEqual(refused);
      expect(await push(await admin.device.signWrite('/v1/push', officer.token, text))).toEqual(
        refused,
      );
      expect(await push(await good(), body())).toEqual(refused);
      expect(
        await push(await officer.device.signWrite('/v1/password', officer.token, text)),
      ).toEqual(refused);
      expect(await push(await officer.device.signWrite('/v1/push', admin.token, text))).toEqual(
        refused,
      );
      // What signs a sign-in signs no write.
      expect(await push(await officer.device.proof())).toEqual(refused);
      const once = await good();
      expect((await push(once)).status).toBe(200);
      expect(await push(once)).toEqual({
        status: 401,
        body: { code: 'token_expired', params: { reason: 'replayed' } },
      });
    });

    it('forgives two minutes between the clocks and no more', async () => {
      const text = JSON.stringify({
        requestId: randomUUID(),
        collection: 'records',
        rows: [],
        versions,
      });
      const late = await officer.device.signWrite('/v1/push', officer.token, text);
      office().clock.advance(60 + 110);
      expect((await office().call('/v1/push', text, officer.token, late)).status).toBe(200);
      const later = await officer.device.signWrite('/v1/push', officer.token, text);
      office().clock.advance(60 + 130);
      expect(await office().call('/v1/push', text, officer.token, later)).toMatchObject({
        status: 401,
        body: { code: 'token_expired', params: { serverTime: expect.any(String) } },
      });
    });
  });

  describe('the board', () => {
    it('is for the district desk alone', async () => {
      for (const [unit, roles] of [
        [wangchun, ['O', 'H']],
        [wangchun, ['A']],
        [districtUnit, ['B', 'X']],
      ] as const) {
        const seat = await office().signIn(unit, roles);
        for (const path of ['/v1/devices', '/v1/devices/preflight', '/v1/devices/code'])
          expect((await seat.ask(path, path === '/v1/devices' ? {} : { unit })).body).toEqual({
            code: 'forbidden',
          });
        const act = { deviceId: officer.device.id };
        expect((await seat.ask('/v1/devices/revoke', act)).status).toBe(403);
        const move = { requestId: randomUUID(), ids: ['x'], to: wangchun, community: '' };
        expect((await seat.ask('/v1/moves', move)).status).toBe(403);
      }
    });

    it('shows what a device says of itself, and what it was refused', async () => {
      const seat = await office().signIn(wangchun, ['O']);
      const report = {
        queue: 3,
        files: 1,
        oldestUnsentAt: '2026-11-20T02:00:00.000Z',
        clockOffset: -5000,
        freeBytes: 1_000_000,
      };
      const ask = {
        collection: 'records',
        checkpoint: {},
        limit: 10,
        versions: { ...versions, app: '9.9.9' },
        report,
      };
      expect((await seat.ask('/v1/pull', ask)).status).toBe(200);
      await seat.push('records', [
        { base: null, row: newRow(seat, 'person', { bizNo: 17 as never }) },
      ]);
      expect(await onBoard(seat.device.id)).toMatchObject({
        report,
        appVersion: '9.9.9',
        rejected: 1,
        state: 'active',
      });
    });

    it('gives a code, and says beforehand what a new device will download', async () => {
      const made = await admin.ask('/v1/devices/code', { unit: wangchun });
      expect(made).toMatchObject({
        status: 200,
        body: { code: expect.stringMatching(/^\w{4}-\w{4}-\w{4}$/) },
      });
      expect((await admin.ask('/v1/devices/code', { unit: '330203999' })).status).toBe(404);
      const foreseen = preflightReply.parse(
        (await admin.ask('/v1/devices/preflight', { unit: wangchun })).body,
      );
      const fresh = await office().signIn(wangchun, ['O']);
      let bytes = 0;
      let rows = 0;
      for (const collection of ['records', 'events', 'masters'] as const) {
        const pulled = await fresh.pullAll(collection, {}, 100);
        const living = pulled.rows.filter((row) => !row._deleted);
        rows += living.length;
        bytes += JSON.stringify(living).length;
      }
      const foretold = foreseen.records + foreseen.events + foreseen.masters;
      expect(Math.abs(foretold - rows)).toBeLessThanOrEqual(rows * 0.2);
      expect(Math.abs(foreseen.bytes - bytes)).toBeLessThanOrEqual(bytes * 0.2);
    });
  });

  describe('stopping a device', () => {
    it('refuses its next request and closes its line', async () => {
      const seat = await office().signIn(wangchun, ['O']);
      const line = await openLine(office(), seat);
      expect((await admin.ask('/v1/devices/revoke', { deviceId: seat.device.id })).status).toBe(
        200,
      );
      expect(await line.closed).toBe(4401);
      expect(await seat.ask('/v1/digest', { collections: ['records'] })).toEqual({
        status: 401,
        body: { code: 'device_revoked', orders: [expect.any(String)] },
      });
      expect(await closeCode(office(), seat.token)).toBe(4401);
      expect(await onBoard(seat.device.id)).toMatchObject({ state: 'revoked', users: [] });
      expect((await admin.ask('/v1/devices/revoke', { deviceId: 'keins' })).status).toBe(404);
    });

    it('orders a wipe, signed, wherever the device turns up, until it has obeyed', async () => {
      const seat = await office().signIn(wangchun, ['O']);
      const { signing } = seat.reply.keys;
      const ordered = () => admin.ask('/v1/devices/wipe', { deviceId: seat.device.id });
      expect((await ordered()).status).toBe(200);
      expect((await ordered()).status).toBe(200);
      expect(await onBoard(seat.device.id)).toMatchObject({ state: 'active', wipeOrdered: true });
      const { orders } = await seat.pull('records');
      expect(orders).toHaveLength(1);
      const renewed = await office().call('/v1/token', {
        refreshToken: seat.reply.refreshToken,
        deviceProof: await seat.device.proof(),
      });
      expect(tokenReply.parse(renewed.body).orders).toEqual(orders);
      const { payload } = await compactVerify(orders[0] ?? '', await importJWK(signing, 'EdDSA'));
      const order = deviceOrder.parse(JSON.parse(new TextDecoder().decode(payload)));
      expect(order).toMatchObject({
        kind: 'wipe',
        deviceId: seat.device.id,
        instance: office().instance,
      });
      // Stopped as well: it still hears what it has to do, and nothing else.
      await admin.ask('/v1/devices/revoke', { deviceId: seat.device.id });
      const stopped = await seat.ask('/v1/pull', {
        collection: 'records',
        checkpoint: {},
        limit: 1,
        versions,
      });
      expect(stopped).toEqual({ status: 401, body: { code: 'device_revoked', orders } });
      const done = async () =>
        office().call('/v1/orders/done', {
          orderId: order.id,
          deviceProof: await seat.device.proof(),
        });
      const other = await office().call('/v1/orders/done', {
        orderId: order.id,
        deviceProof: await officer.device.proof(),
      });
      expect(other.status).toBe(404);
      expect((await done()).status).toBe(200);
      expect((await done()).status).toBe(200);
      expect(await onBoard(seat.device.id)).toMatchObject({ state: 'wiped', wipeOrdered: false });
      expect(await office().district.admin.verifyAudit()).toMatchObject({ ok: true });
    });
  });

  it('proofs are made of the very bytes', () => {
    // The helper above and the app must hash alike; base64url without padding.
    expect(createHash('sha256').update('').digest('base64url')).toBe(
      '47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU',
    );
  });

  it('a pull names its orders even when there are none', async () => {
    const reply = pullReply.parse(
      (await officer.ask('/v1/pull', { collection: 'records', checkpoint: {}, limit: 1, versions }))
        .body,
    );
    expect(reply.orders).toEqual([]);
  });
}
