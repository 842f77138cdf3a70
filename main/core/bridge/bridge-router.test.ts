import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import type { LiveMessage, SessionState } from '../../../shared/bridge/contract.ts';
import type { Failure } from '../../../shared/bridge/errors.ts';
import { noSync } from '../services/sync-centre.ts';
import { bridgeOverPort } from './bridge-client.ts';
import { createBridgeRouter, type Handlers } from './bridge-router.ts';
import { servePort } from './serve-port.ts';

const session: SessionState = {
  phase: 'enrol',
  leaving: null,
  shell: 'tab',
  appVersion: '0.1.0',
  isDemo: false,
  canDemo: false,
  unit: '',
  unitName: '',
  server: '',
  profiles: [],
  actor: null,
  readOnly: false,
  kept: 0,
  notes: [],
  opening: null,
  leaseEndsOn: null,
  sealedBySystem: false,
  deviceFingerprint: '',
  districtFingerprint: '',
  trouble: null,
};
const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

function connect(
  handlers: Partial<Handlers>,
  options: {
    guard?: (name: string) => Failure | null;
    explain?: (error: unknown) => Failure | null;
  } = {},
) {
  const lines: unknown[] = [];
  const listeners = new Set<(message: LiveMessage) => void>();
  const note = (what: string, facts?: unknown) => void lines.push([what, facts]);
  const router = createBridgeRouter({
    handlers: handlers as Handlers,
    guard: options.guard ?? (() => null),
    explain: options.explain ?? (() => null),
    session: () => session,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    reference: () => 'ref1',
    log: { info: note, warn: note, error: note },
  });
  const { port1, port2 } = new MessageChannel();
  servePort(router, port1);
  const bridge = bridgeOverPort(port2);
  closers.push(() => bridge.close());
  return { bridge, lines, listeners };
}

describe('call', () => {
  it('carries input and answer, both checked', async () => {
    const { bridge } = connect({
      'app.session': async () => session,
      'drafts.drop': async ({ id }) => ({
        ok: false,
        error: { code: 'E_NOT_FOUND', params: { id } },
      }),
    });
    expect(await bridge.call('app.session', {})).toEqual(session);
    expect(await bridge.call('drafts.drop', { id: 'x' })).toEqual({
      ok: false,
      error: { code: 'E_NOT_FOUND', params: { id: 'x' } },
    });
  });

  it('refuses unknown procedures and input that does not fit, without content in the log', async () => {
    const { bridge, lines } = connect({ 'app.login': async () => ({ ok: true, value: session }) });
    await expect(bridge.call('app.selfDestruct' as 'app.session', {})).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(
      bridge.call('app.login', { login: 1, password: 'geheim-1' } as never),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    expect(JSON.stringify(lines)).toContain('login');
    expect(JSON.stringify(lines)).not.toContain('geheim-1');
  });

  it('turns an exception into E_INTERNAL with a number, and logs the place, not the words', async () => {
    const { bridge, lines } = connect({
      'drafts.drop': async () => {
        throw new Error('张三 138');
      },
      'app.session': async () => {
        throw new Error('张三 138');
      },
    });
    expect(await bridge.call('drafts.drop', { id: 'x' })).toEqual({
      ok: false,
      error: { code: 'E_INTERNAL', params: { ref: 'ref1' } },
    });
    await expect(bridge.call('app.session', {})).rejects.toMatchObject({
      code: 'FAILURE',
      data: { code: 'E_INTERNAL' },
    });
    expect(JSON.stringify(lines)).not.toContain('张三');
    expect(JSON.stringify(lines)).toContain('bridge-router.test.ts');
  });

  it('treats an answer outside of the contract as the bug it is', async () => {
    const { bridge } = connect({
      'drafts.get': async () => ({ ok: true, value: { nonsense: 1 } }) as never,
    });
    expect(await bridge.call('drafts.get', { id: 'x' })).toMatchObject({
      ok: false,
      error: { code: 'E_INTERNAL' },
    });
  });

  it('says what a person can do about it where that is known', async () => {
    const { bridge } = connect(
      {
        'drafts.drop': async () => {
          throw new Error('full');
        },
      },
      { explain: () => ({ code: 'E_DISK_FULL' }) },
    );
    expect(await bridge.call('drafts.drop', { id: 'x' })).toEqual({
      ok: false,
      error: { code: 'E_DISK_FULL' },
    });
  });

  it('asks the guard before the handler', async () => {
    let ran = false;
    const { bridge } = connect(
      {
        'drafts.drop': async () => {
          ran = true;
          return { ok: true, value: {} };
        },
      },
      { guard: () => ({ code: 'E_LOCKED' }) },
    );
    expect(await bridge.call('drafts.drop', { id: 'x' })).toEqual({
      ok: false,
      error: { code: 'E_LOCKED' },
    });
    expect(ran).toBe(false);
  });
});

describe('watch', () => {
  it('begins with the session, passes messages in order, and stops listening when asked', async () => {
    const { bridge, listeners } = connect({});
    const seen: LiveMessage[] = [];
    const third = Promise.withResolvers<void>();
    const stop = bridge.watch((message) => {
      seen.push(message);
      if (seen.length === 1)
        for (const listener of listeners) {
          listener({ topic: 'drafts' });
          listener({ topic: 'sync', state: noSync });
        }
      if (seen.length === 3) third.resolve();
    });
    await third.promise;
    expect(seen.map((message) => message.topic)).toEqual(['session', 'drafts', 'sync']);
    expect(listeners.size).toBe(1);
    stop();
    await expect.poll(() => listeners.size).toBe(0);
  });

  it('stops listening when the window closes its port', async () => {
    const { bridge, listeners } = connect({});
    const begun = Promise.withResolvers<void>();
    bridge.watch(() => begun.resolve());
    await begun.promise;
    bridge.close();
    await expect.poll(() => listeners.size).toBe(0);
  });
});
