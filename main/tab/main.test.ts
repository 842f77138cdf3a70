// The whole program: child process, real core in its worker thread, real socket.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { procedures } from '../../shared/bridge/contract.ts';
import { callOutput } from '../../shared/bridge/wire.ts';
import { sayHello, ticketOf } from './testing/tab-bench.ts';

const program = fileURLToPath(new URL('./main.ts', import.meta.url));
let folder: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qiaobang-tab-main-'));
  mkdirSync(join(folder, 'page'));
  writeFileSync(join(folder, 'page', 'index.html'), '<!doctype html>');
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  }
  rmSync(folder, { recursive: true, force: true });
});

describe('the tab shell as a program', () => {
  it('connects a page to the core, refuses a second program on its port, and stops with Ctrl-C', async () => {
    const first = start('one', '0');
    const address = await addressOf(first);
    const { port } = new URL(address);

    const socket = new WebSocket(`ws://127.0.0.1:${port}/bridge`, {
      origin: `http://127.0.0.1:${port}`,
    });
    await sayHello(socket, { ticket: ticketOf(address) });
    const client = createORPCClient<{ call: (input: unknown) => Promise<unknown> }>(
      new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }),
    );
    const { value } = callOutput.parse(await client.call({ name: 'app.session', input: {} }));
    expect(procedures['app.session'].output.parse(value)).toMatchObject({
      phase: 'enrol',
      shell: 'tab',
      trouble: null,
    });

    const second = start('two', port);
    const [code] = (await once(second.child, 'exit')) as [number];
    expect(code).toBe(2);
    expect(second.output()).toContain(`端口 ${port} 被占用`);

    const closed = once(socket, 'close');
    first.child.kill('SIGINT');
    const [exit] = (await once(first.child, 'exit')) as [number];
    expect(exit).toBe(0);
    await closed;
  });

  it('says what is missing when there is no page or no such port', async () => {
    const noPage = start('one', '0', join(folder, 'absent'));
    expect(await once(noPage.child, 'exit')).toEqual([2, null]);
    expect(noPage.output()).toContain('npm run build');
    const noPort = start('one', '99999');
    expect(await once(noPort.child, 'exit')).toEqual([2, null]);
    expect(noPort.output()).toContain('--port');
  });
});

interface Program {
  readonly child: ChildProcess;
  readonly output: () => string;
}

function start(data: string, port: string, page = join(folder, 'page')): Program {
  const args = [program, '--no-open', '--port', port, '--page', page, '--data', join(folder, data)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
  return { child, output: () => text };
}

async function addressOf({ child, output }: Program): Promise<string> {
  for (;;) {
    const found = /^address: (\S+)$/m.exec(output())?.[1];
    if (found !== undefined) return found;
    if (child.exitCode !== null) throw new Error(output());
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
