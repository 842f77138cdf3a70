/** Many devices at once (anchors.md §4, P4), and how the costs of one grow with the rows of its street. */
import { findPostgres, startCluster } from '../../server/testing/postgres-cluster.ts';
import type { Times } from '../storage/measure.ts';
import { startChild, type Child } from './children.ts';
import { street } from './documents.ts';
import { secondsOfFamily } from './processor.ts';
import { between, type Mark } from './traffic.ts';

export interface Crowd {
  readonly daily: Times;
  /** Daily syncs that were measured. */
  readonly syncs: number;
  /** How often a first read was asked to come again. */
  readonly waits: number;
  /** Until the last first sync was done. Milliseconds. */
  readonly last: number;
  /** Of server and database, for each first sync. Seconds. */
  readonly cpuPerDevice: number;
  /** Of the server's process. Megabytes. */
  readonly peak: number;
}

export interface Cost {
  readonly rows: number;
  /** Medians in milliseconds: a sync with nothing new, a page from the start, a day of three new records. */
  readonly ask: number;
  readonly page: number;
  readonly day: number;
}

export async function measureCrowd(devices: number, rows: number): Promise<Crowd> {
  const district = await openDistrict();
  try {
    await district.seed(0, rows);
    // Processes of their own, so that the ones who wait are not held up by the ones who read.
    const [firsts, others] = [await district.crowd(devices), await district.crowd(devices)];
    const before = await district.mark();
    const days = others.ask<Pick<Crowd, 'daily' | 'syncs'>>('days');
    const read = await firsts.ask<Pick<Crowd, 'waits' | 'last'>>('readAll', { rows });
    await others.ask('enough');
    const { cpu, peak } = between(before, await district.mark());
    const crowd = { ...(await days), ...read, cpuPerDevice: cpu / devices, peak };
    await Promise.all([firsts.end(), others.end()]);
    return crowd;
  } finally {
    await district.close();
  }
}

export async function measureGrowth(sizes: readonly number[]): Promise<readonly Cost[]> {
  const district = await openDistrict();
  try {
    const costs: Cost[] = [];
    const crowd = await district.crowd(1);
    let seeded = 0;
    for (const rows of sizes) {
      await district.seed(seeded, rows - seeded);
      seeded = rows;
      costs.push({ rows, ...(await crowd.ask<Omit<Cost, 'rows'>>('costs', { times: 15 })) });
    }
    await crowd.end();
    return costs;
  } finally {
    await district.close();
  }
}

async function openDistrict() {
  const bin = findPostgres();
  if (bin === null) throw new Error('bench:sync needs a PostgreSQL server on this machine');
  const cluster = await startCluster(bin, { durable: true });
  const server = await startChild('our-server.ts', [cluster.url]);
  const url = await server.ask<string>('url');
  const account = { login: 'bench', unit: street, roles: ['O'] };
  const author = await server.ask<string>('addUser', account);
  return {
    seed: (from: number, count: number) => server.ask('seed', { from, count, author }),
    async crowd(count: number): Promise<Child> {
      const child = await startChild('crowd-devices.ts', [url]);
      const codes: string[] = [];
      for (let index = 0; index < count; index += 1)
        codes.push(await server.ask<string>('code', { unit: street }));
      await child.ask('join', { codes });
      return child;
    },
    async mark(): Promise<Mark> {
      const mark = await server.ask<Mark>('mark');
      return { ...mark, cpu: mark.cpu + secondsOfFamily(cluster.pid) };
    },
    async close() {
      await server.end();
      await cluster.stop();
    },
  };
}
