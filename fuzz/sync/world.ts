/**
 * What all schedules of a run start from, made once: a district with its people, and one enrolled computer for each of them, signed
 * in and in step. A schedule works on copies, so each begins in the same state.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabases, type Databases, type Engine } from './databases.ts';
import { valueOf, startDevice } from './device.ts';
import { startLink, type Link } from './link.ts';
import { communities, password, people } from './people.ts';
import { startServer } from './server.ts';

export interface Seat {
  readonly login: string;
  readonly userId: string;
  /** The computer's data folder as it was after its first sync. */
  readonly folder: string;
  readonly profileId: string;
  readonly link: Link;
}

export interface World {
  readonly databases: Databases;
  readonly seats: readonly Seat[];
  close(): Promise<void>;
}

/** The district's database that everything is copied from. */
export const original = 'prepared';

export async function prepareWorld(options: {
  readonly engine: Engine | null;
  readonly seats: number;
}): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'qiaobang-fuzz-world-'));
  const databases = await openDatabases(options.engine);
  const links: Link[] = [];
  const close = async () => {
    await Promise.all(links.map((link) => link.close()));
    await databases.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await databases.make(original);
    const server = await startServer(databases.place(original));
    await server.ask(
      'importUnits',
      Object.entries(communities).flatMap(([parent, codes]) =>
        codes.map((code) => ({
          code,
          name: `演示${code.slice(-4)}社区`,
          kind: 'community',
          parent,
        })),
      ),
    );
    const seats: Seat[] = [];
    for (const { login, access } of people.slice(0, options.seats)) {
      const userId = await server.ask('addUser', {
        login,
        name: `${login}同志`,
        password,
        ...access,
      });
      const link = await startLink();
      links.push(link);
      link.aim(server.url());
      const place = join(folder, login);
      const device = await startDevice({ folder: place, clockOffset: 0 });
      const code = await server.ask('createCode', access.unit);
      valueOf(await device.call('app.enrol', { server: link.url, code, deviceName: login }));
      const session = valueOf(await device.call('app.login', { login, password }));
      valueOf(await device.call('sync.now', {}));
      await device.ask('close', null);
      await device.ended();
      const profileId = session.profiles[0]?.id ?? '';
      seats.push({ login, userId, folder: place, profileId, link });
    }
    await server.ask('close', null);
    await server.ended();
    return { databases, seats, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A copy of a computer to work and break on. */
export function copyComputer(seat: Seat, to: string): void {
  cpSync(seat.folder, to, { recursive: true });
}
