/**
 * Decides what shares a transaction. All writes of one event-loop turn are committed together, and
 * their promises resolve only after the COMMIT; a read commits them first. `atomic` keeps one
 * transaction open until the announced number of writes has come, so that a record and its events
 * (two RxDB collections, two bulkWrites) are both there or both not.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { SqliteDatabase } from './sqlite-database.ts';
import { StorageError, toStorageError } from './storage-error.ts';

/** What a write job did. */
export type WriteOutcome<T> = {
  value: T;
  /** True if this counts as one of the writes that `atomic` waits for. */
  counts: boolean;
  /** True if the caller must get the answer before the commit (a conflict that it will answer with another write). */
  answerNow?: boolean;
  /** Called after the commit and before the promise resolves: emit change events here. */
  afterCommit?: () => void;
};

export type CommitQueue = {
  /**
   * Runs a synchronous job inside the current transaction; a job that throws is undone alone. `goesOn`: the same caller comes again
   * in a later turn, and until then nothing needs to be committed, unless somebody reads.
   */
  write: <T>(job: () => WriteOutcome<T>, goesOn?: boolean) => Promise<T>;
  /** Runs a synchronous read that sees everything acknowledged and nothing uncommitted. */
  read: <T>(job: () => T) => Promise<T>;
  /** See the store's `atomic`. */
  atomic: <T>(expectedWrites: number, work: () => Promise<T>) => Promise<T>;
  /** Commits what is open, waits for a running atomic, then refuses everything. */
  close: () => Promise<void>;
};

type Pending = { settle: () => void; fail: (error: unknown) => void };

type Group = {
  expected: number;
  arrived: number;
  pending: Pending[];
  state: 'open' | 'committed' | 'failed';
  failure: unknown;
  timer: NodeJS.Timeout | undefined;
  stop: (error: unknown) => void;
};

/** An atomic write without progress for this long is a bug of its caller (it awaits one write before it starts the next). */
const DEFAULT_STALL_MS = 5_000;

