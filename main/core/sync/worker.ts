/**
 * The one worker of sync. Whatever asked for it (interval, a person, a poke, a save), a run is the same: knock, open the line,
 * let replication become quiet, compare digests, read again what does not match. Its answer is a state, never an exception.
 */
import type { Failure } from '../../../shared/bridge/errors.ts';
import { syncCollections } from '../../../shared/sync/protocol.ts';
import type { Store } from '../storage/index.ts';
import type { Exchange } from './exchange.ts';
import type { Line } from './line.ts';
import { compareDigests, type ScopeComparison } from './proof.ts';
import type { Replication } from './replication.ts';

export interface RunResult {
  readonly failure: Failure | null;
  /** The comparison, or null when it was not reached. */
  readonly scopes: readonly ScopeComparison[] | null;
}

export interface WorkerDeps {
  readonly store: Store;
  readonly line: Line;
  readonly exchange: Exchange;
  readonly replications: () => readonly Replication[];
  /** Marks a scope to be pulled from its start. */
  readonly reread: (comparison: ScopeComparison) => void;
  /** Grows with every row that travels; stands still when a session is stuck. */
  readonly progress: () => number;
  /** Makes the replications anew. */
  readonly rebuild: () => Promise<void>;
  readonly stuckAfterMs: number;
}

type End =
  | { readonly kind: 'quiet' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'stuck' }
  | { readonly kind: 'ended' };

export function createWorker(deps: WorkerDeps): { run(): Promise<RunResult> } {
  let running: Promise<RunResult> | null = null;

  async function run(): Promise<RunResult> {
    const knocked = await knockIfClosed();
    if (knocked !== null) return { failure: knocked, scopes: null };
    let end = await becomeQuiet();
    if (end.kind === 'stuck') {
      await deps.rebuild();
      end = await becomeQuiet();
    }
    if (end.kind !== 'quiet') return { failure: failureOf(end), scopes: null };
    let scopes = await compare();
    // Something was written between the last page and the digest: once more. Still different: a hole, read it from the start.
    for (const repair of [() => undefined, deps.reread]) {
      const holes = (scopes ?? []).filter((each) => !each.same);
      if (holes.length === 0 || (await deps.store.outbox.count()) > 0) break;
      holes.forEach(repair);
      end = await becomeQuiet();
      if (end.kind !== 'quiet') return { failure: failureOf(end), scopes };
      scopes = await compare();
    }
    return {
      failure: scopes === null ? { code: 'E_OFFLINE', params: { server: '' } } : null,
      scopes,
    };
  }

  /** A server that was swapped while we were away must not get a single row. */
  async function knockIfClosed(): Promise<Failure | null> {
    if (deps.line.isOpen()) return null;
    const answer = await deps.exchange.knock();
    if (!answer.ok) {
      deps.line.fail(answer.error);
      return answer.error;
    }
    deps.line.open();
    return null;
  }

  async function becomeQuiet(): Promise<End> {
    const failed = deps.line
      .nextFailure()
      .then((failure): End => (failure === null ? { kind: 'ended' } : { kind: 'failed', failure }));
    const replications = deps.replications();
    replications.forEach((each) => each.resync());
    const quiet = Promise.all(replications.map((each) => each.quiet())).then((): End => ({
      kind: 'quiet',
    }));
    // A replication that is rebuilt or stopped never becomes quiet; nobody waits for it any more.
    quiet.catch(() => undefined);
    const watchdog = watch();
    try {
      return await Promise.race([quiet, failed, watchdog.stuck]);
    } finally {
      watchdog.stop();
    }
  }

  function watch(): { stuck: Promise<End>; stop: () => void } {
    const stuck = Promise.withResolvers<End>();
    let seen = deps.progress();
    const timer = setInterval(() => {
      if (deps.progress() === seen) stuck.resolve({ kind: 'stuck' });
      seen = deps.progress();
    }, deps.stuckAfterMs);
    return { stuck: stuck.promise, stop: () => clearInterval(timer) };
  }

  async function compare(): Promise<readonly ScopeComparison[] | null> {
    try {
      const reply = await deps.exchange.ask((client, token) =>
        client.digest(token, syncCollections),
      );
      return compareDigests(await deps.store.digest.all(), reply.scopes);
    } catch (error) {
      // The exchange has already closed the line and told why; anything else is a bug and goes on.
      if (deps.line.isOpen()) throw error;
      return null;
    }
  }

  return {
    run() {
      running ??= run().finally(() => {
        running = null;
      });
      return running;
    },
  };
}

function failureOf(end: Exclude<End, { kind: 'quiet' }>): Failure | null {
  if (end.kind === 'failed') return end.failure;
  return end.kind === 'stuck' ? { code: 'E_SERVER_TROUBLE', params: { status: 0 } } : null;
}
