/** `search.find`: one box for everything that this person may read. */
import type { Hit, Input } from '../../../shared/bridge/contract.ts';
import { can } from '../../../shared/access/can.ts';
import { recordType, recordTypes } from '../../../shared/records/registry.ts';
import { ok } from '../../../shared/result.ts';
import type { Answer } from './answer.ts';
import { createPinyinProPort } from '../pinyin/pinyin-pro-port.ts';
import type { ProfileContext } from './profile/context.ts';
import { matchOf } from './search-marks.ts';

/** Remembers the readings of characters. */
const pinyin = createPinyinProPort();

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
  const hits = await context.store.search({ text: input.text, types, limit: input.limit });
  return ok(
    hits.map(({ id, type, title, subtitle, community }) => ({
      id,
      type,
      title,
      subtitle,
      community,
      match: matchOf({ title, subtitle }, input.text, pinyin),
    })),
  );
}
