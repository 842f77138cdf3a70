// The demonstration's folder: one district, and a data folder for each desk. A small note says where the district listens,
// so that a second desk, started from another window, finds the running one.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { healthReply } from '../../shared/sync/protocol.ts';
import { freePort } from './free-port.ts';
import { startDemoDistrict, type DemoDistrict } from './demo-district.ts';
import { desks, type DeskName } from './demo-logins.ts';

export interface DemoPlaceOptions {
  readonly folder: string;
  readonly print: (line: string) => void;
  /** A few dozen persons a street; for tests. */
  readonly small?: boolean;
}

export interface DemoPlace {
  readonly url: string;
  /** An enrolment code for a desk, or null when there is none left (the district runs in another window and gave out its codes). */
  code(desk: DeskName): Promise<string | null>;
  /** The district, when this process runs it. */
  readonly own: DemoDistrict | null;
}

const note = z.object({
  port: z.int(),
  /** The district's own id: another demonstration may sit on the same port. */
  instance: z.string(),
  /** For desks that other processes open; each code enrols one computer. */
  codes: z.record(z.string(), z.string()),
});

/** Above the ports that people's own programs usually take. */
const firstPort = 4177;

/** Finds the running district of this folder or starts it. Throws the server's `CannotStart` when port or folder are taken. */
export async function enterDemoPlace({
  folder,
  print,
  small = false,
}: DemoPlaceOptions): Promise<DemoPlace> {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'district.json');
  const known = readNote(file);
  if (known !== null && (await instanceAt(addressOf(known.port))) === known.instance) {
    return {
      url: addressOf(known.port),
      own: null,
      code: (desk) => Promise.resolve(known.codes[desk] ?? null),
    };
  }
  // Desks remember the address, so the port stays what it was.
  const port = known?.port ?? (await freePort(firstPort));
  const own = await startDemoDistrict({ dataDir: join(folder, 'district'), port, print, small });
  const codes: Record<string, string> = {};
  for (const [desk, { unit }] of Object.entries(desks)) codes[desk] = await own.code(unit);
  writeFileSync(
    file,
    JSON.stringify({ port, instance: (await instanceAt(own.url)) ?? '', codes } satisfies z.infer<
      typeof note
    >),
    {
      mode: 0o600,
    },
  );
  return { url: own.url, own, code: (desk) => own.code(desks[desk].unit) };
}

function addressOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}

function readNote(file: string): z.infer<typeof note> | null {
  try {
    return note.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // The first start, or a note that somebody edited: a new one is written.
    return null;
  }
}

/** Id of the demonstration district at an address; null when there is none. */
async function instanceAt(url: string): Promise<string | null> {
  try {
    const response = await fetch(`${url}/v1/health`, { signal: AbortSignal.timeout(2000) });
    const health = healthReply.safeParse(await response.json());
    return health.success && health.data.isDemo ? health.data.instance : null;
  } catch {
    // Nobody there, or nobody who speaks our language.
    return null;
  }
}
