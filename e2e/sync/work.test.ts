/** The work itself across machines: a community liaison visits, the street checks, the district sees; each step is accepted. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Envelope, PlainData } from '../../shared/records/envelope.ts';
import { recordType } from '../../shared/records/registry.ts';
import { generateStreet } from '../../shared/samples/street/generate-street.ts';
import { specsOf } from '../../shared/samples/street/scales.ts';
import { streetStaff } from '../../shared/samples/street/staff.ts';
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
let liaison: Device;
let head: Device;
let desk: Device;
const users: Record<string, string> = {};

beforeAll(async () => {
  stage = await openStage();
  users['liaison'] = await stage.addUser('l1', streets.wangchun, ['L'], communities.wangchun);
  users['head'] = await stage.addUser('head', streets.wangchun, ['H']);
  await stage.addUser('qu', streets.district, ['D']);
  liaison = await stage.device('l1', streets.wangchun);
  head = await stage.device('head', streets.wangchun);
  desk = await stage.device('qu', streets.district);
}, startUp);
afterAll(() => stage.close(), 60_000);

describe('a visit from the community to the district', () => {
  it('is submitted by the liaison, confirmed by the street, and everything that follows from it travels along', async () => {
    const household = await addHousehold(liaison, '忻德茂', communities.wangchun);
    const me = { type: 'user', id: users['liaison'] ?? '', label: 'l1同志' };
    const saved = value(
      await liaison.bridge.call('records.save', {
        type: 'visit',
        id: null,
        data: {
          subject: { type: 'household', id: household, label: '忻德茂户' },
          kind: 'daily',
          mode: 'home',
          visitAt: new Date(Date.now() - 3_600_000).toISOString(),
          place: '家中',
          visitors: [me],
          recorder: me,
          outcome: 'met',
          situation: '身体尚好，想换楼道灯',
          needs: [{ id: 'n1', text: '换楼道灯', category: 'living', route: 'suggestion' }],
        },
        draftId: null,
        baseMutation: null,
        baseData: null,
        action: 'submit',
        opinion: '',
      }),
    );
    expect(saved.bizNo).toMatch(/^ZF\d{4}008-[A-Z]0001$/);
    expect(await syncUntil(liaison, isProved)).toMatchObject({ attention: 0, pending: 0 });

    await syncUntil(head, isProved);
    const waiting = value(await head.bridge.call('today.board', {})).items.filter(
      (item) => item.kind === 'waiting' && item.type === 'visit',
    );
    expect(waiting.map((item) => item.recordId)).toEqual([saved.id]);
    value(
      await head.bridge.call('records.act', {
        type: 'visit',
        id: saved.id,
        action: 'confirm',
        opinion: '',
      }),
    );
    expect(await syncUntil(head, isProved)).toMatchObject({ attention: 0, pending: 0 });

    for (const device of [liaison, desk]) {
      await syncUntil(device, isProved);
      const visit = value(await getRecord(device, 'visit', saved.id));
      expect(visit.record.state).toBe('confirmed');
      expect(visit.related.map((each) => each.type).toSorted()).toEqual([
        'household',
        'suggestion',
        'verification_log',
      ]);
      const kinds = value(await device.bridge.call('records.timeline', { id: household })).map(
        (event) => event.kind,
      );
      expect(kinds).toEqual(['edit', 'create']);
    }
    const verified = value(await getRecord(desk, 'household', household)).record.data[
      'lastVisitOn'
    ];
    expect(verified).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  it('does not bring a liaison the records of another community, and still proves equality', async () => {
    const there = await addHousehold(head, '竺海燕', communities.wangchun2);
    await syncUntil(head, isProved);
    await syncUntil(liaison, isProved);
    expect(await getRecord(liaison, 'household', there)).toMatchObject({
      ok: false,
      error: { code: 'E_NOT_FOUND' },
    });
    expect(value(await liaison.bridge.call('records.timeline', { id: there }))).toEqual([]);
    await syncUntil(desk, isProved);
    expect((await getRecord(desk, 'household', there)).ok).toBe(true);
  });

  it('lets a draft be finished on the machine it was begun on only, and tells nobody of it', async () => {
    const draft = {
      id: 'd1',
      type: 'visit',
      recordId: null,
      baseMutation: null,
      baseData: null,
      data: { situation: '写到一半' },
      title: '走访',
    };
    value(await liaison.bridge.call('drafts.save', draft));
    await syncUntil(liaison, isProved);
    await syncUntil(head, isProved);
    expect(value(await liaison.bridge.call('drafts.list', {}))).toHaveLength(1);
    expect(value(await head.bridge.call('drafts.list', {}))).toEqual([]);
  });
});

describe('a first sync', () => {
  it('brings the open work before all that lies closed, and says how far it is', async () => {
    const { admin } = stage.district;
    const at = new Date().toISOString();
    const row = (type: string, state: string, data: PlainData): Envelope => {
      const id = randomUUID();
      return {
        id,
        type,
        state,
        data,
        unit: streets.gulin,
        community: '',
        bizNo: '',
        class: 'internal',
        isDemo: true,
        schemaVersion: 1,
        version: 1,
        mutation: id,
        device: 'seed',
        createdAt: at,
        createdBy: 'seed',
        updatedAt: at,
        updatedBy: 'seed',
      };
    };
    const [sample = {}] = recordType('suggestion')?.samples ?? [];
    const persons = Array.from({ length: 5_000 }, (_, index) =>
      row('person', 'active', { nameCn: `演示${index}` }),
    );
    const open = row('suggestion', 'registered', { ...sample });
    await admin.seedRows('records', [...persons, open]);
    await stage.addUser('gulin', streets.gulin, ['O']);

    const device = await stage.bareDevice();
    let pages = 0;
    device.proxy.tamper((path, body) => {
      const isRecords =
        path === '/v1/pull' && Reflect.get(body as object, 'collection') === 'records';
      pages += isRecords ? 1 : 0;
      // The open work and two pages; then the line goes.
      if (pages === 4) device.proxy.set('dead');
      return body;
    });
    await stage.join(device, 'gulin', streets.gulin);
    const broken = value(await device.bridge.call('sync.now', {}));
    expect(broken.firstSync.done).toBe(false);
    // The tables of the district come as well.
    expect(broken.firstSync.total).toBeGreaterThan(5_000);
    expect(broken.firstSync.received).toBeLessThan(5_000);
    expect(value(await getRecord(device, 'suggestion', open.id)).record.id).toBe(open.id);

    device.proxy.tamper(null);
    device.proxy.set('fine');
    const whole = await syncUntil(device, isProved);
    expect(whole.firstSync.done).toBe(true);
  });
});

describe('what has become due by itself', () => {
  it('is taken as soon as a new computer has its records, and not with the next turn of the clock', async () => {
    const today = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    const [spec] = specsOf('street');
    if (spec === undefined) throw new Error('no street');
    const { records } = generateStreet({ spec, seed: 7, today, staff: streetStaff(spec, 7) });
    const answered = records
      .filter(({ type, state }) => type === 'online_request' && state === 'answered')
      .slice(0, 20);
    expect(answered.length).toBeGreaterThan(0);
    await stage.district.admin.seedRows('records', answered);
    await stage.addUser('new', streets.wangchun, ['O']);
    const fresh = await stage.device('new', streets.wangchun);
    const stateOf = async ({ id }: Envelope) =>
      value(await getRecord(fresh, 'online_request', id)).record.state;
    const oldest = answered.toSorted((a, b) => a.updatedAt.localeCompare(b.updatedAt))[0];
    if (oldest === undefined) throw new Error('none');
    await expect.poll(() => stateOf(oldest), { timeout: 30_000, interval: 300 }).toBe('closed');
    await syncUntil(fresh, isProved);
  });
});
