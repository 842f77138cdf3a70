/**
 * Holds the access token in memory and renews it in time. The refresh token rotates: the new one is written down before it is
 * used for anything, and one renewal runs at a time, because an old refresh token seen twice revokes the whole family.
 */
import { err, ok } from '../../../shared/result.ts';
import type { TokenReply } from '../../../shared/sync/protocol.ts';
import type { Answer, DistrictClient } from './district-client.ts';

export interface TokenKeeperDeps {
  readonly client: Pick<DistrictClient, 'token' | 'clockOffset' | 'health'>;
  readonly now: () => number;
  readonly deviceProof: (serverNow: number) => Promise<string>;
  readonly readRefreshToken: () => Promise<string | null>;
  /** Resolves when the token is on disk. */
  readonly saveRefreshToken: (token: string) => Promise<void>;
  /** Roles, keys and lease as the district sees them now. */
  readonly onReply: (reply: TokenReply) => Promise<void>;
}

export interface TokenKeeper {
  /** A token that is good for at least half a minute. */
  access(): Promise<Answer<string>>;
  /** The district refused the token: the next `access` renews it. */
  forget(): void;
  /** Takes the tokens of a fresh sign-in. */
  take(reply: TokenReply): Promise<void>;
}

const spare = 30_000;

export function createTokenKeeper(deps: TokenKeeperDeps): TokenKeeper {
  let token: { readonly text: string; readonly until: number } | null = null;
  let renewal: Promise<Answer<string>> | null = null;

  async function take(reply: TokenReply): Promise<void> {
    await deps.saveRefreshToken(reply.refreshToken);
    // The life of the token in our own time: expiry and server time come from the same clock.
    const life = Date.parse(reply.accessExpiresAt) - Date.parse(reply.serverTime);
    token = { text: reply.accessToken, until: deps.now() + life };
    await deps.onReply(reply);
  }

  async function renew(): Promise<Answer<string>> {
    const refreshToken = await deps.readRefreshToken();
    if (refreshToken === null) return err({ code: 'E_SIGN_IN_AGAIN' });
    const serverNow = await measuredServerTime(deps);
    const reply = await deps.client.token({
      refreshToken,
      deviceProof: await deps.deviceProof(serverNow),
    });
    if (!reply.ok) return reply;
    await take(reply.value);
    return ok(reply.value.accessToken);
  }

  return {
    access() {
      if (token !== null && token.until - deps.now() > spare)
        return Promise.resolve(ok(token.text));
      renewal ??= renew().finally(() => {
        renewal = null;
      });
      return renewal;
    },
    forget: () => {
      token = null;
    },
    take,
  };
}

/** The server's time by this machine's clock; asks once when nothing has been heard from the server yet. */
export async function measuredServerTime(deps: {
  client: Pick<DistrictClient, 'clockOffset' | 'health'>;
  now: () => number;
}): Promise<number> {
  if (deps.client.clockOffset() === null) await deps.client.health();
  return deps.now() - (deps.client.clockOffset() ?? 0);
}
