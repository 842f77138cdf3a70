/** Several people share one computer: each has a profile of their own, offline too, and a locked one gives nothing away. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addHousehold,
  communities,
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

let stage: Stage;
let device: Device;
const users: Record<string, string> = {};

beforeAll(async () => {
  stage = await openStage();
  for (const login of ['anna', 'boris'])
    users[login] = await stage.addUser(login, streets.wangchun, ['O']);
  device = await stage.device('anna', streets.wangchun);
}, startUp);
afterAll(() => stage.close(), 60_000);

async function unlock(login: string, secret = password) {
  const { profiles } = await device.bridge.call('app.session', {});
  const profileId = profiles.find((profile) => profile.login === login)?.id ?? '';
  return device.bridge.call('app.unlock', { profileId, password: secret });
}

async function submitVisit(login: string, household: string): Promise<string> {
  const me = { type: 'user', id: users[login] ?? '', label: login };
  const data = {
    subject: { type: 'household', id: household, label: '虞菊兰户' },
    kind: 'daily',
    mode: 'home',
    visitAt: '2026-11-01T02:00:00.000Z',
    place: '家中',
    visitors: [me],
    recorder: me,
    outcome: 'met',
    situation: '好',
  };
  const input = {
    type: 'visit',
    id: null,
    data,
    draftId: null,
    baseMutation: null,
    baseData: null,
    action: 'submit',
    opinion: '',
  };
  return value(await device.bridge.call('records.save', input)).bizNo;
}

describe('one computer, two people', () => {
  it('locks: no procedure answers, and no file tells anything', async () => {
    await addHousehold(device, '虞菊兰秘密', communities.wangchun);
    value(await device.bridge.call('app.lock', {}));
    expect((await device.bridge.call('app.session', {})).phase).toBe('locked');
    expect(
      await device.bridge.call('records.list', { type: 'person', where: [], offset: 0, limit: 1 }),
    ).toEqual({ ok: false, error: { code: 'E_LOCKED' } });
    expect(await unlock('anna', 'not-this-one')).toEqual({
      ok: false,
      error: { code: 'E_PASSWORD_WRONG', params: { left: 4 } },
    });
    for (const file of filesIn(device.folder)) {
      const content = readFileSync(file);
      for (const text of [
        '虞菊兰秘密',
        'yujulanmimi',
        '演示路18弄',
        '10100000001',
        'SQLite format',
        password,
      ]) {
        expect(content.includes(Buffer.from(text)), `${text} in ${file}`).toBe(false);
      }
    }
    value(await unlock('anna'));
  });

  it('gives each a profile of their own and never the same number twice', async () => {
    const household = await addHousehold(device, '虞菊兰', communities.wangchun);
    const first = await submitVisit('anna', household);
    value(
      await device.bridge.call('drafts.save', {
        id: 'secret',
        type: 'visit',
        recordId: null,
        baseMutation: null,
        baseData: null,
        data: {},
        title: '安娜的草稿',
      }),
    );
    await syncUntil(device, isProved);

    // The second person signs in over the first one's open profile.
    value(await device.bridge.call('app.login', { login: 'boris', password }));
    expect((await device.bridge.call('app.session', {})).actor).toMatchObject({
      name: 'boris同志',
    });
    await syncUntil(device, isProved);
    expect(value(await device.bridge.call('drafts.list', {}))).toEqual([]);
    expect((await getRecord(device, 'household', household)).ok).toBe(true);

    device.proxy.set('dead');
    const second = await submitVisit('boris', household);
    value(await unlock('anna'));
    const third = await submitVisit('anna', household);
    expect(new Set([first, second, third]).size).toBe(3);
    expect(value(await device.bridge.call('drafts.list', {})).map((draft) => draft.title)).toEqual([
      '安娜的草稿',
    ]);
  });

  it('sends each one’s offline work under their own name once they are back', async () => {
    device.proxy.set('fine');
    await syncUntil(device, isProved);
    value(await unlock('boris'));
    expect(await syncUntil(device, isProved)).toMatchObject({ attention: 0 });
    const list = value(
      await device.bridge.call('records.list', { type: 'visit', where: [], offset: 0, limit: 10 }),
    );
    expect(list.total).toBe(3);
  });

  it('waits after five wrong passwords, also after a restart', async () => {
    value(await device.bridge.call('app.lock', {}));
    for (let left = 4; left >= 0; left -= 1)
      expect(await unlock('boris', 'wrong')).toMatchObject({
        error: { code: 'E_PASSWORD_WRONG', params: { left } },
      });
    await device.restart();
    expect(await unlock('boris')).toMatchObject({ error: { code: 'E_PASSWORD_WAIT' } });
    value(await unlock('anna'));
  });
});

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
