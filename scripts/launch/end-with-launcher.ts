/**
 * A program that `npm start` started beside itself must not outlive it, however that one ended: the channel between the two
 * closes with it. Does nothing in a program that a person started.
 */
export function endWithLauncher(): void {
  if (process.channel === undefined) return;
  process.once('disconnect', () => {
    // As Ctrl-C would: what is open closes in order. Before anything is open nobody listens.
    if (!process.emit('SIGTERM', 'SIGTERM')) process.exit(1);
  });
  // The channel alone must not keep a finished program alive.
  process.channel.unref();
}
