import { once } from 'node:events';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { os } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import type { RouterClient } from '@orpc/server';
import { afterEach, describe, expect, it } from 'vitest';
import type { WebSocket as WsSocket } from 'ws';
import { z } from 'zod';
import { maxFrame } from '../../shared/bridge/wire.ts';
import { closeCode, openTabBench, sayHello, type TabBench } from './testing/tab-bench.ts';

let bench: TabBench;
afterEach(async () => {
  await bench.close();
});

const router = {
  call: os
    .input(z.object({ text: z.string() }))
    .handler(({ input }) => ({ value: input.text.toUpperCase() })),
  watch: os.handler(async function* watch() {
    for (let count = 0; count < 200; count += 1) yield count;
  }),
};

describe('the relay', () => {
  it('carries calls and event iterators of oRPC, in order', async () => {
    bench = await openTabBench((port) => new RPCHandler(router).upgrade(port));
    const socket = bench.socket();
    await sayHello(socket, { ticket: bench.ticket() });
    const client: RouterClient<typeof router> = createORPCClient(
      new RPCLink({ websocket: socket as unknown as WebSocket }),
    );
    expect(await client.call({ text: 'abc 侨' })).toEqual({ value: 'ABC 侨' });
    const counts: number[] = [];
    for await (const count of await client.watch()) counts.push(count);
    expect(counts).toEqual(Array.from({ length: 200 }, (_, index) => index));
  });

  it('passes text as text and bytes as bytes', async () => {
    bench = await openTabBench();
    const socket = bench.socket();
    await sayHello(socket, { ticket: bench.ticket() });
    socket.send('{"侨":1}');
    expect(await nextFrame(socket)).toEqual({ text: '{"侨":1}' });
    const bytes = Buffer.from([0, 255, 1, 254]);
    socket.send(bytes, { binary: true });
    expect(await nextFrame(socket)).toEqual({ bytes: [0, 255, 1, 254] });
    const large = 'x'.repeat(maxFrame);
    socket.send(large);
    expect(await nextFrame(socket)).toEqual({ text: large });
  });

  it('closes on a frame over the limit, and the core hears of it', async () => {
    bench = await openTabBench();
    const socket = bench.socket();
    await sayHello(socket, { ticket: bench.ticket() });
    const corePort = bench.corePorts[0];
    const portClosed = corePort === undefined ? null : once(corePort, 'close');
    socket.send('x'.repeat(maxFrame + 1));
    expect(await closeCode(socket)).toBe(1009);
    await portClosed;
    expect(portClosed).not.toBeNull();
  });

  it('closes the socket when the core closes its port', async () => {
    bench = await openTabBench();
    const socket = bench.socket();
    await sayHello(socket, { ticket: bench.ticket() });
    bench.corePorts[0]?.close();
    expect(await closeCode(socket)).toBe(4503);
  });
});

describe('reloading the page', () => {
  it('works again and again, each time with a new token', async () => {
    bench = await openTabBench();
    const first = bench.socket();
    const tokens = [await sayHello(first, { ticket: bench.ticket() })];
    for (let count = 0; count < 3; count += 1) {
      const socket = bench.socket();
      const token = await sayHello(socket, { resume: tokens.at(-1) ?? '' });
      socket.send('frame');
      await nextFrame(socket);
      expect(tokens).not.toContain(token);
      tokens.push(token);
      socket.terminate();
    }
    for (const old of tokens.slice(0, -1)) expect(await helloRefused(old)).toBe(4401);
  });

  it('still works when the welcome never reached the page', async () => {
    bench = await openTabBench();
    const first = bench.socket();
    const token = await sayHello(first, { ticket: bench.ticket() });
    const lost = bench.socket();
    await sayHello(lost, { resume: token });
    lost.terminate();
    const again = bench.socket();
    await sayHello(again, { resume: token });
    again.send('frame');
    await nextFrame(again);
    expect(await helloRefused(token)).toBe(4401);
  });
});

async function helloRefused(resume: string): Promise<number> {
  const socket = bench.socket();
  socket.on('open', () => socket.send(JSON.stringify({ hello: { resume } })));
  return closeCode(socket);
}

async function nextFrame(socket: WsSocket): Promise<{ text: string } | { bytes: number[] }> {
  const [data, isBinary] = (await once(socket, 'message')) as [Buffer, boolean];
  return isBinary ? { bytes: [...data] } : { text: data.toString('utf8') };
}
