import { MessageChannel } from 'node:worker_threads';
import { ORPCError, os } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { RPCLink } from '@orpc/client/message-port';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { startConnection, type LinkState, type OpenLink } from './connection.ts';
import { FailureError } from './failure-error.ts';
import { createBridgeClient } from './orpc-client.ts';
import { createRemoteBridge } from './remote-bridge.ts';
import { createTabOpener } from './tab-link.ts';

const settings = {
  language: 'zh',
  textSize: 'normal',
  theme: 'light',
  rowHeight: 'normal',
  syncEveryMinutes: 15,
  lockAfterMinutes: 15,
};

/** A real oRPC server at the other end of a real port. */
function openPort(answer: (name: string) => unknown): { link: OpenLink; cut: () => void } {
  const { port1, port2 } = new MessageChannel();
  const router = {
    call: os
      .input(z.object({ name: z.string(), input: z.unknown() }))
      .handler(({ input }) => ({ value: answer(input.name) })),
    watch: os.handler(async function* () {
      yield { topic: 'drafts' };
    }),
  };
  new RPCHandler(router).upgrade(port1 as never);
  port1.start();
  const closed = Promise.withResolvers<{ final: LinkState | null }>();
  port2.on('close', () => closed.resolve({ final: null }));
  const client = createBridgeClient(new RPCLink({ port: port2 as never }));
  port2.start();
  return { link: { client, closed: closed.promise }, cut: () => port1.close() };
}

const soon = () => new Promise<void>((resolve) => setTimeout(resolve, 5));

describe('the bridge over a real line', () => {
  it('checks answers by the contract', async () => {
    const { link, cut } = openPort((name) =>
      name === 'app.settings' ? settings : { ok: 'maybe' },
    );
    const bridge = createRemoteBridge(startConnection({ open: async () => link, wait: soon }));
    expect(await bridge.call('app.settings', {})).toEqual(settings);
    await expect(bridge.call('drafts.list', {})).rejects.toThrow(/ok/);
    cut();
  });

  it('turns a carried failure into one that screens can show', async () => {
    const { link, cut } = openPort(() => {
      throw new ORPCError('FAILURE', { data: { code: 'E_LOCKED' } });
    });
    const bridge = createRemoteBridge(startConnection({ open: async () => link, wait: soon }));
    const error = await bridge.call('sync.state', {}).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(FailureError);
    expect((error as FailureError).failure.code).toBe('E_LOCKED');
    cut();
  });

  it('opens again after a break, and calls made meanwhile are answered', async () => {
    const opened: ReturnType<typeof openPort>[] = [];
    const open = async () => {
      const port = openPort(() => settings);
      opened.push(port);
      return port.link;
    };
    const connection = startConnection({ open, wait: soon });
    const bridge = createRemoteBridge(connection);
    await bridge.call('app.settings', {});
    const states: LinkState[] = [];
    connection.subscribe(() => states.push(connection.state()));
    opened[0]?.cut();
    while (!states.includes('reconnecting')) await soon();
    expect(await bridge.call('app.settings', {})).toEqual(settings);
    expect(states).toEqual(['reconnecting', 'open']);
    opened[1]?.cut();
  });

  it('passes live messages on, also those of the second line', async () => {
    const opened: ReturnType<typeof openPort>[] = [];
    const bridge = createRemoteBridge(
      startConnection({
        open: async () => {
          const port = openPort(() => settings);
          opened.push(port);
          return port.link;
        },
        wait: soon,
      }),
    );
    const heard: string[] = [];
    const stop = bridge.watch(({ topic }) => heard.push(topic));
    await vi.waitFor(() => expect(heard.length).toBeGreaterThan(0));
    opened[0]?.cut();
    await vi.waitFor(() => expect(opened.length).toBeGreaterThan(1));
    const before = heard.length;
    await vi.waitFor(() => expect(heard.length).toBeGreaterThan(before));
    stop();
    opened.at(-1)?.cut();
  });
});

describe('the tab opener', () => {
  function tab(hash: string, stored: Record<string, string> = {}) {
    const sent: string[] = [];
    const replaced: string[] = [];
    const sockets: EventTarget[] = [];
    return {
      sent,
      replaced,
      sockets,
      stored,
      surroundings: {
        location: { host: '127.0.0.1:4000', hash, pathname: '/', protocol: 'http:' },
        history: {
          replaceState: (_data: unknown, _title: string, url?: string | URL | null) =>
            void replaced.push(String(url)),
        },
        storage: {
          getItem: (key: string) => stored[key] ?? null,
          setItem: (key: string, value: string) => void (stored[key] = value),
        },
        openSocket: () => {
          const socket = Object.assign(new EventTarget(), {
            send: (text: string) => sent.push(text),
            readyState: 1,
            binaryType: 'blob',
          });
          sockets.push(socket);
          return socket as unknown as WebSocket;
        },
      },
    };
  }
  const message = (data: string) => Object.assign(new Event('message'), { data });
  const close = (code: number) => Object.assign(new Event('close'), { code });

  it('takes the ticket out of the address at once and keeps the resume token', async () => {
    const { surroundings, replaced, sent, sockets, stored } = tab('#ticket=T1');
    const open = createTabOpener(surroundings);
    expect(replaced).toEqual(['/']);
    const opening = open();
    sockets[0]?.dispatchEvent(new Event('open'));
    expect(JSON.parse(sent[0] ?? '')).toEqual({ hello: { ticket: 'T1' } });
    sockets[0]?.dispatchEvent(message(JSON.stringify({ welcome: { resume: 'R1' } })));
    expect(await opening).toHaveProperty('client');
    expect(Object.values(stored)).toEqual(['R1']);
  });

  it('uses the resume token after a reload', async () => {
    const { surroundings, sent, sockets } = tab('#/today', { 'qiaobang.resume': 'R1' });
    void createTabOpener(surroundings)();
    sockets[0]?.dispatchEvent(new Event('open'));
    expect(JSON.parse(sent[0] ?? '')).toEqual({ hello: { resume: 'R1' } });
  });

  it('gives up for good when the ticket was used before, and without any ticket', async () => {
    const used = tab('#ticket=T1');
    const opening = createTabOpener(used.surroundings)();
    used.sockets[0]?.dispatchEvent(close(4401));
    expect(await opening).toEqual({ final: 'refused' });
    expect(await createTabOpener(tab('').surroundings)()).toEqual({ final: 'refused' });
  });
});
