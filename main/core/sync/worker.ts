/**
 * The one worker of sync. Whatever asked for it (interval, a person, a poke, a save), a run is the same: knock, open the line,
 * compare digests, let replication become quiet where they differ, compare again, read again what still does not match. Its answer is a state, never an exception.
 */
import type { Failure } from '../../../shared/bridge/errors.ts';
import { syncCollections, type SyncCollection } from '../../../shared/sync/protocol.ts';
import type { Store } from '../storage/index.ts';
import type { Exchange } from './exchange.ts';
import type { Line } from './line.ts';
import { compareDigests, knownHashes, type ScopeComparison } from './proof.ts';
import type { Replication } from './replication.ts';
import type { Wanted } from './wanted.ts';

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
  readonly wanted: Wanted;
  /** Scopes of the last pull; null = never pulled. */
  readonly scopesOf: (collection: SyncCollection) => readonly string[] | null;
  /** Collections with scopes that are to be read again from their start, whatever the digests say: until that is done no counter is believed. */
  readonly rebasing: () => readonly SyncCollection[];
  /** Sends refused events again whose record has been mended, and lets go of what the district has taken already. */
  readonly resendEvents: () => Promise<void>;
  /** Marks a scope to be pulled from its start. */
  readonly reread: (comparison: ScopeComparison) => void;
  /** Told how many rows the district holds of what it does not find the same here, and how many of them are missing here. */
  readonly onCompared: (rows: number, missing: number) => Promise<void>;
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

type Compared =
  | {
      readonly kind: 'compared';
      readonly scopes: readonly ScopeComparison[];
      /** Collections in which the district has, or allows, something else. */
      readonly pull: readonly SyncCollection[];
    }
  | { readonly kind: 'failed'; readonly failure: Failure | null };

const none = () => undefined;

export function createWorker(deps: WorkerDeps): { run(): Promise<RunResult> } {
  let running: Promise<RunResult> | null = null;

  async function run(): Promise<RunResult> {
    const knocked = await knockIfClosed();
    if (knocked !== null) return { failure: knocked, scopes: null };
    // Asked first: mostly there is nothing new, and then this one question was the whole round.
    let compared = await compare();
    // Then: something is new or unsent; it was written between the last page and the digest: once more; a hole: from the start.
    for (const [turn, repair] of [none, none, deps.reread].entries()) {
      if (compared.kind !== 'compared') break;
      const { scopes, pull } = compared;
      const pending = (await deps.store.outbox.count()) > 0;
      const nothing = pull.length === 0 && scopes.every((each) => each.same);
      if (turn === 0 ? nothing && !pending : nothing || pending) break;
      scopes.filter((each) => !each.same).forEach(repair);
      pull.forEach((collection) => deps.wanted.add(collection));
      const end = await becomeQuietOrRebuild(turn === 0);
      if (end.kind !== 'quiet')
        return { failure: failureOf(end), scopes: turn === 0 ? null : scopes };
      compared = await compare();
    }
    return compared.kind === 'compared'
      ? { failure: null, scopes: compared.scopes }
      : {
          failure: compared.failure ?? { code: 'E_OFFLINE', params: { server: '' } },
          scopes: null,
        };
  }

  async function becomeQuietOrRebuild(mayRebuild: boolean): Promise<End> {
    const end = await becomeQuiet();
    if (end.kind !== 'stuck' || !mayRebuild) return end;
    await deps.rebuild();
    return becomeQuiet();
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
    // It closed while something else was asked: handlers wait at it, and nobody will tell of it again.
    const closed = deps.line.failure();
    if (closed !== null) return { kind: 'failed', failure: closed };
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

  /** Never waits for a line that is closed: only the next run opens it again. */
  async function compare(): Promise<Compared> {
    const closed = deps.line.failure();
    if (closed !== null) return { kind: 'failed', failure: closed };
    const failed = deps.line
      .nextFailure()
      .then((failure): Compared => ({ kind: 'failed', failure }));
    const compared = askAndCompare().catch((error: unknown) => {
      // The exchange has already closed the line and told why; anything else is a bug and goes on.
      if (deps.line.isOpen()) throw error;
      return failed;
    });
    return Promise.race([compared, failed]);
  }

  async function askAndCompare(): Promise<Compared> {
    await deps.resendEvents();
    const local = await deps.store.digest.all();
    const known = knownHashes(local, deps.scopesOf);
    const reply = await deps.exchange.ask((client, token) =>
      client.digest(token, syncCollections, known),
    );
    const rows = reply.scopes.reduce((sum, { count }) => sum + count, 0);
    const held = local.reduce((sum, { count }) => sum + count, 0);
    await deps.onCompared(rows, Math.max(0, rows - held));
    const rebasing = deps.rebasing();
    const pull = syncCollections.filter(
      (collection) => !reply.same.includes(collection) || rebasing.includes(collection),
    );
    return { kind: 'compared', scopes: compareDigests(local, reply.scopes, reply.same), pull };
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
