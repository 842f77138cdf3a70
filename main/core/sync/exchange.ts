/**
 * One request to the district on behalf of replication: waits for the line, brings a token, renews it once when it was refused,
 * checks that the server is still ours. A failure closes the line and is thrown, so that RxDB asks again when it is open.
 */
import type { Failure } from '../../../shared/bridge/errors.ts';
import type { Answer, DistrictClient } from './district-client.ts';
import { LineClosed, type Line } from './line.ts';
import type { TokenKeeper } from './token-keeper.ts';

export interface ExchangeDeps {
  readonly client: DistrictClient;
  readonly tokens: TokenKeeper;
  readonly line: Line;
  /** Which server this device belongs to. */
  readonly instance: string;
  /** The epoch of it that this device goes along with. */
  readonly epoch: () => number;
  /** The same server in another epoch; answers how it ends. */
  readonly onRestored: (epoch: number) => Promise<Failure | null>;
  readonly onContact: () => void;
}

export interface Exchange {
  /** Records are on the line now. */
  isBusy(): boolean;
  ask<T extends { instance: string; epoch: number }>(
    request: (client: DistrictClient, accessToken: string) => Promise<Answer<T>>,
  ): Promise<T>;
  /** Asks without waiting for the line and without a token: is the server there, and is it ours? */
  knock(): Promise<Answer<true>>;
}

export function createExchange(deps: ExchangeDeps): Exchange {
  async function strangeness(reply: { instance: string; epoch: number }): Promise<Failure | null> {
    if (reply.instance !== deps.instance) return { code: 'E_SERVER_REPLACED' };
    return reply.epoch === deps.epoch() ? null : deps.onRestored(reply.epoch);
  }

  let onTheLine = 0;

  async function once<T>(
    request: (client: DistrictClient, accessToken: string) => Promise<Answer<T>>,
  ): Promise<Answer<T>> {
    onTheLine += 1;
    try {
      const access = await deps.tokens.access();
      if (!access.ok) return access;
      return await request(deps.client, access.value);
    } finally {
      onTheLine -= 1;
    }
  }

  function lost(failure: Failure): never {
    deps.line.fail(failure);
    throw new LineClosed(failure.code);
  }

  return {
    isBusy: () => onTheLine > 0,
    async ask(request) {
      await deps.line.wait();
      let reply = await once(request);
      if (!reply.ok && reply.error.code === 'E_SIGN_IN_AGAIN') {
        deps.tokens.forget();
        reply = await once(request);
      }
      if (!reply.ok) return lost(reply.error);
      const strange = await strangeness(reply.value);
      if (strange !== null) return lost(strange);
      deps.onContact();
      return reply.value;
    },
    async knock() {
      const health = await deps.client.health();
      if (!health.ok) return health;
      const strange = await strangeness(health.value);
      if (strange !== null) return { ok: false, error: strange };
      return { ok: true, value: true };
    },
  };
}

/** The same way to the district, which can be closed for one user of it. */
export function closable(way: Exchange): { readonly exchange: Exchange; close(): void } {
  let closed = false;
  return {
    exchange: {
      ...way,
      ask: (request) =>
        way.ask((client, token) =>
          closed ? Promise.reject(new LineClosed()) : request(client, token),
        ),
    },
    close: () => {
      closed = true;
    },
  };
}
