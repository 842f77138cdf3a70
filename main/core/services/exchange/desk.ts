/** The district's desk: bundles of the streets go to the server, which judges and answers them (shared/exchange/desk-protocol.ts). */
import type { z } from 'zod';
import {
  lookReply,
  makeReply,
  registerReply,
  takeReply,
} from '../../../../shared/exchange/desk-protocol.ts';
import type { DistrictClient } from '../../sync/district-client.ts';
import type { TokenKeeper } from '../../sync/token-keeper.ts';
import type { Answer } from '../answer.ts';

export interface ExchangeDesk {
  register(): Promise<Answer<z.infer<typeof registerReply>>>;
  look(text: string): Promise<Answer<z.infer<typeof lookReply>>>;
  take(input: {
    text: string;
    mediaNo: string;
    virusChecked: boolean;
  }): Promise<Answer<z.infer<typeof takeReply>>>;
  make(input: { device: string; mediaNo: string }): Promise<Answer<z.infer<typeof makeReply>>>;
}

export function createExchangeDesk(deps: {
  readonly client: DistrictClient;
  readonly tokens: TokenKeeper;
}): ExchangeDesk {
  async function ask<T extends object>(
    path: string,
    schema: z.ZodType<T>,
    body: object,
  ): Promise<Answer<T>> {
    const access = await deps.tokens.access();
    return access.ok ? deps.client.ask(access.value, path, schema, body, { write: true }) : access;
  }
  return {
    register: () => ask('/v1/exchange/register', registerReply, {}),
    look: (text) => ask('/v1/exchange/look', lookReply, { text }),
    take: (input) => ask('/v1/exchange/take', takeReply, input),
    make: (input) => ask('/v1/exchange/make', makeReply, input),
  };
}
