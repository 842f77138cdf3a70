/** One question of a signed-in person to the district, outside replication: a token is brought, and renewed once when it was refused. */
import type { z } from 'zod';
import type { Answer, DistrictClient } from './district-client.ts';
import type { TokenKeeper } from './token-keeper.ts';

export type AskDistrict = <T extends object>(
  path: string,
  schema: z.ZodType<T>,
  body: object,
  options?: { readonly write?: boolean },
) => Promise<Answer<T>>;

export function createAskDistrict(deps: {
  readonly client: Pick<DistrictClient, 'ask'>;
  readonly tokens: Pick<TokenKeeper, 'access' | 'forget'>;
}): AskDistrict {
  return async (path, schema, body, options) => {
    const once = async () => {
      const access = await deps.tokens.access();
      return access.ok ? deps.client.ask(access.value, path, schema, body, options) : access;
    };
    const first = await once();
    if (first.ok || first.error.code !== 'E_SIGN_IN_AGAIN') return first;
    deps.tokens.forget();
    return once();
  };
}
