/** A real PostgreSQL cluster of the test's own, on a unix socket in a temporary folder, gone afterwards. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { chownSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

export interface Cluster {
  readonly url: string;
  /** Process number of the server, parent of all its others. */
  readonly pid: number;
  /** kill -9 of the whole server, then a new one on the same files. What was committed is there: only the machine's own crash is not survived. */
  crash(): Promise<void>;
  stop(): Promise<void>;
}

/** The folder with `initdb`, or null on a machine without a PostgreSQL server. */
export function findPostgres(): string | null {
  const root = '/usr/lib/postgresql';
  try {
    const versions = readdirSync(root).toSorted((a, b) => Number(b) - Number(a));
    const bins = versions.map((version) => join(root, version, 'bin'));
    return bins.find((bin) => readdirSync(bin).includes('initdb')) ?? null;
  } catch {
    // No such folder: no server is installed.
    return null;
  }
}

const mostTries = 50;

/** Durability is off unless asked for: these clusters live for one test run. */
export async function startCluster(
  bin: string,
  options: { readonly durable?: boolean } = {},
): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'qb-pg-'));
  const user = ordinaryUser();
  if (user !== null) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const run = promisify(execFile);
  await run(
    join(bin, 'initdb'),
    ['--no-sync', '-A', 'trust', '-U', 'qiaobang', '--locale=C.UTF-8', '-D', data],
    {
      ...user,
      cwd: folder,
    },
  );
  // Not synchronous_commit: a killed cluster would forget commits it has answered, and fuzz:sync would call them lost.
  const careless = ['fsync=off', 'full_page_writes=off'];
  const settings = [...(options.durable === true ? [] : careless), 'listen_addresses='];
  const args = ['-D', data, '-k', folder, ...settings.flatMap((setting) => ['-c', setting])];
  const boot = () =>
    spawn(join(bin, 'postgres'), args, {
      ...user,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  let server = boot();
  await ready(server);
  const end = async (signal: NodeJS.Signals) => {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill(signal);
    await ended;
  };
  return {
    pid: server.pid ?? 0,
    url: `postgres://qiaobang@localhost/postgres?host=${encodeURIComponent(folder)}`,
    async crash() {
      await end('SIGKILL');
      for (let tries = 0; ; tries += 1) {
        server = boot();
        try {
          return await ready(server);
        } catch (error) {
          // Connections of the dead server hold its memory until they have noticed.
          if (tries === mostTries) throw error;
          await pause(200);
        }
      }
    },
    async stop() {
      // Immediate shutdown: nothing here needs to be kept.
      await end('SIGQUIT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root: then it runs as nobody. */
function ordinaryUser(): { uid: number; gid: number } | null {
  return process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : null;
}

function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    server.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('ready to accept connections')) resolve();
    });
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`postgres ended: ${said}`)));
  });
}
