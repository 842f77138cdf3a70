/** Gives every screen the bridge, and keeps cached answers fresh by the core's live messages. */
import {
  QueryClient,
  QueryClientProvider,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from '@tanstack/react-query';
import { createContext, useCallback, useContext, useEffect, useState, type ReactNode } from 'react';
import type {
  Bridge,
  Input,
  LiveMessage,
  Output,
  ProcedureName,
} from '../../shared/bridge/contract.ts';
import type { Failure } from '../../shared/bridge/errors.ts';
import { ConnectionLost } from './connection.ts';
import { FailureError, failureFrom } from './failure-error.ts';

const BridgeContext = createContext<Bridge | null>(null);

/** What a procedure answers when all is well: the value inside `{ok:true, value}`, or the bare output. */
export type Value<P extends ProcedureName> =
  Output<P> extends infer O
    ? O extends { ok: true; value: infer V }
      ? V
      : O extends { ok: false }
        ? never
        : O
    : never;

export type Answer<V> =
  | { readonly ok: true; readonly value: V }
  | { readonly ok: false; readonly error: Failure };

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // Everything is local and pushed: answers stay good until a live message says otherwise.
        staleTime: Infinity,
        networkMode: 'always',
        refetchOnWindowFocus: false,
        retry: (count, error) => error instanceof ConnectionLost && count < 5,
        retryDelay: 300,
      },
    },
  });
}

export function BridgeProvider(props: {
  bridge: Bridge;
  queries: QueryClient;
  children: ReactNode;
}) {
  const { bridge, queries, children } = props;
  useEffect(() => bridge.watch((message) => applyLive(queries, message)), [bridge, queries]);
  return (
    <BridgeContext.Provider value={bridge}>
      <QueryClientProvider client={queries}>{children}</QueryClientProvider>
    </BridgeContext.Provider>
  );
}

export function useBridge(): Bridge {
  const bridge = useContext(BridgeContext);
  if (bridge === null) throw new Error('useBridge outside of BridgeProvider');
  return bridge;
}

/** Asks a procedure and keeps its answer. The error of the result is always a FailureError or a lost connection. */
export function useAsk<P extends ProcedureName>(
  name: P,
  input: Input<P>,
  options: { enabled?: boolean } = {},
): UseQueryResult<Value<P>> {
  const bridge = useBridge();
  return useQuery({
    queryKey: [name, input],
    queryFn: async () => valueOf<P>(await bridge.call(name, input)),
    enabled: options.enabled ?? true,
  });
}

/** Runs a procedure once, for buttons and saves: the answer comes back as a value, never as an exception. */
export function useTell(): <P extends ProcedureName>(
  name: P,
  input: Input<P>,
) => Promise<Answer<Value<P>>> {
  const bridge = useBridge();
  const [tell] = useState(
    () =>
      async function tell<P extends ProcedureName>(
        name: P,
        input: Input<P>,
      ): Promise<Answer<Value<P>>> {
        try {
          return { ok: true, value: valueOf<P>(await bridge.call(name, input)) };
        } catch (error) {
          return { ok: false, error: failureFrom(error) };
        }
      },
  );
  return tell;
}

/** Forgets the answers of these procedures, so that screens that show them ask again. */
export function useForget(): (...names: ProcedureName[]) => void {
  const queries = useQueryClient();
  return useCallback(
    (...names) => {
      for (const name of names) void queries.invalidateQueries({ queryKey: [name] });
    },
    [queries],
  );
}

function valueOf<P extends ProcedureName>(output: Output<P>): Value<P> {
  const answer = output as unknown;
  if (typeof answer === 'object' && answer !== null && 'ok' in answer) {
    if (answer.ok === true && 'value' in answer) return answer.value as Value<P>;
    if ('error' in answer) throw new FailureError(answer.error as Failure);
  }
  return answer as Value<P>;
}

const recordQueries: readonly ProcedureName[] = [
  'records.get',
  'records.list',
  'records.timeline',
  'records.context',
  'search.find',
  'today.board',
  'ledger.balances',
  'relations.picture',
  'panorama.enterprise',
  'desks.board',
  'escalations.board',
  'legal.coverage',
  'hardship.unaided',
  'hardship.file',
  'records.check',
  'caseload.board',
  'duplicates.list',
  'duplicates.decisions',
  'caseload.preview',
  'sync.board',
  'masters.users',
  'masters.communities',
];

function applyLive(queries: QueryClient, message: LiveMessage): void {
  const forget = (names: readonly ProcedureName[]) => {
    for (const name of names) void queries.invalidateQueries({ queryKey: [name] });
  };
  switch (message.topic) {
    case 'session':
      // The first message of each stream is the session: after a reconnect everything may have changed.
      queries.setQueryData(['app.session', {}], message.state);
      if (message.state.phase !== 'ready')
        queries.removeQueries({
          predicate: ({ queryKey }) => !keptWhenLocked.has(String(queryKey[0])),
        });
      else forget([...recordQueries, 'drafts.list', 'sync.state', 'app.settings']);
      return;
    case 'sync':
      queries.setQueryData(['sync.state', {}], message.state);
      forget(['sync.board', 'files.board', 'files.progress', 'exchange.board']);
      return;
    case 'records':
      forget([...recordQueries, 'files.board', 'files.progress']);
      return;
    case 'files':
      forget(['files.progress', 'files.board']);
      // One that was not here may have come; those that are shown need not be read again.
      void queries.invalidateQueries({
        predicate: ({ queryKey, state }) =>
          queryKey[0] === 'files.read' &&
          state.status === 'error' &&
          message.sha256.includes(String(queryKey[1])),
      });
      return;
    case 'keeping':
      forget(['keeping.board']);
      return;
    case 'drafts':
      forget(['drafts.list', 'today.board']);
      return;
  }
}

/** Locking drops every cached record from the page's memory. */
const keptWhenLocked = new Set<string>(['app.session', 'app.settings']);
