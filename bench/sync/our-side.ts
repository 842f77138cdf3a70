/** Ours: the district's server on a PostgreSQL of its own that syncs its commits to disk, and devices as they are. */
import { join } from 'node:path';
import { findPostgres, startCluster } from '../../server/testing/postgres-cluster.ts';
import { startChild, type Child } from './children.ts';
import { street } from './documents.ts';
import { secondsOfFamily } from './processor.ts';
import type { Mark } from './traffic.ts';

export interface OurSide {
  readonly server: Child;
  /** A new device, enrolled and signed in, that holds nothing yet. */
  device(name: string): Promise<Child>;
  /** Traffic and processor time of the server and its database together. */
  mark(): Promise<Mark>;
  close(): Promise<void>;
}

export async function startOurs(folder: string, documents: number): Promise<OurSide> {
  const bin = findPostgres();
  if (bin === null) throw new Error('bench:sync needs a PostgreSQL server on this machine');
  const cluster = await startCluster(bin, { durable: true });
  const server = await startChild('our-server.ts', [cluster.url]);
  const url = await server.ask<string>('url');
  const author = await server.ask<string>('addUser', {
    login: 'bench',
    unit: street,
    roles: ['O'],
  });
  await server.ask('seed', { count: documents, author });
  return {
    server,
    async device(name) {
      const device = await startChild('our-device.ts', [join(folder, name)]);
      const code = await server.ask<string>('code', { unit: street });
      await device.ask('enrol', { server: url, code, login: 'bench', unit: street });
      return device;
    },
    async mark() {
      const mark = await server.ask<Mark>('mark');
      return { ...mark, cpu: mark.cpu + secondsOfFamily(cluster.pid) };
    },
    async close() {
      await server.end();
      await cluster.stop();
    },
  };
}
