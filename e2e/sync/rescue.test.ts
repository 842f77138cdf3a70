// Work is never destroyed when access ends: revoked while offline, killed at every step, a lost unit; released for others to see.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileRef } from '../../shared/files/file-ref.ts';
import type { Input, SessionState } from '../../shared/bridge/contract.ts';
import { pieceBytes } from '../../shared/files/file-ref.ts';
import {
  addHousehold,
  communities,
  edit,
  getRecord,
  isProved,
  openStage,
  password,
  startUp,
  streets,
  syncUntil,
  value,
  type Device,
  type Stage,
} from './support/stage.ts';

const patience = 240_000;
let stage: Stage;
let desk: Device;
let witness: Device;

beforeAll(async () => {
  stage = await openStage({ perMinute: 1_000_000 });
  await stage.addUser('rescue-desk', streets.district, ['D']);
  await stage.addUser('rescue-witness', streets.wangchun, ['O']);
  desk = await stage.device('rescue-desk', streets.district);
  witness = await stage.device('rescue-witness', streets.wangchun);
}, startUp);
afterAll(() => stage.close());

const session = (device: Device) => device.bridge.call('app.session', {});

async function until<T>(read: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  for (let left = 300; ; left -= 1) {
    const found = await read();
    if (holds(found)) return found;
    if (left === 0) throw new Error(`never came to be: ${JSON.stringify(found)}`);
    await pause();
  }
}
const pause = () => new Promise<void>((resolve) => void setTimeout(resolve, 200));

async function revoke(name: string): Promise<void> {
  const board = value(await desk.bridge.call('devices.board', {}));
  const device = board.devices.find((each) => each.name === name && each.state === 'active');
  value(await desk.bridge.call('devices.revoke', { deviceId: device?.id ?? '' }));
}

async function attach(device: Device, bytes: Buffer): Promise<FileRef> {
  const { ticket } = value(await device.bridge.call('files.begin', { size: bytes.length }));
  for (let at = 0; at < bytes.length; at += pieceBytes)
    value(
      await device.bridge.call('files.piece', {
        ticket,
        data: bytes.subarray(at, at + pieceBytes).toString('base64'),
      }),
    );
  const taken = value(await device.bridge.call('files.finish', { ticket, imagesOnly: false }));
  return { id: 'ref', name: '材料.pdf', ...taken };
}

async function suggestionWith(device: Device, file: FileRef): Promise<string> {
  const saved = await device.bridge.call('records.save', {
    type: 'suggestion',
    id: null,
    data: {
      channel: 'desk',
      category: 'service',
      content: '离线时收到的意见',
      receivedOn: '2026-01-05',
      attachments: [file],
    } as unknown as Input<'records.save'>['data'],
    draftId: null,
    baseMutation: null,
    baseData: null,
    action: 'register',
    opinion: '',
  });
  return value(saved).id;
}

interface Unsent {
  readonly edited: string;
  readonly removed: string;
  readonly fresh: string;
  readonly sha256: string;
  readonly bytes: Buffer;
}

/** A street's computer with two synced households, then offline: one edited, one removed, a suggestion with a file, a draft. */
async function workOffline(device: Device): Promise<Unsent> {
  const edited = await addHousehold(device, '改过的户', communities.wangchun);
  const removed = await addHousehold(device, '删掉的户', communities.wangchun);
  await syncUntil(device, isProved);
  device.proxy.set('dead');
  value(await edit(device, 'household', edited, { addr: '离线改的地址9号' }));
  value(
    await device.bridge.call('records.remove', { type: 'household', id: removed, reason: '重复' }),
  );
  const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(700_000)]);
  const file = await attach(device, bytes);
  const fresh = await suggestionWith(device, file);
  value(
    await device.bridge.call('drafts.save', {
      id: 'draft-1',
      type: 'visit',
      recordId: null,
      title: '写了一半',
      data: { note: '没写完' },
      baseMutation: null,
      baseData: null,
    }),
  );
  return { edited, removed, fresh, sha256: file.sha256, bytes };
}

