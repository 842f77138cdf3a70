import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coreWorkerUrl, spawnCore } from '../../main/core/shell/spawn-core.ts';
import { bridgeOverPort } from '../../main/core/bridge/bridge-client.ts';
import { startDemoDistrict, type DemoDistrict } from './demo-district.ts';
import { desks, loginTable } from './demo-logins.ts';

let folder: string;
let district: DemoDistrict;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qiaobang-demo-district-'));
  district = await startDemoDistrict({ dataDir: folder, small: true });
});
afterAll(async () => {
  await district.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const health = async () => (await fetch(`${district.url}/v1/health`)).json();

describe('the demonstration district', () => {
  it('is marked as one, and survives being stopped', async () => {
    const first = await health();
    expect(first).toMatchObject({ ok: true, isDemo: true });
    await district.stop();
    await expect(fetch(`${district.url}/v1/health`)).rejects.toThrow('fetch failed');
    await district.start();
    expect(await health()).toEqual(first);
  });

  it('has accounts for each desk', () => {
    const byLogin = new Map(district.logins.map((login) => [login.login, login]));
    expect(byLogin.get('wangchun')).toMatchObject({ unit: desks.wangchun.unit, roles: ['O'] });
    expect(byLogin.get('wangchun2')).toMatchObject({ roles: ['H'] });
    expect(byLogin.get('wangchun-l1')).toMatchObject({ roles: ['L'], communityName: '演示一社区' });
    expect(byLogin.get('qu')).toMatchObject({ unit: desks.qu.unit, roles: ['D'] });
    expect(loginTable(district.logins, 'wangchun').join('\n')).toContain('wangchun-l1');
    expect(loginTable(district.logins, 'wangchun').join('\n')).not.toContain('wangchun-l2');
    expect(loginTable(district.logins, 'qu').join('\n')).toContain('guanli');
  });

  it('lets a computer in that then signs in and receives its own street', async () => {
    const core = await spawnCore({
      workerUrl: coreWorkerUrl,
      dataDir: join(folder, 'desk'),
      shell: 'tab',
      appVersion: '0.1.0',
    });
    const bridge = bridgeOverPort(core.connect());
    const code = await district.code(desks.wangchun.unit);
    const enrolled = await bridge.call('app.enrol', {
      server: district.url,
      code,
      deviceName: '测试电脑',
    });
    expect(enrolled).toMatchObject({
      ok: true,
      value: { phase: 'login', isDemo: true, unitName: '望春街道' },
    });
    const login = district.logins.find((each) => each.login === 'wangchun');
    const signedIn = await bridge.call('app.login', {
      login: 'wangchun',
      password: login?.password ?? '',
    });
    expect(signedIn).toMatchObject({
      ok: true,
      value: { phase: 'ready', actor: { name: login?.name } },
    });
    await bridge.call('sync.now', {});
    const list = { type: 'person', where: [], offset: 0, limit: 500 } as const;
    await expect
      .poll(
        async () => {
          const answer = await bridge.call('records.list', { ...list, where: [] });
          return answer.ok ? answer.value.total : 0;
        },
        { timeout: 20_000 },
      )
      .toBeGreaterThan(30);
    const answer = await bridge.call('records.list', { ...list, where: [] });
    expect(answer.ok && answer.value.rows.every(({ unit }) => unit === desks.wangchun.unit)).toBe(
      true,
    );
    bridge.close();
    await core.close();
  });
});
