/** In a child process: answers questions of the bench. */

export type Handlers = Readonly<Record<string, (input: never) => Promise<unknown>>>;

interface Question {
  readonly id: number;
  readonly what: string;
  readonly input: unknown;
}

/** Serves until the parent lets go. */
export function serve(handlers: Handlers): void {
  process.on('message', (message) => {
    const { id, what, input } = message as Question;
    if (what === 'processor') {
      const { user, system } = process.cpuUsage();
      process.send?.({ id, value: (user + system) / 1e6 });
      return;
    }
    const handler = handlers[what];
    const run = handler === undefined ? Promise.reject(new Error(what)) : handler(input as never);
    run.then(
      (value) => process.send?.({ id, value }),
      (error: unknown) =>
        process.send?.({ id, error: error instanceof Error ? (error.stack ?? '') : 'failed' }),
    );
  });
  process.on('disconnect', () => process.exit(0));
  process.send?.({ id: 0, value: 'ready' });
}
