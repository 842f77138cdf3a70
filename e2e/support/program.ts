/** Runs one of the project's programs as a child process, as a person would start it, and waits for its words. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

export interface Program {
  /** Waits until a line of output matches, and answers the match. */
  waitFor(pattern: RegExp): Promise<RegExpMatchArray>;
  send(line: string): void;
  /** Everything printed so far. */
  output(): string;
  /** Waits until it ends by itself; its exit code. */
  ended(): Promise<number | null>;
  /** SIGINT, then waits for the end. */
  stop(): Promise<number | null>;
  /** SIGKILL: a pulled plug. */
  kill(): Promise<void>;
}

export function startProgram(
  script: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Program {
  // A test runner forces colours on; beside NO_COLOR Node would warn about that in the program's own words.
  const { FORCE_COLOR: _colours, ...inherited } = process.env;
  const child = spawn(process.execPath, [script, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...inherited, ...environment },
  });
  let printed = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      for (const listener of listeners) listener();
    });
  }
  child.on('exit', () => listeners.forEach((listener) => listener()));

  return {
    output: () => printed,
    send: (line) => child.stdin.write(`${line}\n`),
    waitFor: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = printed.match(pattern);
          if (found !== null) {
            listeners.delete(look);
            resolve(found);
          } else if (child.exitCode !== null || child.signalCode !== null) {
            listeners.delete(look);
            reject(new Error(`${script} ended before printing ${String(pattern)}:\n${printed}`));
          }
        };
        listeners.add(look);
        look();
      }),
    ended: async () => {
      if (!hasEnded(child)) await once(child, 'close');
      return child.exitCode;
    },
    stop: async () => {
      if (hasEnded(child)) return child.exitCode;
      child.kill('SIGINT');
      await once(child, 'exit');
      return child.exitCode;
    },
    kill: async () => {
      if (hasEnded(child)) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