async function boxOf(userName: string) {
  const { boxes } = value(await desk.bridge.call('rescue.boxes', {}));
  return boxes.find((box) => box.userName === `${userName}同志`);
}

async function releaseAll(boxId: string): Promise<void> {
  const { items } = value(await desk.bridge.call('rescue.look', { boxId, from: 0 }));
  const numbers = items.filter(({ kind }) => kind !== 'draft').map(({ number }) => number);
  const { results } = value(
    await desk.bridge.call('rescue.decide', { boxId, numbers, decision: 'release', reason: '' }),
  );
  expect(results.filter(({ decision }) => decision !== 'released')).toEqual([]);
}

async function expectReleased(unsent: Unsent): Promise<void> {
  await syncUntil(witness, isProved);
  const { record } = value(await getRecord(witness, 'household', unsent.edited));
  expect(record.data['addr']).toBe('离线改的地址9号');
  expect(await getRecord(witness, 'household', unsent.removed)).toMatchObject({ ok: false });
  const { record: fresh } = value(await getRecord(witness, 'suggestion', unsent.fresh));
  expect(fresh.data['content']).toBe('离线时收到的意见');
  const parts: Buffer[] = [];
  for (let offset = 0; offset < unsent.bytes.length;) {
    const record = { type: 'suggestion', id: unsent.fresh };
    const read = await until(
      () => witness.bridge.call('files.read', { record, sha256: unsent.sha256, offset }),
      ({ ok }) => ok,
    );
    const part = Buffer.from(value(read).data, 'base64');
    parts.push(part);
    offset += part.length;
  }
  expect(createHash('sha256').update(Buffer.concat(parts)).digest('hex')).toBe(unsent.sha256);
}

function filesIn(folder: string): string[] {
  return existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((each) => each.isFile())
        .map((each) => join(each.parentPath, each.name).slice(folder.length + 1))
    : [];
}

