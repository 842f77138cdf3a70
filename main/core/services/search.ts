/** `search.find`: one box for everything that this person may read. */
import type { Hit, Input } from '../../../shared/bridge/contract.ts';
import { can } from '../../../shared/access/can.ts';
import { recordType, recordTypes } from '../../../shared/records/registry.ts';
import { ok } from '../../../shared/result.ts';
import type { Answer } from './answer.ts';
import { createPinyinProPort } from '../pinyin/pinyin-pro-port.ts';
import { readScope } from './lists/read-scope.ts';
import type { ProfileContext } from './profile/context.ts';
import { tableOf } from './profile/type-tables.ts';
import { matchOf } from './search-marks.ts';

/** Remembers the readings of characters. */
const pinyin = createPinyinProPort();

/** Hits asked for beyond the limit, so that those left out do not leave a gap. */
const widening = 3;

export async function findRecords(
  context: ProfileContext,
  input: Input<'search.find'>,
): Promise<Answer<Hit[]>> {
  const actor = context.actor();
  const wanted = input.types.length === 0 ? recordTypes.map((type) => type.name) : input.types;
  const types = wanted.filter((name) => {
    const type = recordType(name);
    return type !== undefined && can(actor, 'read', type, actor).allow;
  });
  if (types.length === 0) return ok([]);
  const hits = await context.store.search({
    text: input.text,
    types,
    limit: input.limit * widening,
  });
  const readable = await readableOf(context, hits);
  return ok(
    hits
      .filter(({ id }) => readable.has(id))
      .slice(0, input.limit)
      .map(({ id, type, title, subtitle, community }) => ({
        id,
        type,
        title,
        subtitle,
        community,
        match: matchOf({ title, subtitle }, input.text, pinyin),
      })),
  );
}

/** As the lists do: whoever is limited to their own cases finds no others by name, even where the store holds them. */
async function readableOf(
  context: ProfileContext,
  hits: readonly { readonly id: string; readonly type: string }[],
): Promise<ReadonlySet<string>> {
  const found = await Promise.all(
    [...Map.groupBy(hits, ({ type }) => type)].map(async ([name, own]) => {
      const type = recordType(name);
      if (type === undefined) return [];
      const scope = readScope(type, context.actor());
      return context.store.read.all<{ id: string }>(
        `SELECT id FROM ${tableOf(name)} WHERE id IN (SELECT value FROM json_each(?)) AND ${scope.sql}`,
        [JSON.stringify(own.map(({ id }) => id)), ...scope.params],
      );
    }),
  );
  return new Set(found.flat().map(({ id }) => id));
}
