import { describe, expect, it } from 'vitest';
import { err, ok } from '../../../shared/result.ts';
import type { TokenReply } from '../../../shared/sync/protocol.ts';
import type { Answer } from './district-client.ts';
import { createExchange } from './exchange.ts';
import { createLine, LineClosed } from './line.ts';
import { createTokenKeeper } from './token-keeper.ts';

function stage(answer: (refreshToken: string) => Answer<TokenReply> = () => ok(reply('r2', 'a2'))) {
  const clock = { now: Date.parse('2026-11-23T00:00:00Z') };
  const log: string[] = [];
  let stored: string | null = 'r1';
  const client = {
    clockOffset: () => 0,
    health: async () => err({ code: 'E_OFFLINE' as const }),
    async token({ refreshToken }: { refreshToken: string }) {
      log.push(`ask ${refreshToken}`);
      await Promise.resolve();
      return answer(refreshToken);
    },
  };
  const tokens = createTokenKeeper({
    client,
    now: () => clock.now,
    deviceProof: async () => 'proof',
    readRefreshToken: async () => stored,
    async saveRefreshToken(token) {
      log.push(`save ${token}`);
      stored = token;
    },
    async onReply({ actor }) {
      log.push(`actor ${actor.name}`);
    },
  });
  return { clock, log, tokens, client };
}

function reply(refreshToken: string, accessToken: string): TokenReply {
  return {
    accessToken,
    refreshToken,
    accessExpiresAt: '2026-11-23T00:10:00.000Z',
    serverTime: '2026-11-23T00:00:00.000Z',
    actor: { userId: 'u', name: '励海平', unit: '330203008', community: '', roles: ['O'] },
    keys: { signing: { kty: 'OKP', crv: 'Ed25519', x: 'x' }, recovery: null, exchange: null },
    leaseDays: 30,
    horizonDays: 180,
    orders: [],
  };
}

describe('token keeper', () => {
  it('renews once for many who ask, writes the new refresh token down first, and keeps it until it runs out', async () => {
    const { tokens, log, clock } = stage();
    expect(await Promise.all([tokens.access(), tokens.access(), tokens.access()])).toEqual([
      ok('a2'),
      ok('a2'),
      ok('a2'),
    ]);
    expect(log).toEqual(['ask r1', 'save r2', 'actor 励海平']);
    clock.now += 9 * 60_000;
    await tokens.access();
    expect(log).toHaveLength(3);
    clock.now += 40_000;
    await tokens.access();
    expect(log.slice(3)).toEqual(['ask r2', 'save r2', 'actor 励海平']);
  });

  it('asks for a new sign-in when there is no token or the district refuses it', async () => {
    const refused = stage(() => err({ code: 'E_SIGN_IN_AGAIN' }));
    expect(await refused.tokens.access()).toEqual(err({ code: 'E_SIGN_IN_AGAIN' }));
    expect(refused.log).toEqual(['ask r1']);
  });
});

describe('exchange', () => {
  function exchange(tokens: ReturnType<typeof stage>['tokens']) {
    const line = createLine(() => undefined);
    line.open();
    return {
      line,
      exchange: createExchange({
        client: {} as never,
        tokens,
        line,
        instance: 'i',
        epoch: () => 1,
        onRestored: async () => ({ code: 'E_SERVER_RESTORED' }),
        onContact: () => undefined,
      }),
    };
  }
  const answer = { instance: 'i', epoch: 1, rows: 3 };

  it('renews a token that the district no longer takes, once', async () => {
    const { tokens, log } = stage();
    const seen: string[] = [];
    const got = await exchange(tokens).exchange.ask(async (_client, token) => {
      seen.push(token);
      return seen.length === 1 ? err({ code: 'E_SIGN_IN_AGAIN' }) : ok(answer);
    });
    expect(got.rows).toBe(3);
    expect(log.filter((line) => line.startsWith('ask'))).toHaveLength(2);
  });

  it('closes the line when it fails, and when another server answers', async () => {
    for (const [reply, code] of [
      [err({ code: 'E_OFFLINE' as const }), 'E_OFFLINE'],
      [ok({ ...answer, instance: 'other' }), 'E_SERVER_REPLACED'],
      [ok({ ...answer, epoch: 2 }), 'E_SERVER_RESTORED'],
    ] as const) {
      const { line, exchange: one } = exchange(stage().tokens);
      const failure = line.nextFailure();
      await expect(one.ask(async () => reply)).rejects.toThrow(LineClosed);
      expect(line.isOpen()).toBe(false);
      expect((await failure)?.code).toBe(code);
    }
  });
});
