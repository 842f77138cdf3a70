// A district server full of invented people, for the demonstration and for end-to-end tests.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startDistrict, type District } from '../../server/boot.ts';
import type { Admin } from '../../server/admin/admin.ts';
import { businessDateOf } from '../../shared/calendar/time-zone.ts';
import type { DemoLogin } from './demo-logins.ts';
import { demoLogins, demoStreets, seedDistrict } from './seed-district.ts';

export interface DemoDistrictOptions {
  /** Everything is kept here; a second start finds it. */
  readonly dataDir: string;
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** A few dozen persons a street instead of more than a thousand. */
  readonly small?: boolean;
  /** False where a test spoils rows on their way (server/deps.ts). */
  readonly boundBodies?: boolean;
  readonly print?: (line: string) => void;
}

export interface DemoDistrict {
  readonly url: string;
  readonly logins: readonly DemoLogin[];
  /** A one-time enrolment code for a unit. */
  code(unit: string): Promise<string>;
  /** What an administrator can do there. Throws while the server is stopped. */
  admin(): Admin;
  /** Takes the server off the network; `start` brings it back at the same address with the same data. */
  stop(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

/** Starts the server and fills it on the first start. Throws `CannotStart` of the server when port or folder are taken. */
export async function startDemoDistrict(options: DemoDistrictOptions): Promise<DemoDistrict> {
  const { dataDir, small = false, print = () => {} } = options;
  mkdirSync(dataDir, { recursive: true });
  const open = (port: number) =>
    startDistrict({
      dataDir: join(dataDir, 'database'),
      port,
      isDemo: true,
      // Dozens of accounts with one known password: a dear hash would only make the first start slow.
      settings: { passwordCost: 2 ** 14, boundBodies: options.boundBodies ?? true },
    });

  let district: District | null = await open(options.port ?? 0);
  const { url } = district;
  const specs = demoStreets(small);
  const seeded = join(dataDir, 'seeded');
  if (!existsSync(seeded)) {
    const now = new Date().toISOString();
    await seedDistrict(district.admin, { specs, today: businessDateOf(now), now, print });
    writeFileSync(seeded, `${now}\n`);
  }
  const admin = (): Admin => {
    if (district === null) throw new Error('the district is stopped');
    return district.admin;
  };
  const stop = async () => {
    const running = district;
    district = null;
    await running?.close();
  };
  return {
    url,
    logins: demoLogins(specs),
    async code(unit) {
      const made = await admin().createCode(unit);
      if (!made.ok) throw new Error(`no such unit: ${unit}`);
      return made.code;
    },
    admin,
    stop,
    start: async () => {
      district ??= await open(Number(new URL(url).port));
    },
    close: stop,
  };
}