export function createCommitQueue(deps: {
  database: SqliteDatabase;
  stallMs?: number;
}): CommitQueue {
  const { database } = deps;
  const stallMs = deps.stallMs ?? DEFAULT_STALL_MS;
  // The scope tells a write that belongs to the open atomic from one that merely came at the same time.
  const scope = new AsyncLocalStorage<Group | undefined>();
  const waiting: (() => void)[] = [];
  let turn: Pending[] | undefined;
  let group: Group | undefined;
  let closed = false;

  function write<T>(job: () => WriteOutcome<T>, goesOn = false): Promise<T> {
    const mine = scope.getStore();
    if (mine?.state === 'failed') return Promise.reject(mine.failure);
    if (mine?.state === 'open') return writeInGroup(mine, job);
    return enter(() => writeInTurn(job, goesOn));
  }

  function read<T>(job: () => T): Promise<T> {
    if (scope.getStore()?.state === 'open') {
      // Its result could be rolled back after RxDB has cached it, and could wait for a query that waits for us.
      return Promise.reject(
        new StorageError('E_ATOMIC_MISUSE', 'read before atomic(), only write inside of it'),
      );
    }
    return enter(async () => {
      commitTurn();
      try {
        return job();
      } catch (error) {
        throw toStorageError(error);
      }
    });
  }

  function atomic<T>(expectedWrites: number, work: () => Promise<T>): Promise<T> {
    if (scope.getStore()?.state === 'open') {
      return Promise.reject(new StorageError('E_ATOMIC_MISUSE', 'atomic() inside atomic()'));
    }
    return enter(() => runGroup(expectedWrites, work));
  }

  async function close(): Promise<void> {
    if (closed) return;
    await enter(async () => {
      commitTurn();
      closed = true;
    });
  }

  /** Runs now, or in order of arrival once the open atomic has ended. */
  function enter<T>(start: () => Promise<T>): Promise<T> {
    if (closed) return Promise.reject(new StorageError('E_DB_CLOSED', 'the store is closed'));
    if (group === undefined && waiting.length === 0) return start();
    return new Promise<T>((resolve, reject) => {
      waiting.push(() => {
        if (closed) reject(new StorageError('E_DB_CLOSED', 'the store is closed'));
        else start().then(resolve, reject);
      });
    });
  }

  function drain(): void {
    // A waiting atomic that starts sets `group`, and the rest goes on waiting for it.
    for (let next = takeNext(); next !== undefined; next = takeNext()) next();
  }

  function takeNext(): (() => void) | undefined {
    return group === undefined ? waiting.shift() : undefined;
  }

  /** Subscribers are called from here, and what they write must not count as part of a finished atomic. */
  function outsideOfGroup(action: () => void): void {
    scope.run(undefined, action);
  }

  // ---- one transaction per turn

  function writeInTurn<T>(job: () => WriteOutcome<T>, goesOn: boolean): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      let opened = turn;
      if (opened === undefined) {
        try {
          database.run('BEGIN IMMEDIATE');
        } catch (error) {
          reject(toStorageError(error));
          return;
        }
        opened = turn = [];
      }
      const ran = runJob(job);
      const mine = opened;
      if (!goesOn || !ran.ok) setImmediate(() => turn === mine && commitTurn());
      if (ran.ok) {
        opened.push(toPending(ran.outcome, resolve, reject));
        return;
      }
      reject(ran.error);
      if (!database.isInTransaction()) {
        // A full disk or an I/O error ended the whole transaction, and with it the other writes of this turn.
        turn = undefined;
        opened.forEach((pending) => pending.fail(ran.error));
      }
    });
  }

  function commitTurn(): void {
    const batch = turn;
    if (batch === undefined) return;
    turn = undefined;
    const failure = tryCommit();
    outsideOfGroup(() =>
      batch.forEach((pending) =>
        failure === undefined ? pending.settle() : pending.fail(failure),
      ),
    );
  }

  // ---- one transaction per atomic

  async function runGroup<T>(expected: number, work: () => Promise<T>): Promise<T> {
    commitTurn();
    try {
      database.run('BEGIN IMMEDIATE');
    } catch (error) {
      throw toStorageError(error);
    }
    const stopped = Promise.withResolvers<never>();
    const mine: Group = {
      expected,
      arrived: 0,
      pending: [],
      state: 'open',
      failure: undefined,
      timer: undefined,
      stop: stopped.reject,
    };
    stopped.promise.catch(() => undefined); // Only the race below is meant to see it.
    group = mine;
    watch(mine);
    try {
      const result = await Promise.race([scope.run(mine, work), stopped.promise]);
      if (mine.state === 'open') commitGroup(mine);
      if (mine.state === 'failed') throw mine.failure;
      return result;
    } catch (error) {
      if (mine.state === 'open') failGroup(mine, error);
      throw error;
    }
  }

  function writeInGroup<T>(mine: Group, job: () => WriteOutcome<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const ran = runJob(job);
      if (!ran.ok) {
        reject(ran.error);
        failGroup(mine, ran.error);
        return;
      }
      if (ran.outcome.answerNow === true) {
        mine.pending.push(
          toPending(
            ran.outcome,
            () => undefined,
            () => undefined,
          ),
        );
        resolve(ran.outcome.value);
      } else {
        mine.pending.push(toPending(ran.outcome, resolve, reject));
      }
      watch(mine);
      if (ran.outcome.counts) mine.arrived += 1;
      if (mine.arrived >= mine.expected) commitGroup(mine);
    });
  }

  function commitGroup(mine: Group): void {
    const failure = tryCommit();
    if (failure !== undefined) {
      failGroup(mine, failure);
      return;
    }
    endGroup(mine, 'committed');
    outsideOfGroup(() => mine.pending.forEach((pending) => pending.settle()));
    drain();
  }

  function failGroup(mine: Group, error: unknown): void {
    if (mine.state !== 'open') return;
    if (database.isInTransaction()) database.run('ROLLBACK');
    mine.failure = error;
    endGroup(mine, 'failed');
    mine.pending.forEach((pending) => pending.fail(error));
    mine.stop(error);
    drain();
  }

  function endGroup(mine: Group, state: 'committed' | 'failed'): void {
    mine.state = state;
    clearTimeout(mine.timer);
    group = undefined;
  }

  function watch(mine: Group): void {
    clearTimeout(mine.timer);
    mine.timer = setTimeout(() => {
      const text = `${mine.arrived} of ${mine.expected} writes came; start all of them before awaiting one`;
      failGroup(mine, new StorageError('E_ATOMIC_STALLED', text));
    }, stallMs);
  }

  // ---- both

  function runJob<T>(
    job: () => WriteOutcome<T>,
  ): { ok: true; outcome: WriteOutcome<T> } | { ok: false; error: unknown } {
    try {
      database.run('SAVEPOINT job');
      const outcome = job();
      database.run('RELEASE job');
      return { ok: true, outcome };
    } catch (error) {
      if (database.isInTransaction()) {
        database.run('ROLLBACK TO job');
        database.run('RELEASE job');
      }
      return { ok: false, error: toStorageError(error) };
    }
  }

  function tryCommit(): unknown {
    try {
      database.run('COMMIT');
      return undefined;
    } catch (error) {
      if (database.isInTransaction()) database.run('ROLLBACK');
      return toStorageError(error);
    }
  }

  return { write, read, atomic, close };
}

function toPending<T>(
  outcome: WriteOutcome<T>,
  resolve: (value: T) => void,
  reject: (error: unknown) => void,
): Pending {
  return {
    settle() {
      outcome.afterCommit?.();
      resolve(outcome.value);
    },
    fail: (error) => reject(error),
  };
}