describe('a revoked computer', () => {
  it(
    'hands over all it has not sent, erases itself after the receipt, and the district’s release shows it to others',
    async () => {
      const login = 'rescue-one';
      await stage.addUser(login, streets.wangchun, ['O']);
      const device = await stage.device(login, streets.wangchun);
      const unsent = await workOffline(device);
      await revoke(login);
      device.proxy.set('fine');
      void device.bridge.call('sync.now', {});
      const gone = await until(
        () => session(device),
        ({ phase }) => phase === 'enrol',
      );
      expect(gone.profiles).toEqual([]);
      // A fresh computer makes itself a fresh key.
      expect(
        filesIn(device.folder).filter(
          (name) => !/hold|logs|settings|numbers|device-key/.test(name),
        ),
      ).toEqual([]);
      const box = await boxOf(login);
      expect(box).toMatchObject({ reason: 'revoked', drafts: 1, files: 1, waiting: 4 });
      const board = value(await desk.bridge.call('devices.board', {}));
      expect(board.devices.find(({ name }) => name === login)).toMatchObject({ state: 'wiped' });
      await releaseAll(box?.id ?? '');
      await expectReleased(unsent);
    },
    patience,
  );

  it(
    'waits without network, locked, and nothing is lost by a kill at any step',
    async () => {
      const login = 'rescue-two';
      await stage.addUser(login, streets.wangchun, ['O']);
      const device = await stage.device(login, streets.wangchun);
      const unsent = await workOffline(device);
      await revoke(login);
      // The order is heard, and the line goes before a single part has left.
      device.proxy.watch((path) => {
        if (!path.startsWith('/v1/rescue')) return true;
        device.proxy.set('dead');
        return false;
      });
      device.proxy.set('fine');
      void device.bridge.call('sync.now', {});
      const waiting = await until(
        () => session(device),
        ({ leaving }) => leaving?.step === 'deliver' && leaving.failure !== null,
      );
      expect(waiting).toMatchObject({ phase: 'leaving', actor: null });
      expect(
        await device.bridge.call('records.get', { type: 'household', id: unsent.edited }),
      ).toMatchObject({
        ok: false,
        error: { code: 'E_LOCKED' },
      });
      expect(waiting.profiles).toHaveLength(1);
      // Cut after every answer of the district in turn: begin, each part, finish, the report; and started anew each time.
      let cuts = 0;
      let asked = 0;
      device.proxy.watch((path) => {
        if (!path.startsWith('/v1/rescue') && path !== '/v1/orders/done') return true;
        asked += 1;
        if (asked <= cuts) return true;
        cuts = asked;
        asked = 0;
        return false;
      });
      device.proxy.set('fine');
      let last: SessionState = waiting;
      for (let round = 0; round < 12 && last.phase !== 'enrol'; round += 1) {
        const before = cuts;
        await device.restart();
        last = await until(
          () => session(device),
          ({ phase, leaving }) => phase === 'enrol' || cuts > before || leaving?.failure !== null,
        );
        asked = 0;
      }
      last = await until(
        () => session(device),
        ({ phase }) => phase === 'enrol',
      );
      expect(cuts).toBeGreaterThan(2);
      device.proxy.watch(null);
      const box = await boxOf(login);
      await releaseAll(box?.id ?? '');
      await expectReleased(unsent);
    },
    patience,
  );

  it(
    'that has nothing unsent just goes',
    async () => {
      const login = 'rescue-three';
      await stage.addUser(login, streets.wangchun, ['O']);
      const device = await stage.device(login, streets.wangchun);
      await syncUntil(device, isProved);
      await revoke(login);
      void device.bridge.call('sync.now', {});
      await until(
        () => session(device),
        ({ phase }) => phase === 'enrol',
      );
      expect(await boxOf(login)).toBeUndefined();
    },
    patience,
  );

  it(
    'that was wiped by its own person hands over first, and not without the district',
    async () => {
      const login = 'rescue-four';
      await stage.addUser(login, streets.wangchun, ['O']);
      const device = await stage.device(login, streets.wangchun);
      const unsent = await workOffline(device);
      const unitName = (await session(device)).unitName;
      expect(await device.bridge.call('app.wipe', { password, unitName })).toMatchObject({
        ok: false,
        error: { code: 'E_WIPE_NO_RESCUE' },
      });
      expect((await session(device)).phase).toBe('ready');
      device.proxy.set('fine');
      value(await device.bridge.call('app.wipe', { password, unitName }));
      await until(
        () => session(device),
        ({ phase }) => phase === 'enrol',
      );
      const box = await boxOf(login);
      expect(box).toMatchObject({ reason: 'wipe' });
      await releaseAll(box?.id ?? '');
      await expectReleased(unsent);
    },
    patience,
  );

  it(
    'whose person’s account was disabled keeps its work, says so, and hands it over all the same',
    async () => {
      const login = 'rescue-five';
      await stage.addUser(login, streets.wangchun, ['O']);
      const device = await stage.device(login, streets.wangchun);
      device.proxy.set('dead');
      const id = await addHousehold(device, '停用账号的户', communities.wangchun);
      await stage.district.admin.disableUser(login);
      device.proxy.set('fine');
      const state = await syncUntil(device, (each) => each.lastFailure?.code === 'E_USER_DISABLED');
      expect(state.face).toBe('attention');
      expect(state.pending).toBeGreaterThan(0);
      await revoke(login);
      await device.bridge.call('app.login', { login, password });
      await until(
        () => session(device),
        ({ phase }) => phase === 'enrol',
      );
      const box = await boxOf(login);
      await releaseAll(box?.id ?? '');
      await syncUntil(witness, isProved);
      expect((await getRecord(witness, 'household', id)).ok).toBe(true);
    },
    patience,
  );
});
