/** Enrolment, sign-in, tokens: what must work and what must not. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { enrolReply, tokenReply } from '../../shared/sync/protocol.ts';
import {
  gulin,
  newDeviceKey,
  password,
  versions,
  wangchun,
  type TestOffice,
} from './test-office.ts';

export function registerSignInTests(office: () => TestOffice): void {
  const enrolWith = (code: string, key = newDeviceKey()) =>
    office().call('/v1/enrol', { code, devicePublicKey: key.jwk, deviceName: '电脑', versions });
  const freshCode = async (unit = wangchun, hours = 24) => {
    const made = await office().district.admin.createCode(unit, { hours });
    if (!made.ok) throw new Error(made.code);
    return made.code;
  };
  const renew = async (seat: { device: { proof(): Promise<string> } }, refreshToken: string) =>
    office().call('/v1/token', { refreshToken, deviceProof: await seat.device.proof() });

  describe('enrolment', () => {
    it('gives identity, unit and a letter of its own', async () => {
      const first = enrolReply.parse((await enrolWith(await freshCode())).body);
      const second = enrolReply.parse((await enrolWith(await freshCode())).body);
      expect(first).toMatchObject({ unit: wangchun, unitName: '望春街道', isDemo: true, epoch: 1 });
      expect(first.deviceLetter).not.toBe(second.deviceLetter);
      expect(first.deviceId).not.toBe(second.deviceId);
    });

    it('reads a code however it is typed', async () => {
      const code = (await freshCode()).toLowerCase().replaceAll('-', ' ');
      expect((await enrolWith(code)).status).toBe(200);
    });

    it('refuses a wrong code, and the right one after five wrong tries', async () => {
      const code = await freshCode();
      const wrong = code.slice(0, -1) + (code.endsWith('A') ? 'B' : 'A');
      const logged = async () => {
        const check = await office().district.admin.verifyAudit();
        return check.ok ? check.entries : 0;
      };
      const before = await logged();
      for (let attempt = 0; attempt < 5; attempt += 1) {
        expect(await enrolWith(wrong)).toEqual({ status: 403, body: { code: 'enrol_code_wrong' } });
      }
      expect((await enrolWith(code)).body).toEqual({ code: 'enrol_code_wrong' });
      expect(await logged()).toBe(before + 6);
    });

    it('refuses an expired code', async () => {
      const code = await freshCode(wangchun, 1);
      office().clock.advance(3601);
      expect(await enrolWith(code)).toEqual({ status: 403, body: { code: 'enrol_code_expired' } });
    });

    it('lets one device in per code, and answers that device again', async () => {
      const code = await freshCode();
      const key = newDeviceKey();
      const first = await enrolWith(code, key);
      expect(await enrolWith(code, key)).toEqual(first);
      expect((await enrolWith(code)).body).toEqual({ code: 'enrol_code_used' });
    });

    it('gives a code to one of two devices that use it at once', async () => {
      const code = await freshCode();
      const answers = await Promise.all([enrolWith(code), enrolWith(code)]);
      expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200, 403]));
    });
  });

  describe('sign-in', () => {
    it('answers with the actor and tokens', async () => {
      const seat = await office().signIn(wangchun, ['O']);
      expect(seat.reply.actor).toMatchObject({
        userId: seat.userId,
        unit: wangchun,
        roles: ['O'],
        community: '',
      });
    });

    it('answers a wrong password and an unknown account alike', async () => {
      const device = await office().enrol(wangchun);
      const user = await office().addUser(wangchun, ['O']);
      const wrong = await device.login(user.login, 'nicht dieses');
      expect(wrong).toEqual({ status: 401, body: { code: 'login_wrong' } });
      expect(await device.login('niemand', 'nicht dieses')).toEqual(wrong);
    });

    it('pauses an account after five wrong passwords, longer each time, whatever the password', async () => {
      const device = await office().enrol(wangchun);
      const user = await office().addUser(wangchun, ['O']);
      for (let attempt = 0; attempt < 5; attempt += 1)
        await device.login(user.login, 'falsch falsch');
      const locked = await device.login(user.login, password);
      expect(locked).toEqual({
        status: 429,
        body: { code: 'login_locked', params: { seconds: 30 } },
      });
      office().clock.advance(31);
      await device.login(user.login, 'falsch falsch');
      expect((await device.login(user.login, password)).body).toEqual({
        code: 'login_locked',
        params: { seconds: 60 },
      });
      office().clock.advance(61);
      expect((await device.login(user.login, password)).status).toBe(200);
    });

    it('counts parallel guesses', async () => {
      const device = await office().enrol(wangchun);
      const user = await office().addUser(wangchun, ['O']);
      const guesses = await Promise.all(
        Array.from({ length: 12 }, () => device.login(user.login, 'geraten geraten')),
      );
      expect(guesses.filter((guess) => guess.status === 401)).toHaveLength(5);
      expect(guesses.filter((guess) => guess.status === 429)).toHaveLength(7);
    });

    it("refuses another unit's user, a disabled user and a revoked device", async () => {
      const device = await office().enrol(wangchun);
      const foreign = await office().addUser(gulin, ['O']);
      expect((await device.login(foreign.login, password)).body).toEqual({
        code: 'user_other_unit',
      });
      const user = await office().addUser(wangchun, ['O']);
      await office().district.admin.disableUser(user.login);
      expect((await device.login(user.login, password)).body).toEqual({ code: 'user_disabled' });
      await office().district.admin.revokeDevice(device.id);
      expect(await device.login(user.login, password)).toEqual({
        status: 401,
        body: { code: 'device_revoked', orders: [expect.any(String)] },
      });
    });

    it('refuses proofs that are replayed, too long, expired, for another server or not signed by the device', async () => {
      const { call, enrol, addUser } = office();
      const device = await enrol(wangchun);
      const user = await addUser(wangchun, ['O']);
      const login = async (deviceProof: string) =>
        (await call('/v1/login', { login: user.login, password, deviceProof })).body;
      const good = await device.proof();
      expect(tokenReply.safeParse(await login(good)).success).toBe(true);
      expect(await login(good)).toEqual({ code: 'token_expired', params: { reason: 'replayed' } });
      expect(await login(await device.proof({ exp: 3600 }))).toMatchObject({
        code: 'token_expired',
      });
      expect(await login(await device.proof({ exp: -600 }))).toMatchObject({
        code: 'token_expired',
      });
      expect(await login(await device.proof({ aud: randomUUID() }))).toEqual({
        code: 'device_unknown',
      });
      const [header, , signature] = good.split('.');
      const other = (await (await enrol(wangchun)).proof()).split('.');
      expect(await login([header, other[1], signature].join('.'))).toEqual({
        code: 'device_unknown',
      });
      expect(await login('nicht.einmal.jwt')).toEqual({ code: 'bad_request' });
    });
  });

  describe('tokens', () => {
    it('rotate: the new pair works, the chain goes on', async () => {
      const seat = await office().signIn(wangchun, ['O']);
      const second = tokenReply.parse((await renew(seat, seat.reply.refreshToken)).body);
      const third = tokenReply.parse((await renew(seat, second.refreshToken)).body);
      const digest = await office().call(
        '/v1/digest',
        { collections: ['records'] },
        third.accessToken,
      );
      expect(digest.status).toBe(200);
    });

    it('answer again when the reply was lost, but not once the successor was used', async () => {
      const seat = await office().signIn(wangchun, ['O']);
      const first = seat.reply.refreshToken;
      await renew(seat, first);
      const again = tokenReply.parse((await renew(seat, first)).body);
      tokenReply.parse((await renew(seat, again.refreshToken)).body);
      expect(await renew(seat, first)).toEqual({ status: 401, body: { code: 'token_reused' } });
    });

    it('end for the whole sign-in when an old one comes back later', async () => {
      const seat = await office().signIn(wangchun, ['O']);
      const second = tokenReply.parse((await renew(seat, seat.reply.refreshToken)).body);
      office().clock.advance(121);
      expect((await renew(seat, seat.reply.refreshToken)).body).toEqual({ code: 'token_reused' });
      expect((await renew(seat, second.refreshToken)).body).toEqual({ code: 'token_reused' });
      const digest = await office().call(
        '/v1/digest',
        { collections: ['records'] },
        second.accessToken,
      );
      expect(digest).toEqual({ status: 401, body: { code: 'token_reused' } });
    });

    it('belong to their device', async () => {
      const seat = await office().signIn(wangchun, ['O']);
      const other = await office().enrol(wangchun);
      expect((await renew({ device: other }, seat.reply.refreshToken)).body).toEqual({
        code: 'token_expired',
      });
    });

    it('expire after ten minutes, and are nothing when made up', async () => {
      const seat = await office().signIn(wangchun, ['O']);
      office().clock.advance(601);
      const ask = (token: string) =>
        office().call('/v1/digest', { collections: ['records'] }, token);
      expect(await ask(seat.token)).toEqual({ status: 401, body: { code: 'token_expired' } });
      expect((await ask('erfunden')).body).toEqual({ code: 'token_expired' });
      expect((await ask('')).body).toEqual({ code: 'token_expired' });
    });

    it('stop at once when the device is revoked, the user disabled or the password reset', async () => {
      const { admin } = office().district;
      const seats = await Promise.all([1, 2, 3].map(() => office().signIn(wangchun, ['O'])));
      const [revoked, disabled, reset] = seats;
      if (revoked === undefined || disabled === undefined || reset === undefined)
        throw new Error('three seats');
      await admin.revokeDevice(revoked.device.id);
      await admin.disableUser(disabled.login);
      await admin.setPassword(reset.login, 'ein anderes');
      const codes = await Promise.all(
        seats.map(
          async (seat) =>
            (await office().call('/v1/digest', { collections: ['records'] }, seat.token)).body,
        ),
      );
      expect(codes).toEqual([
        { code: 'device_revoked', orders: [expect.any(String)] },
        { code: 'user_disabled' },
        { code: 'token_reused' },
      ]);
      expect((await renew(disabled, disabled.reply.refreshToken)).body).toEqual({
        code: 'user_disabled',
      });
      expect((await renew(reset, reset.reply.refreshToken)).body).toEqual({ code: 'token_reused' });
    });
  });
}
