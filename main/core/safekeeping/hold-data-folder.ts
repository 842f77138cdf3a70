/**
 * One program at a time on a data folder, whichever shell it has. `hold.json` names the holder by process, its start and the
 * machine's boot, so that a holder that died is taken over and a new process with an old number is not mistaken for it.
 */
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Failure } from '../../../shared/bridge/errors.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { codeOf, readJson } from './durable-files.ts';

export interface Hold {
  /** The last holder ended without letting go. */
  readonly takenOver: boolean;
  release(): void;
}

const holderSchema = z.object({ pid: z.int(), started: z.string(), boot: z.string() });
type Holder = z.infer<typeof holderSchema>;

/** Takes the folder, or says E_DATA_IN_USE while another living process has it. */
export function holdDataFolder(
  dataDir: string,
  me: Holder = describeProcess(process.pid) ?? { pid: process.pid, started: '', boot: bootId() },
): Result<Hold, Failure> {
  const path = join(dataDir, 'hold.json');
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const found = readHolder(path);
    if (found !== null && !isSame(found, me) && isAlive(found))
      return err({ code: 'E_DATA_IN_USE' });
    // Between two that take over the same dead holder, the exclusive creation decides.
    if (found !== null) rmSync(path, { force: true });
    const file = openSync(path, 'wx', 0o600);
    try {
      writeSync(file, JSON.stringify(me));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    return ok({
      takenOver: found !== null && !isSame(found, me),
      release: () => {
        const now = readHolder(path);
        if (now !== null && isSame(now, me)) rmSync(path, { force: true });
      },
    });
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST') return err({ code: 'E_DATA_IN_USE' });
    // A folder that cannot be written is opened for reading; the database's own lock still guards it.
    if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM' || code === 'ENOSPC')
      return ok({ takenOver: false, release: () => undefined });
    throw error;
  }
}

/** A damaged file counts as a holder that nobody can find, hence as dead. */
function readHolder(path: string): Holder | null {
  const holder = readJson(path, holderSchema);
  if (holder !== null) return holder;
  try {
    readFileSync(path);
    return { pid: 0, started: '', boot: '' };
  } catch {
    return null;
  }
}

function isSame(a: Holder, b: Holder): boolean {
  return a.pid === b.pid && a.started === b.started && a.boot === b.boot;
}

function isAlive(holder: Holder): boolean {
  if (holder.pid <= 0 || (holder.boot !== '' && holder.boot !== bootId())) return false;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    if (codeOf(error) === 'ESRCH') return false;
  }
  const now = describeProcess(holder.pid);
  return now === null || holder.started === '' || now.started === holder.started;
}

/** Null where the system does not tell (Windows, macOS): then the process number alone decides. */
function describeProcess(pid: number): Holder | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold spaces; the start time is the 20th field after it.
    const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
    return { pid, started, boot: bootId() };
  } catch {
    return null;
  }
}

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}
