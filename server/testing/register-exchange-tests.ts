/** USB exchange at the district (shared/exchange): who may bring a bundle, who may take it, and that looking changes nothing. */
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import type { z } from 'zod';
import {
  lookReply,
  makeReply,
  registerReply,
  takeReply,
} from '../../shared/exchange/desk-protocol.ts';
import type { BundleHeader, UpMessage } from '../../shared/exchange/format.ts';
import { writeBundle } from '../../shared/exchange/write-bundle.ts';
import type { SealingKey } from '../../shared/sync/district-keys.ts';
import { bundleWriter } from '../exchange/bundle-crypto.ts';
import type { PrivateJwk } from '../keys/district-keys.ts';
import { newRow } from './sample-rows.ts';
import { districtUnit, versions, wangchun, type TestOffice, type TestSeat } from './test-office.ts';

export function registerExchangeTests(started: () => TestOffice): void {
  let street: TestSeat;
  let desk: TestSeat;
  let answerTo: SealingKey;
  beforeAll(async () => {
    street = await started().signIn(wangchun, ['O']);
    desk = await started().signIn(districtUnit, ['D']);
    const { x = '' } = generateKeyPairSync('x25519').publicKey.export({ format: 'jwk' });
    answerTo = { kty: 'OKP', crv: 'X25519', x };
  });

  async function bundle(
    options: {
      seat?: TestSeat;
      signer?: TestSeat;
      head?: Partial<BundleHeader>;
      rows?: readonly { base: string | null; row: unknown }[];
      userId?: string;
    } = {},
  ): Promise<string> {
    const seat = options.seat ?? street;
    const signing = (options.signer ?? seat).device.privateKey.export({ format: 'jwk' });
    const district = seat.reply.keys.exchange;
    if (district === null) throw new Error('the district gave no exchange key');
    const messages: UpMessage[] = [
      {
        kind: 'opening',
        userId: options.userId ?? seat.userId,
        userName: '演示人员',
        versions,
        types: {},
      },
      {
        kind: 'push',
        request: {
          requestId: randomUUID(),
          collection: 'records',
          rows: [...(options.rows ?? [])],
          versions,
        },
        earlier: {},
      },
    ];
    const written = await writeBundle(
      bundleWriter({ signing: signing as PrivateJwk, answerTo: district }),
      {
        format: 1,
        kind: 'up',
        instance: started().instance,
        epoch: 1,
        isDemo: true,
        device: seat.device.id,
        letter: seat.device.letter,
        unit: seat.unit,
        seq: 1,
        lastReceipt: 0,
        answers: 0,
        createdAt: new Date(started().clock.now()).toISOString(),
        mediaNo: 'U-07',
        rows: options.rows?.length ?? 0,
        files: 0,
        answerTo,
        ...options.head,
      },
      messages,
    );
    if (written === null) throw new Error('too large');
    return written.text;
  }

  async function ask<T>(path: string, body: object, shape: z.ZodType<T>, seat = desk): Promise<T> {
    const { status, body: answer } = await seat.ask(path, body);
    if (status !== 200) throw new Error(`${path} ${status} ${JSON.stringify(answer)}`);
    return shape.parse(answer);
  }
  const look = (text: string) => ask('/v1/exchange/look', { text }, lookReply);
  const take = (text: string) =>
    ask('/v1/exchange/take', { text, mediaNo: '', virusChecked: true }, takeReply);
  const codeOf = async (text: string) => {
    const answer = await look(text);
    return answer.ok ? 'ok' : answer.refusal.code;
  };

  it('looks without a trace, takes once, and answers the same again', async () => {
    const good = newRow(street, 'person');
    const bad = newRow(street, 'person', { isDemo: false });
    const text = await bundle({ rows: [good, bad].map((row) => ({ base: null, row })) });
    const before = await desk.digest();
    expect(await look(text)).toMatchObject({
      ok: true,
      value: { accepted: 1, conflicts: 0, rejected: { demo_mixed: 1 }, standing: 'new' },
    });
    expect((await desk.digest()).scopes).toEqual(before.scopes);
    const first = await take(text);
    expect(first).toMatchObject({
      ok: true,
      value: { entry: { accepted: 1, rejected: 1, mediaNo: 'U-07', virusChecked: true, times: 1 } },
    });
    const again = await take(text);
    expect(again).toMatchObject({ ok: true, value: { entry: { accepted: 1, times: 2 } } });
    expect(first.ok && first.value.reply.fileName).toMatch(/-D0001\.qbx$/);
    expect(again.ok && again.value.reply.fileName).toMatch(/-D0002\.qbx$/);
    expect(await look(text)).toMatchObject({ ok: true, value: { standing: 'same' } });
    const held = await desk.pullAll('records');
    expect(held.rows.filter((row) => row.id === good.id)).toHaveLength(1);
    const { entries, devices } = await ask('/v1/exchange/register', {}, registerReply);
    expect(entries.filter((entry) => entry.direction === 'in')).toHaveLength(1);
    expect(devices.find((device) => device.id === street.device.id)).toMatchObject({
      lastUp: 1,
      lastDown: 2,
    });
    expect(await started().district.admin.verifyAudit()).toMatchObject({ ok: true });
  });

  it('names a gap, an older and a renumbered bundle, and takes them all', async () => {
    const seat = await started().signIn(wangchun, ['O']);
    for (const [seq, standing, missing] of [
      [1, 'new', []],
      [4, 'new', [2, 3]],
      [2, 'older', []],
      [4, 'renumbered', []],
    ] as const) {
      const text = await bundle({ seat, head: { seq } });
      expect(await look(text), String(seq)).toMatchObject({
        ok: true,
        value: { seq, standing, missing },
      });
      expect((await take(text)).ok).toBe(true);
    }
  });

  it('refuses what is not for it or not from whom it says, in words', async () => {
    const stranger = await started().signIn(wangchun, ['O']);
    const text = await bundle();
    expect(await codeOf('hello')).toBe('not_bundle');
    expect(await codeOf(text.slice(0, -30))).toBe('damaged');
    expect(await codeOf(await bundle({ head: { kind: 'down' } }))).toBe('wrong_direction_down');
    expect(await codeOf(await bundle({ head: { isDemo: false } }))).toBe('demo_mixed');
    expect(await codeOf(await bundle({ head: { instance: 'other' } }))).toBe('other_district');
    expect(await codeOf(await bundle({ head: { epoch: 2 } }))).toBe('other_epoch');
    expect(await codeOf(await bundle({ head: { device: 'nobody' } }))).toBe('unknown_device');
    expect(await codeOf(await bundle({ signer: stranger }))).toBe('not_signed');
    // Somebody who has never signed in on that computer, and one whose account has ended.
    expect(await codeOf(await bundle({ userId: stranger.userId }))).toBe('user_refused');
    await started().district.admin.disableUser(stranger.login);
    expect(await codeOf(await bundle({ seat: stranger }))).toBe('user_refused');
  });

  it('takes nothing from a revoked device and sends nothing to one that has never sent', async () => {
    const seat = await started().signIn(wangchun, ['O']);
    const make = () => ask('/v1/exchange/make', { device: seat.device.id, mediaNo: '' }, makeReply);
    expect(await make()).toMatchObject({ ok: false, refusal: { code: 'never_sent' } });
    expect((await take(await bundle({ seat }))).ok).toBe(true);
    expect(await make()).toMatchObject({ ok: true, value: { entry: { kind: 'down', seq: 2 } } });
    const text = await bundle({ seat, head: { seq: 2 } });
    await started().district.admin.revokeDevice(seat.device.id);
    expect(await codeOf(text)).toBe('device_revoked');
    expect(await make()).toMatchObject({ ok: false, refusal: { code: 'device_revoked' } });
  });

  it('is not there for a street, nor for the district’s readers', async () => {
    const reader = await started().signIn(districtUnit, ['X']);
    const text = await bundle();
    for (const seat of [street, reader])
      for (const [path, body] of [
        ['look', { text }],
        ['take', { text, mediaNo: '', virusChecked: true }],
        ['make', { device: street.device.id, mediaNo: '' }],
        ['register', {}],
      ] as const)
        expect(await seat.ask(`/v1/exchange/${path}`, body)).toMatchObject({ status: 404 });
  });

  it('answers nobody who has the token and not the device', async () => {
    const text = await bundle();
    for (const [path, body] of [
      ['look', { text }],
      ['take', { text, mediaNo: '', virusChecked: true }],
      ['make', { device: street.device.id, mediaNo: '' }],
      ['register', {}],
    ] as const)
      expect(await started().call(`/v1/exchange/${path}`, body, desk.token)).toMatchObject({
        status: 401,
        body: { code: 'proof_wrong' },
      });
  });

  it('takes nothing from a computer whose fingerprint nobody has compared, and makes nothing for it', async () => {
    const device = await started().enrol(wangchun, { autoConfirm: false });
    const text = await bundle({ seat: { ...street, device } });
    expect(await codeOf(text)).toBe('device_pending');
    expect(await take(text)).toMatchObject({ ok: false, refusal: { code: 'device_pending' } });
    const made = await ask('/v1/exchange/make', { device: device.id, mediaNo: '' }, makeReply);
    expect(made).toMatchObject({ ok: false, refusal: { code: 'device_pending' } });
  });
}
