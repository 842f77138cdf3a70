/**
 * The lane of files: one piece at a time, beside the records and after them. A file that cannot go on is parked with its reason;
 * the lane goes on with the next. What has to travel is asked of the database each time, so nothing is lost by a restart.
 */
import type { FileProgress } from '../../../../shared/bridge/files.ts';
import type { Failure } from '../../../../shared/bridge/errors.ts';
import { smallFile } from '../../../../shared/files/file-ref.ts';
import type { FileStore } from '../../files/file-store.ts';
import type { CoreLog } from '../../ports.ts';
import type { Answer } from '../district-client.ts';
import { pauseAfter } from '../schedule.ts';
import type { TokenKeeper } from '../token-keeper.ts';
import type { FileBook, FileUse } from './file-book.ts';
import type { FileClient } from './file-client.ts';
import { createFetching } from './fetch-file.ts';
import { createParked } from './parked.ts';
import { createSending } from './send-file.ts';

export interface FileLaneDeps {
  readonly files: FileStore;
  readonly book: FileBook;
  readonly client: FileClient;
  readonly tokens: Pick<TokenKeeper, 'access' | 'forget'>;
  readonly instance: string;
  readonly epoch: () => number;
  /** There is contact with the right district, as the records' worker last found. */
  readonly mayGo: () => boolean;
  /** Records are on the line now. */
  readonly isBusy: () => boolean;
  readonly now: () => number;
  readonly jitter: () => number;
  /** Told at most five times a second. */
  readonly onProgress: (sha256: readonly string[]) => void;
  /** A file has arrived at the district, or what waits has changed. */
  readonly onChange: () => void;
  readonly log: CoreLog;
}

export interface FileLane {
  /** There may be something to do: a record was accepted, contact is back, somebody asked. */
  wake(): void;
  /** Fetches this one before all others. */
  want(sha256: string): void;
  /** Tries a failed one again now. */
  retry(sha256: string): void;
  progressOf(sha256: readonly string[]): Promise<readonly FileProgress[]>;
  counts(): Promise<{ readonly waiting: number; readonly failed: number }>;
  /** Finishes the piece under way. */
  stop(): Promise<void>;
}

/** What one step came to: it moved, this file must wait, or the line is gone. */
export type Step =
  | { readonly kind: 'moved'; readonly done: number }
  | { readonly kind: 'finished' }
  | { readonly kind: 'parked'; readonly failure: Failure | null }
  | { readonly kind: 'offline' };

/** One request with a token that is renewed once. A server that is not ours counts as no contact. */
export type AskDistrict = <T extends { instance: string; epoch: number } | Uint8Array | null>(
  request: (token: string) => Promise<Answer<T>>,
) => Promise<Answer<T>>;

/**
 * How long a piece waits for records that are on the line: so much longer than the piece before it took, between these bounds in
 * milliseconds. Under records without end files keep a quarter of the line, however quick or slow it is.
 */
const patience = { timesThePiece: 3, least: 100, most: 2_000 } as const;
const mostListed = 300;

