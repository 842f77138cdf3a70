/** Questions and answers between the simulator and its child processes, which may die at any moment. */
import { fork, type ChildProcess } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Asked, Told } from './device-messages.ts';

/** The questions of one program: what goes in and what comes out. */
type Asks = Record<string, { in: unknown; out: unknown }>;

/** The other side is dead, or died before it had answered. */
export class ChildDied extends Error {}

export interface Child<A extends object> {
  ask<K extends keyof A & string>(
    ask: K,
    input: A[K] extends { in: infer I } ? I : never,
  ): Promise<A[K] extends { out: infer O } ? O : never>;
  isAlive(): boolean;
  /** kill -9. Resolves when it is gone. */
  kill(): Promise<void>;
  /** Resolves when it has ended by itself. */
  ended(): Promise<void>;
}

/** Starts a program beside this file and resolves when it answers. Throws what it printed when it ended before that. */
export async function startChild<A extends object>(
  program: string,
  data: unknown,
): Promise<Child<A>> {
  const process = fork(
    fileURLToPath(new URL(program, import.meta.url)),
    [JSON.stringify(data)],
    // The parent's own flags (a test runner's loader) are not the program's.
    {
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      // A computer is started many times: its modules need not be compiled each time.
      env: { ...globalThis.process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'qiaobang-compiled') },
    },
  );
  let said = '';
  process.stderr?.on('data', (chunk: Buffer) => {
    said = `${said}${chunk.toString()}`.slice(-4000);
  });
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  const gone = Promise.withResolvers<void>();
  const ready = Promise.withResolvers<void>();
  waiting.set(0, ready as PromiseWithResolvers<unknown>);
  process.on('message', (told: Told) => {
    const asker = waiting.get(told.id);
    waiting.delete(told.id);
    if (told.ok) asker?.resolve(told.value);
    else asker?.reject(new Error(told.error));
  });
  process.once('exit', () => {
    for (const asker of waiting.values()) asker.reject(new ChildDied(`${program} died: ${said}`));
    waiting.clear();
    gone.resolve();
  });
  await ready.promise;
  return handleOf(process, () => `${program} is dead: ${said}`, waiting, gone.promise);
}

function handleOf<A extends object>(
  process: ChildProcess,
  epitaph: () => string,
  waiting: Map<number, PromiseWithResolvers<unknown>>,
  gone: Promise<void>,
): Child<A> {
  let last = 0;
  const isAlive = () => process.exitCode === null && process.signalCode === null;
  return {
    isAlive,
    ask(ask, input) {
      if (!isAlive() || !process.connected) return Promise.reject(new ChildDied(epitaph()));
      last += 1;
      const asker = Promise.withResolvers<unknown>();
      waiting.set(last, asker);
      const asked: Asked = { id: last, ask, input };
      process.send(asked, (error) => {
        if (error !== null) asker.reject(new ChildDied(epitaph()));
      });
      // The programs' tables of answers give each question its type.
      return asker.promise as Promise<never>;
    },
    async kill() {
      process.kill('SIGKILL');
      await gone;
    },
    ended: () => gone,
  };
}

/** In the child: answers until the parent is gone. */
export function serveParent<A extends object>(answers: {
  [K in keyof A & string]: (
    input: A[K] extends { in: infer I } ? I : never,
  ) => Promise<A[K] extends { out: infer O } ? O : never>;
}): void {
  const send = (told: Told) => void process.send?.(told);
  const table = answers as Record<string, (input: unknown) => Promise<unknown>>;
  process.on('message', (asked: Asked) => {
    const answer = table[asked.ask];
    const answering =
      answer === undefined ? Promise.reject(new Error(asked.ask)) : answer(asked.input);
    answering.then(
      (value) => {
        send({ id: asked.id, ok: true, value });
        if (asked.ask === 'close') process.disconnect();
      },
      (error: unknown) =>
        send({
          id: asked.id,
          ok: false,
          error: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown',
        }),
    );
  });
  process.once('disconnect', () => process.exit(0));
  send({ id: 0, ok: true, value: null });
}

export type { Asks };
