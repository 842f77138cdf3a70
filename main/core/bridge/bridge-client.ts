/** The bridge as seen from the other end of a MessagePort: for the launcher and for tests. The page has its own in renderer/bridge. */
import type { MessagePort } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { RouterClient } from '@orpc/server';
import type { z } from 'zod';
import {
  liveMessage,
  procedures,
  type Bridge,
  type Input,
  type LiveMessage,
  type Output,
  type ProcedureName,
} from '../../../shared/bridge/contract.ts';
import { callOutput } from '../../../shared/bridge/wire.ts';
import type { BridgeRouter } from './bridge-router.ts';

/** A typed client; answers are checked by the contract. `close` ends the watch streams and the port. */
export function bridgeOverPort(port: MessagePort): Bridge & { close(): void } {
  const client: RouterClient<BridgeRouter> = createORPCClient(new RPCLink({ port }));
  const stopped = new AbortController();
  port.start();

  async function call<P extends ProcedureName>(name: P, input: Input<P>): Promise<Output<P>> {
    const reply = callOutput.parse(await client.call({ name, input }));
    const output: z.ZodType = procedures[name].output;
    return output.parse(reply.value) as Output<P>;
  }

  function watch(listener: (message: LiveMessage) => void): () => void {
    const own = new AbortController();
    const signal = AbortSignal.any([own.signal, stopped.signal]);
    void follow(signal, listener);
    return () => own.abort();
  }

  async function follow(
    signal: AbortSignal,
    listener: (message: LiveMessage) => void,
  ): Promise<void> {
    try {
      for await (const message of await client.watch(undefined, { signal }))
        listener(liveMessage.parse(message));
    } catch (error) {
      // The stream of a closed port ends with an error; that is its normal end.
      if (!signal.aborted && !stopped.signal.aborted) throw error;
    }
  }

  return {
    call,
    watch,
    close() {
      stopped.abort();
      port.close();
    },
  };
}