export function createFileLane(deps: FileLaneDeps): FileLane {
  const { book, files } = deps;
  const parked = createParked(deps.now);
  const wanted = new Set<string>();
  const moving = new Map<string, { readonly way: 'sending' | 'fetching'; readonly done: number }>();
  const touched = new Set<string>();
  const sending = createSending({ ...deps, ask });
  const fetching = createFetching({ ...deps, ask });
  let running: Promise<void> | null = null;
  let again = false;
  const ending = new AbortController();
  const isStopped = () => ending.signal.aborted;
  let failures = 0;
  let pausedUntil = 0;
  let pieceTook = 0;
  let lookedAt = 0;
  let timer: NodeJS.Timeout | undefined;
  let telling: NodeJS.Timeout | undefined;

  async function ask<T extends { instance: string; epoch: number } | Uint8Array | null>(
    request: (token: string) => Promise<Answer<T>>,
  ): Promise<Answer<T>> {
    const once = async (): Promise<Answer<T>> => {
      const access = await deps.tokens.access();
      return access.ok ? request(access.value) : access;
    };
    let reply = await once();
    if (!reply.ok && reply.error.code === 'E_SIGN_IN_AGAIN') {
      deps.tokens.forget();
      reply = await once();
    }
    if (!reply.ok || reply.value === null || reply.value instanceof Uint8Array) return reply;
    const isOurs = reply.value.instance === deps.instance && reply.value.epoch === deps.epoch();
    return isOurs ? reply : { ok: false, error: { code: 'E_SERVER_REPLACED' } };
  }

  async function work(): Promise<void> {
    while (!isStopped() && deps.mayGo() && deps.now() >= pausedUntil) {
      again = false;
      lookedAt = deps.now();
      const job = await nextJob();
      if (job === null) {
        if (again) continue;
        break;
      }
      await letRecordsPass();
      if (isStopped() || !deps.mayGo()) break;
      const began = deps.now();
      const result = await step(job);
      pieceTook = deps.now() - began;
      take(job, result);
    }
  }

  type Job = { readonly way: 'sending' | 'fetching'; readonly use: FileUse };

  async function nextJob(): Promise<Job | null> {
    for (const sha256 of wanted) {
      if (parked.isParked(sha256)) continue;
      const use = await book.recordNaming(sha256);
      if (use !== undefined && !files.has(sha256)) return { way: 'fetching', use };
      wanted.delete(sha256);
    }
    const waiting = await book.waiting({ ready: true, limit: mostListed });
    const up = waiting.find(({ sha256 }) => !parked.isParked(sha256));
    if (up !== undefined) return { way: 'sending', use: up };
    const absent = await book.smallAbsent(smallFile, mostListed);
    const down = absent.find(({ sha256 }) => !parked.isParked(sha256));
    return down === undefined ? null : { way: 'fetching', use: down };
  }

  async function step({ way, use }: Job): Promise<Step> {
    try {
      return await (way === 'sending' ? sending.step(use) : fetching.step(use));
    } catch (error) {
      // A full or failing disk concerns this file now; the others may fit.
      const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
      deps.log.warn('files.step', { code: typeof code === 'string' ? code : 'unknown' });
      return {
        kind: 'parked',
        failure: { code: code === 'ENOSPC' ? 'E_DISK_FULL' : 'E_READ_ONLY' },
      };
    }
  }

  function take({ way, use: { sha256 } }: Job, result: Step): void {
    switch (result.kind) {
      case 'moved':
        failures = 0;
        moving.set(sha256, { way, done: result.done });
        break;
      case 'finished':
        failures = 0;
        moving.delete(sha256);
        wanted.delete(sha256);
        parked.release(sha256);
        deps.onChange();
        break;
      case 'parked':
        moving.delete(sha256);
        parked.park(sha256, result.failure);
        deps.onChange();
        break;
      case 'offline':
        failures += 1;
        pausedUntil = deps.now() + pauseAfter(failures) * (0.5 + deps.jitter() / 2);
        break;
      default:
        result satisfies never;
    }
    touch(sha256);
  }

  /** Records go first; but a line that is never free of them must not keep files for ever. */
  async function letRecordsPass(): Promise<void> {
    const own = Math.max(patience.least, patience.timesThePiece * pieceTook);
    const longest = Math.min(patience.most, own);
    for (let waited = 0; deps.isBusy() && waited < longest && !isStopped(); waited += 25)
      await new Promise((resolve) => void setTimeout(resolve, 25));
  }

  function touch(sha256: string): void {
    touched.add(sha256);
    telling ??= setTimeout(() => {
      telling = undefined;
      const told = [...touched];
      touched.clear();
      if (!isStopped()) deps.onProgress(told);
    }, 200);
  }

  function wake(): void {
    if (isStopped()) return;
    again = true;
    clearTimeout(timer);
    running ??= work()
      .catch((error: unknown) =>
        deps.log.error('files.lane', { kind: error instanceof Error ? error.name : 'unknown' }),
      )
      .finally(() => {
        running = null;
        planNext();
      });
  }

  function planNext(): void {
    // Without contact nothing can move; whoever finds contact wakes the lane.
    if (isStopped() || !deps.mayGo()) return;
    const pause = Math.max(0, pausedUntil - deps.now());
    const parkedFor = parked.nextIn(lookedAt);
    const next = pause > 0 ? pause : parkedFor;
    if (next === null) return;
    timer = setTimeout(wake, next + 50);
    timer.unref();
  }

  return {
    wake() {
      parked.releaseWaiting();
      // Contact was just made: whatever pause was planned is over.
      if (deps.mayGo()) pausedUntil = 0;
      wake();
    },
    want(sha256) {
      wanted.add(sha256);
      parked.askedFor(sha256);
      touch(sha256);
      wake();
    },
    retry(sha256) {
      parked.release(sha256);
      touch(sha256);
      wake();
    },
    async progressOf(list) {
      return Promise.all(list.map((sha256) => describe(sha256)));
    },
    async counts() {
      const waiting = await book.countWaiting();
      const states = await Promise.all(parked.failed().map((sha256) => book.stateOf(sha256)));
      return { waiting, failed: states.filter((state) => state === 'here').length };
    },
    async stop() {
      ending.abort();
      clearTimeout(timer);
      clearTimeout(telling);
      await running;
    },
  };

  async function describe(sha256: string): Promise<FileProgress> {
    const state = await book.stateOf(sha256);
    const size = (await book.recordNaming(sha256))?.size ?? files.held(sha256);
    const here = state !== null && files.has(sha256);
    const failure = parked.failureOf(sha256) as FileProgress['failure'];
    const now = moving.get(sha256);
    const base = { sha256, here, size, failure: here && state === 'sent' ? null : failure };
    if (now !== undefined) return { ...base, state: now.way, done: now.done };
    if (here && state === 'sent') return { ...base, state: 'sent', done: size };
    if (failure !== null) return { ...base, state: 'failed', done: here ? 0 : files.held(sha256) };
    if (here) return { ...base, state: 'waiting', done: 0 };
    return { ...base, state: wanted.has(sha256) ? 'fetching' : 'absent', done: files.held(sha256) };
  }
}
