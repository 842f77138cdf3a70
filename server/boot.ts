/** Composition root of the district server: opens the database, brings it up to date, builds admin and HTTP server. */
import { randomBytes } from 'node:crypto';
import { pino, type Logger } from 'pino';
import { createAdmin, type Admin } from './admin/admin.ts';
import { exportHead } from './audit-heads.ts';
import { ensureDepartments } from './admin/departments.ts';
import { ensureUnits } from './admin/units.ts';
import { FolderInUse } from './database/folder-hold.ts';
import type { Database } from './database/database.ts';
import { migrate, shippedMigrations } from './database/migrate.ts';
import { openPgDatabase } from './database/pg-database.ts';
import { openPgliteDatabase } from './database/pglite-database.ts';
import { defaultSettings, type Clock, type ServerDeps, type Settings } from './deps.ts';
import { purgeFiles } from './files/purge-files.ts';
import { createRateLimits } from './http/rate-limits.ts';
import { createServer, type TlsFiles } from './http/create-server.ts';
import { districtName, loadInstance } from './instance.ts';

export interface OfficeOptions {
  /** A PostgreSQL address. Without it PGlite runs in `dataDir`, or in memory when that is missing too. */
  readonly databaseUrl?: string;
  readonly dataDir?: string;
  /** A file that a new embedded database begins with (testing/prepared-database.ts). */
  readonly prepared?: string;
  /** Both only matter for a new database. */
  readonly isDemo?: boolean;
  readonly name?: string;
  readonly clock?: Clock;
  readonly random?: (bytes: number) => Uint8Array;
  readonly log?: Logger;
  readonly settings?: Partial<Settings>;
}

export interface DistrictOptions extends OfficeOptions {
  /** 0 (the default) takes any free port. */
  readonly port?: number;
  /** 127.0.0.1 by default. */
  readonly host?: string;
  readonly tls?: TlsFiles;
  /** A file or a folder, best on another machine, that gets the head of the audit chain at the start and every day (audit-heads.ts). */
  readonly auditHeads?: string;
}

/** The district without its HTTP door: what the command line works with. */
export interface Office {
  readonly admin: Admin;
  readonly deps: ServerDeps;
  close(): Promise<void>;
}

export interface District {
  readonly url: string;
  readonly admin: Admin;
  /** Lets running requests finish, closes live connections, then the database. */
  close(): Promise<void>;
}

/** Why the district cannot start, in a form that can be told in one line. */
export class CannotStart extends Error {
  readonly code: 'port_in_use' | 'newer_database' | 'folder_in_use' | 'database_unreachable';
  readonly detail: string;
  constructor(code: CannotStart['code'], detail: string) {
    super(code);
    this.code = code;
    this.detail = detail;
  }
}

const purgeEveryMs = 6 * 60 * 60_000;

/** Starts the district server. Throws `CannotStart` for what the person who starts it can mend. */
export async function startDistrict(options: DistrictOptions = {}): Promise<District> {
  const office = await openOffice(options);
  try {
    const app = await createServer(office.deps, options.tls);
    const url = await app.listen({ port: options.port ?? 0, host: options.host ?? '127.0.0.1' });
    const purging = setInterval(() => {
      purgeFiles(office.deps).catch((error: unknown) =>
        office.deps.log.warn({ err: error instanceof Error ? error.name : '' }, 'purge failed'),
      );
    }, purgeEveryMs);
    purging.unref();
    const { auditHeads } = options;
    const daily = [
      everyDay(office.deps, 'tidying', () =>
        office.admin.purgeDeletions().then(() => office.admin.indexDuplicates()),
      ),
      ...(auditHeads === undefined
        ? []
        : [everyDay(office.deps, 'audit head', () => exportHead(office.deps, auditHeads))]),
    ];
    let closing: Promise<void> | null = null;
    return {
      url,
      admin: office.admin,
      close: () => {
        clearInterval(purging);
        return (closing ??= app
          .close()
          .then(() => Promise.all(daily.map((each) => each.stop())))
          .then(() => office.close()));
      },
    };
  } catch (error) {
    await office.close();
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      throw new CannotStart('port_in_use', String(options.port ?? 0));
    throw error;
  }
}

const dayMs = 86_400_000;

/** Once at the start and then every day; nobody waits for it. */
function everyDay(
  { log }: Pick<ServerDeps, 'log'>,
  what: string,
  work: () => Promise<unknown>,
): { stop(): Promise<void> } {
  let running: Promise<unknown> = Promise.resolve();
  const run = () => {
    running = work().catch((error: unknown) =>
      log.warn({ what, err: error instanceof Error ? error.name : '' }, 'daily work failed'),
    );
  };
  run();
  const timer = setInterval(run, dayMs);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

/** Opens the database for administration. Throws `CannotStart`. */
export async function openOffice(options: OfficeOptions = {}): Promise<Office> {
  const log = options.log ?? pino({ level: 'silent' });
  const database = await openDatabase(options, log);
  try {
    const migrated = await migrate(database, await shippedMigrations());
    if (!migrated.ok) throw new CannotStart('newer_database', String(migrated.number));
    const clock = options.clock ?? { now: () => Date.now() };
    const random = options.random ?? ((bytes: number) => randomBytes(bytes));
    const fresh = { isDemo: options.isDemo ?? false, name: options.name ?? districtName };
    const instance = await loadInstance({ database, clock, random }, fresh);
    const settings = { ...defaultSettings, ...options.settings };
    const deps: ServerDeps = {
      database,
      clock,
      random,
      log,
      instance,
      settings,
      limits: createRateLimits(clock),
    };
    await ensureUnits(deps);
    await ensureDepartments(deps);
    return { admin: createAdmin(deps), deps, close: () => database.close() };
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function openDatabase(options: OfficeOptions, log: Logger): Promise<Database> {
  const url = options.databaseUrl;
  if (url === undefined) {
    try {
      return await openPgliteDatabase(options.dataDir, options.prepared);
    } catch (error) {
      throw error instanceof FolderInUse ? new CannotStart('folder_in_use', error.folder) : error;
    }
  }
  const onTrouble = (error: Error) => log.warn({ err: error.name }, 'database connection lost');
  try {
    return await openPgDatabase({ url, onTrouble });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new CannotStart('database_unreachable', code);
  }
}
