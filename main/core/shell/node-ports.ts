/** The real ports: this machine's clock, random source, network and log files. */
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { uptime } from 'node:os';
import { join } from 'node:path';
import { destination, pino } from 'pino';
import type { CoreLog, CorePorts, SecretStore, StartDemo } from '../ports.ts';
import { createDistrictNetwork } from './district-network.ts';

export interface NodePortOptions {
  readonly dataDir: string;
  readonly shell: 'tab' | 'desktop';
  readonly appVersion: string;
  readonly secretStore: SecretStore | null;
  readonly startDemo?: StartDemo;
  readonly tableWorker?: URL;
}

/** `closeLog` writes out what is buffered; call it last. */
export function createNodePorts(options: NodePortOptions): {
  ports: CorePorts;
  closeLog: () => void;
} {
  const { log, closeLog } = fileLog(join(options.dataDir, 'logs'));
  const ports: CorePorts = {
    now: () => Date.now(),
    uptime: () => uptime(),
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
    log,
    ...createDistrictNetwork(options.dataDir),
    secretStore: options.secretStore,
    dataDir: options.dataDir,
    appVersion: options.appVersion,
    shell: options.shell,
    ...(options.startDemo === undefined ? {} : { startDemo: options.startDemo }),
    ...(options.tableWorker === undefined ? {} : { tableWorker: options.tableWorker }),
  };
  return { ports, closeLog };
}

/** One file a month; codes and counts only, so it may be sent to the district as it is. */
function fileLog(folder: string): { log: CoreLog; closeLog: () => void } {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const target = destination({
    dest: join(folder, `core-${new Date().toISOString().slice(0, 7)}.log`),
    sync: true,
    mode: 0o600,
  });
  const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, target);
  return {
    log: {
      info: (what, facts = {}) => logger.info(facts, what),
      warn: (what, facts = {}) => logger.warn(facts, what),
      error: (what, facts = {}) => logger.error(facts, what),
    },
    closeLog: () => target.flushSync(),
  };
}
