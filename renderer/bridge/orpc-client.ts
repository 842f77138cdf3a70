/** The two oRPC procedures that carry the whole contract (shared/bridge/wire.ts), seen from the page. */
import { createORPCClient, ORPCError, type ClientContext, type ClientLink } from '@orpc/client';
import type { Failure } from '../../shared/bridge/errors.ts';
import { failureErrorCode, failureErrorData } from '../../shared/bridge/wire.ts';

export interface BridgeClient {
  call(input: { name: string; input: unknown }): Promise<{ value: unknown }>;
  watch(
    input: Record<string, never>,
    options: { signal: AbortSignal },
  ): Promise<AsyncIterable<unknown>>;
}

export function createBridgeClient(link: ClientLink<ClientContext>): BridgeClient {
  // oRPC builds the client from paths at run time; this is the shape that wire.ts promises.
  return createORPCClient(link) as unknown as BridgeClient;
}

/** The failure that an oRPC error carries, or null where it is something else. */
export function failureOf(error: unknown): Failure | null {
  if (!(error instanceof ORPCError) || error.code !== failureErrorCode) return null;
  const parsed = failureErrorData.safeParse(error.data);
  return parsed.success ? (parsed.data as Failure) : null;
}
