/** Starts programs of the bench in processes of their own and asks them. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Child {
  readonly pid: number;
  ask<T>(what: string, input?: unknown): Promise<T>;
  /** Lets it end by itself. */
  quit(): void;
  /** Ends it at once, as a pulled plug would. */
  end(): Promise<void>;
}

/** Resolves when the program says that it is ready. */
export async function startChild(
  file: string,
  args: readonly string[] = [],
  options: { readonly execArgv?: string[] } = {},
): Promise<Child> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), [...args], {
    ...options,
    serialization: 'advanced',
  });
  const waiting = new Map<
    number,
    { resolve: (value: unknown) => void; reject: (error: Error) => void }
  >();
  let next = 0;
  const exited = new Promise<void>((resolve) => {
    child.once('exit', (code) => {
      for (const { reject } of waiting.values()) reject(new Error(`${file} ended with ${code}`));
      waiting.clear();
      resolve();
    });
  });
  const expect = <T>(id: number) =>
    new Promise<T>((resolve, reject) => {
      waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
    });
  child.on('message', (message) => {
    const { id, value, error } = message as { id: number; value?: unknown; error?: string };
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) asked?.resolve(value);
    else asked?.reject(new Error(error));
  });
  await expect(0);
  return {
    pid: child.pid ?? 0,
    ask<T>(what: string, input?: unknown) {
      next += 1;
      const answer = expect<T>(next);
      child.send({ id: next, what, input });
      return answer;
    },
    quit: () => child.disconnect(),
    async end() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
