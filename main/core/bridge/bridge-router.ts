/**
 * The core's side of the bridge: two oRPC procedures, `call` and `watch`, built from the contract (shared/bridge/wire.ts).
 * What comes in and what goes out is checked by the contract's schemas; an unexpected exception becomes E_INTERNAL with a
 * reference number, and the log gets the number without content.
 */
import { EventPublisher, ORPCError, os } from '@orpc/server';
import type { z } from 'zod';
import {
  procedures,
  type Input,
  type LiveMessage,
  type Output,
  type ProcedureName,
  type SessionState,
} from '../../../shared/bridge/contract.ts';
import type { Failure } from '../../../shared/bridge/errors.ts';
import { callInput, failureErrorCode } from '../../../shared/bridge/wire.ts';
import type { CoreLog } from '../ports.ts';

export type Handlers = { readonly [P in ProcedureName]: (input: Input<P>) => Promise<Output<P>> };

export interface BridgeDeps {
  readonly handlers: Handlers;
  /** Answers with a failure when the procedure may not run now (locked, not enrolled); null lets it pass. */
  readonly guard: (name: ProcedureName) => Failure | null;
  readonly session: () => SessionState;
  /** Calls back for each live message until the returned function is called. */
  readonly subscribe: (listener: (message: LiveMessage) => void) => () => void;
  /** A failure people can act on (disk full…), or null for everything that nobody expected. */
  readonly explain: (error: unknown) => Failure | null;
  /** A short number that ties a message on the screen to a line of the log. */
  readonly reference: () => string;
  readonly log: CoreLog;
}

export type BridgeRouter = ReturnType<typeof createBridgeRouter>;

export function createBridgeRouter(deps: BridgeDeps) {
  return {
    call: os
      .input(callInput)
      .handler(async ({ input }) => ({ value: await answerCall(deps, input.name, input.input) })),
    watch: os.handler(async function* watch({ signal }) {
      const publisher = new EventPublisher<{ message: LiveMessage }>();
      const stop = deps.subscribe((message) => publisher.publish('message', message));
      try {
        const messages = publisher.subscribe('message', signal === undefined ? {} : { signal });
        yield { topic: 'session', state: deps.session() } satisfies LiveMessage;
        for await (const message of messages) yield message;
      } finally {
        stop();
      }
    }),
  };
}

async function answerCall(deps: BridgeDeps, name: string, rawInput: unknown): Promise<unknown> {
  if (!isProcedure(name)) throw new ORPCError('NOT_FOUND', { message: 'no such procedure' });
  const { input, output } = procedures[name] as { input: z.ZodType; output: z.ZodType };
  const parsed = input.safeParse(rawInput);
  if (!parsed.success) {
    // Only the paths: values may be personal data.
    deps.log.warn('bridge.bad_input', {
      name,
      paths: parsed.error.issues
        .map((issue) => issue.path.join('.'))
        .join(' ')
        .slice(0, 200),
    });
    throw new ORPCError('BAD_REQUEST', { message: 'input does not fit the contract' });
  }
  const refusal = deps.guard(name);
  if (refusal !== null) return failureAnswer(output, refusal);
  try {
    const handler = deps.handlers[name] as (value: unknown) => Promise<unknown>;
    return output.parse(await handler(parsed.data));
  } catch (error) {
    return failureAnswer(output, deps.explain(error) ?? unexpected(deps, name, error));
  }
}

function failureAnswer(output: z.ZodType, failure: Failure): unknown {
  const answer = { ok: false, error: failure };
  if (output.safeParse(answer).success) return answer;
  throw new ORPCError(failureErrorCode, { message: failure.code, data: failure });
}

function unexpected(deps: BridgeDeps, name: string, error: unknown): Failure {
  const ref = deps.reference();
  const kind = error instanceof Error ? error.name : typeof error;
  deps.log.error('bridge.unexpected', { ref, name, kind, at: whereThrown(error) });
  return { code: 'E_INTERNAL', params: { ref } };
}

/** File and line of the first frame: a message could quote content, a place cannot. */
function whereThrown(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  return (
    stack
      .split('\n')
      .find((line) => line.trim().startsWith('at '))
      ?.match(/[\w.-]+:\d+:\d+/)?.[0] ?? ''
  );
}

function isProcedure(name: string): name is ProcedureName {
  return Object.hasOwn(procedures, name);
}
