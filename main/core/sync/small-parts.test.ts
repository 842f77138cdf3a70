/** The small decisions of sync: addresses, failures, proof, faces, pauses, the line. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createDistrictClient } from './district-client.ts';
import { failureOfCode } from './failure-codes.ts';
import { createLine, LineClosed } from './line.ts';
import { compareDigests } from './proof.ts';
import { createSchedule, pauseAfter } from './schedule.ts';
import { parseServerAddress } from './server-address.ts';
import { toSyncState, type SyncFacts } from './sync-state.ts';

describe('server address', () => {
  it('takes https, and http to this machine only', () => {
    for (const good of [
      'https://qiao.example',
      ' https://10.1.2.3:8443/ ',
      'http://127.0.0.1:7000',
      'http://localhost:7000',
      'http://[::1]:7000',
    ])
      expect(parseServerAddress(good).ok, good).toBe(true);
    for (const bad of [
      '',
      'qiao.example',
      'http://qiao.example',
      'http://127.0.0.1.evil.example',
      'ftp://127.0.0.1',
      'https://user:pw@qiao.example',
      'https://qiao.example/path',
      'https://qiao.example/?x',
      'javascript:alert(1)',
    ]) {
      expect(parseServerAddress(bad), bad).toEqual({
        ok: false,
        error: { code: 'E_SERVER_ADDRESS' },
      });
    }
    expect(parseServerAddress('https://qiao.example/')).toEqual({
      ok: true,
      value: 'https://qiao.example',
    });
  });
});

describe('district client', () => {
  let server: Server | undefined;
  afterEach(() => void server?.close());

  async function against(status: number, body: string, headers: Record<string, string> = {}) {
    server = createServer(
      (_request, answer) =>
        void answer.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body),
    );
    await new Promise<void>((resolve) => void server?.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return createDistrictClient({
      server: url,
      fetch,
      now: () => Date.now(),
      versions: { app: '0.1.0', protocol: 1, schema: 1 },
    });
  }
  const token = { refreshToken: 'r', deviceProof: 'p' };

  it.each([
    [200, '<html>', 'E_SERVER_GARBLED'],
    [200, '{"ok":true}', 'E_SERVER_GARBLED'],
    [404, 'not here', 'E_SERVER_GARBLED'],
    [502, 'bad gateway', 'E_SERVER_TROUBLE'],
    [500, '{"code":"internal"}', 'E_SERVER_TROUBLE'],
    [401, '{"code":"token_reused"}', 'E_SIGN_IN_AGAIN'],
    [401, '{"code":"device_revoked"}', 'E_DEVICE_REVOKED'],
    [403, '{"code":"user_disabled"}', 'E_USER_DISABLED'],
    [503, '{"code":"sign_in_busy","params":{"seconds":10}}', 'E_SIGN_IN_BUSY'],
    [426, '{"code":"version_too_old"}', 'E_VERSION_TOO_OLD'],
    [429, '{"code":"login_locked","params":{"seconds":9}}', 'E_LOGIN_LOCKED'],
  ])('answers %i %s with %s', async (status, body, code) => {
    const answer = await (await against(status, body)).token(token);
    expect(answer).toMatchObject({ ok: false, error: { code } });
    if (code === 'E_LOGIN_LOCKED')
      expect(answer).toMatchObject({ error: { params: { seconds: 9 } } });
  });

  it('follows no redirect: a token must not travel to somebody else', async () => {
    expect(
      await (await against(302, '', { location: 'http://127.0.0.1:1/' })).token(token),
    ).toMatchObject({ error: { code: 'E_OFFLINE' } });
  });

  it('measures the clock', async () => {
    const client = await against(200, '{}', {
      date: new Date(Date.now() - 3_600_000).toUTCString(),
    });
    expect(client.clockOffset()).toBeNull();
    await client.health();
    expect(Math.abs((client.clockOffset() ?? 0) - 3_600_000)).toBeLessThan(5_000);
  });
});

describe('a district that is older', () => {
  it('is named as such, whichever way it says so, and any other bad request is not', () => {
    const said = [
      failureOfCode('version_too_new', { newest: 1 }, 426),
      failureOfCode('bad_request', { newest: 1 }, 400),
      failureOfCode('bad_request', { field: 'rows' }, 400),
    ];
    expect(said.map(({ code }) => code)).toEqual([
      'E_SERVER_OLDER',
      'E_SERVER_OLDER',
      'E_SERVER_TROUBLE',
    ]);
  });
});

describe('proof', () => {
  const one = {
    collection: 'records' as const,
    scope: '330203008',
    count: 2,
    sum: '1099511627775000001',
  };
  it('is equality of count and exact sum in every scope that either side knows', () => {
    expect(compareDigests([one], [{ ...one, seq: 5 }])).toEqual([
      { collection: 'records', scope: '330203008', local: 2, district: 2, same: true },
    ]);
    expect(compareDigests([one], [{ ...one, seq: 5, sum: '1099511627775000002' }])[0]?.same).toBe(
      false,
    );
    expect(compareDigests([one], [])[0]).toMatchObject({ local: 2, district: 0, same: false });
    expect(compareDigests([], [{ ...one, seq: 5 }])[0]).toMatchObject({
      local: 0,
      district: 2,
      same: false,
    });
    expect(compareDigests([], [{ ...one, seq: 0, count: 0, sum: '0' }])[0]?.same).toBe(true);
  });
});

describe('face', () => {
  const calm: SyncFacts = {
    running: false,
    lastFailure: null,
    hadContact: true,
    pending: 0,
    oldestPendingAt: null,
    attention: 0,
    files: { waiting: 0, failed: 0 },
    equal: true,
    provedAt: null,
    lastContactAt: null,
    clockOffset: null,
    boxes: 0,
    firstSync: { received: 0, total: null, done: true },
  };
  it('is green only with an empty queue, no file or rescue box on its way and equal digests, and red before anything else', () => {
    const face = (facts: Partial<SyncFacts>) => toSyncState({ ...calm, ...facts }).face;
    expect(face({})).toBe('proved');
    expect(face({ pending: 1 })).toBe('pending');
    expect(face({ equal: false })).toBe('pending');
    expect(face({ files: { waiting: 1, failed: 0 } })).toBe('pending');
    expect(face({ boxes: 1 })).toBe('pending');
    expect(face({ files: { waiting: 1, failed: 1 } })).toBe('attention');
    expect(face({ lastFailure: { code: 'E_OFFLINE' } })).toBe('offline');
    expect(face({ lastFailure: { code: 'E_DEVICE_REVOKED' } })).toBe('attention');
    expect(face({ attention: 1, lastFailure: { code: 'E_OFFLINE' } })).toBe('attention');
  });
});

describe('schedule', () => {
  afterEach(() => void vi.useRealTimers());
  it('runs at the interval, backs off after failures, and gathers wishes', () => {
    vi.useFakeTimers();
    let runs = 0;
    const schedule = createSchedule({
      run: () => void (runs += 1),
      intervalMs: () => 600_000,
      jitter: () => 1,
    });
    schedule.soon(100);
    schedule.soon(50);
    schedule.soon(500);
    vi.advanceTimersByTime(1_000);
    expect(runs).toBe(1);
    schedule.after(true);
    vi.advanceTimersByTime(599_000);
    expect(runs).toBe(1);
    vi.advanceTimersByTime(1_000);
    expect(runs).toBe(2);
    schedule.after(false);
    vi.advanceTimersByTime(pauseAfter(1));
    expect(runs).toBe(3);
    schedule.after(false);
    vi.advanceTimersByTime(pauseAfter(1));
    expect(runs).toBe(3);
    vi.advanceTimersByTime(pauseAfter(2) - pauseAfter(1));
    expect(runs).toBe(4);
    schedule.stop();
    schedule.soon();
    vi.advanceTimersByTime(1_000_000);
    expect(runs).toBe(4);
  });
});

describe('line', () => {
  it('lets everybody wait until it opens, tells failures once, and ends waiting', async () => {
    const told: string[] = [];
    const line = createLine((failure) => void told.push(failure.code));
    let through = 0;
    const waiting = line.wait().then(() => void (through += 1));
    await Promise.resolve();
    expect(through).toBe(0);
    line.open();
    await waiting;
    expect(through).toBe(1);
    const next = line.nextFailure();
    line.fail({ code: 'E_OFFLINE' });
    expect(await next).toEqual({ code: 'E_OFFLINE' });
    expect(line.isOpen()).toBe(false);
    const blocked = line.wait();
    line.end();
    await expect(blocked).rejects.toBeInstanceOf(LineClosed);
    line.open();
    expect(line.isOpen()).toBe(false);
    expect(told).toEqual(['E_OFFLINE']);
  });
});
