/** USB exchange (design.md §4.9) between real devices and a real district, by bundles alone and mixed with the network. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Output } from '../../shared/bridge/contract.ts';
import {
  addHousehold,
  communities,
  getRecord,
  isProved,
  openStage,
  startUp,
  streets,
  syncUntil,
  value,
  type Device,
  type Stage,
} from './support/stage.ts';

let stage: Stage;
let office: Device;
let desk: Device;

beforeAll(async () => {
  stage = await openStage();
  await stage.addUser('ganshi', streets.wangchun, ['O']);
  await stage.addUser('qu', streets.district, ['D']);
  office = await stage.device('ganshi', streets.wangchun);
  desk = await stage.device('qu', streets.district);
}, startUp);
afterAll(() => stage.close(), 60_000);

type Made = Extract<Output<'exchange.make'>, { ok: true }>['value'];

function taken<T>(answer: { ok: true; value: T } | { ok: false; refusal: { code: string } }): T {
  if (!answer.ok) throw new Error(`the bundle was refused: ${answer.refusal.code}`);
  return answer.value;
}

async function make(device: Device) {
  const made: Made = value(
    await device.bridge.call('exchange.make', {
      mediaNo: 'U-07',
      virusChecked: true,
      toFolder: false,
    }),
  );
  return taken(made);
}

async function deskTake(text: string) {
  return taken(
    value(
      await desk.bridge.call('exchangeDesk.take', { text, mediaNo: 'U-07', virusChecked: true }),
    ),
  );
}

async function take(device: Device, text: string) {
  return taken(
    value(await device.bridge.call('exchange.take', { text, mediaNo: '', virusChecked: true })),
  );
}

const board = async (device: Device) => value(await device.bridge.call('exchange.board', {}));

describe('an office without network', () => {
  it('sends by bundle, gets a reply, and is equal to the district without having met it', async () => {
    office.proxy.set('dead');
    const id = await addHousehold(office, '忻德茂', communities.wangchun);
    const before = await board(office);
    expect(before).toMatchObject({ hasKey: true, isDesk: false, lastUp: 0 });
    expect(before.types).toMatchObject({ household: 1, person: 1 });

    const up = await make(office);
    expect(up.fileName).toMatch(/^QB-330203008-[A-Z]-0001\.qbx$/);
    expect(up.text).not.toContain('忻德茂');
    expect((await board(office)).pending).toBe(before.pending);

    const preview = taken(value(await desk.bridge.call('exchangeDesk.look', { text: up.text })));
    expect(preview).toMatchObject({
      seq: 1,
      standing: 'new',
      missing: [],
      conflicts: 0,
      rejected: {},
      accepted: before.pending,
    });
    await syncUntil(desk, isProved);
    expect((await getRecord(desk, 'household', id)).ok).toBe(false);

    const { entry, reply } = await deskTake(up.text);
    expect(entry).toMatchObject({ seq: 1, mediaNo: 'U-07', accepted: before.pending, rejected: 0 });
    await syncUntil(desk, isProved);
    expect((await getRecord(desk, 'household', id)).ok).toBe(true);

    const result = await take(office, reply.text);
    expect(result).toMatchObject({ pending: 0, equal: true, more: false, behind: false });
    expect((await board(office)).confirmedUp).toBe(1);
    office.proxy.set('fine');
    expect(await syncUntil(office, isProved)).toMatchObject({ pending: 0, attention: 0 });
  });
});
