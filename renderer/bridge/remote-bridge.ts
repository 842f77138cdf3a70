/** The contract over a connection: every answer is checked by its schema before a screen sees it. */
import {
  liveMessage,
  procedures,
  type Bridge,
  type Input,
  type LiveMessage,
  type Output,
  type ProcedureName,
} from '../../shared/bridge/contract.ts';
import { ConnectionLost, type Connection } from './connection.ts';
import { FailureError } from './failure-error.ts';
import { failureOf } from './orpc-client.ts';

export function createRemoteBridge(connection: Connection): Bridge {
  return {
    async call<P extends ProcedureName>(name: P, input: Input<P>): Promise<Output<P>> {
      const client = await connection.client();
      const answer = await client.call({ name, input }).catch((error: unknown) => {
        const failure = failureOf(error);
        if (failure !== null) throw new FailureError(failure);
        throw connection.state() === 'open' ? error : new ConnectionLost(name);
      });
      return procedures[name].output.parse(answer.value) as Output<P>;
    },
    watch(listener) {
      const stop = new AbortController();
      void follow(connection, listener, stop.signal);
      return () => stop.abort();
    },
  };
}

/** Listens for ever: when a stream ends because the link broke, the next link gets a new one. */
async function follow(
  connection: Connection,
  listener: (message: LiveMessage) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const client = await connection.client();
      for await (const message of await client.watch({}, { signal }))
        listener(liveMessage.parse(message));
    } catch {
      // The link broke or was refused for good; `connection` tells the user, this loop only tries again.
      if (connection.state() === 'refused' || connection.state() === 'gone') return;
    }
    if (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, 300));
  }
}
