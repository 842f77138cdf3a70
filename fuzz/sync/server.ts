/** The district server as the simulator holds it. */
import type { Place } from './databases.ts';
import { startChild, type Child } from './family.ts';
import type { ServerAsks } from './server-messages.ts';

export interface Server extends Child<ServerAsks> {
  url(): string;
}

/** `port` 0 = any. `isRestored`: a backup was put back, and whoever did it says so before the server starts. */
export async function startServer(
  place: Place,
  { port = 0, isRestored = false }: { readonly port?: number; readonly isRestored?: boolean } = {},
): Promise<Server> {
  const child = await startChild<ServerAsks>('server-program.ts', { port, isRestored, ...place });
  const url = await child.ask('url', null);
  return { ...child, url: () => url };
}
