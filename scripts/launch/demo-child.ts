// The demonstration as a child process of `npm start`: started by a button of the page, ended with the app. A process of its
// own and a folder of its own, so that invented people can never get among real ones.
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { StartDemo } from '../../main/core/ports.ts';
import { root } from './root.ts';

export interface DemoChildOptions {
  /** scripts/demo.ts; a test has its own. */
  readonly script: string;
  readonly args: readonly string[];
  /** Gets what the child says, but for its addresses: they work once, and the page uses them. */
  readonly print: (line: string) => void;
}

export interface DemoChild {
  /** Opens the demonstration, or another address of the running one. Rejects when the child ended instead. */
  readonly start: StartDemo;
  /** Ends the child in order, if there is one; afterwards nothing is started any more. */
  stop(): Promise<void>;
}

type Opened = Awaited<ReturnType<StartDemo>>;
type Child = ChildProcessByStdio<Writable, Readable, null>;

/** How long an ordered end may take before the child is killed; its databases survive that. Milliseconds. */
const stopTimeout = 15_000;

export function createDemoChild({ script, args, print }: DemoChildOptions): DemoChild {
  let child: Child | null = null;
  let hasWindow = false;
  let stopped = false;
  let waiting: PromiseWithResolvers<Opened> | null = null;

  function opened(answer: Opened): void {
    waiting?.resolve(answer);
    waiting = null;
  }

  function ended(): void {
    child = null;
    hasWindow = false;
    waiting?.reject(new Error('the demonstration ended before it was open'));
    waiting = null;
  }

  function hear(line: string): void {
    const address = /^address: (\S+)$/.exec(line)?.[1];
    if (address !== undefined) {
      opened({ address });
    } else if (line.startsWith('window: ')) {
      hasWindow = true;
      opened({ address: null });
    } else {
      print(line);
    }
  }

  return {
    start() {
      if (stopped) return Promise.reject(new Error('the app is closing'));
      if (hasWindow) return Promise.resolve({ address: null });
      if (waiting !== null) return waiting.promise;
      waiting = Promise.withResolvers();
      const { promise } = waiting;
      // A running tab shell answers Enter with a fresh address.
      if (child === null) child = spawnDemo(script, args, hear, ended);
      else child.stdin.write('\n');
      return promise;
    },
    async stop() {
      stopped = true;
      if (child === null) return;
      const running = child;
      const gone = once(running, 'exit');
      const timer = setTimeout(() => running.kill('SIGKILL'), stopTimeout);
      // The child ends when the channel to its launcher closes (end-with-launcher.ts).
      if (running.connected) running.disconnect();
      await gone;
      clearTimeout(timer);
    },
  };
}

function spawnDemo(
  script: string,
  args: readonly string[],
  hear: (line: string) => void,
  ended: () => void,
): Child {
  const child = spawn(process.execPath, [script, ...args], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit', 'ipc'],
  }) as Child;
  createInterface({ input: child.stdout }).on('line', hear);
  // A child that is gone needs no address any more; `exit` says the rest.
  child.stdin.on('error', () => undefined);
  child.once('error', ended);
  child.once('exit', ended);
  return child;
}
