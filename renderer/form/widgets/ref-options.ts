/** What a picker offers: people on duty from the masters, everything else from the search, pinyin included. */
import type { Ref } from '../../../shared/fields/kinds.ts';
import { recordType } from '../../../shared/records/registry.ts';
import { useAsk } from '../../bridge/bridge-context.tsx';
import { useSession } from '../../bridge/session.tsx';
import { useWords } from '../../format/use-words.ts';
import { useFind } from '../../search/use-find.ts';

export interface RefOption extends Ref {
  /** What tells namesakes apart: community, address, unit. */
  readonly note: string;
  readonly icon: string;
}

export function useRefOptions(
  text: string,
  types: readonly string[],
  enabled: boolean,
): { readonly options: readonly RefOption[]; readonly asked: boolean } {
  const words = useWords();
  const { actor } = useSession();
  const ofUsers = types.length === 1 && types[0] === 'user';
  const users = useAsk('masters.users', {}, { enabled: ofUsers && enabled }).data ?? [];
  const { hits, asked } = useFind(enabled ? text : '', types, 12);
  const found = hits.map((hit): RefOption => ({
    type: hit.type,
    id: hit.id,
    label: hit.title,
    icon: recordType(hit.type)?.icon ?? hit.type,
    note: [hit.community === '' ? '' : words.communityName(hit.community), hit.subtitle]
      .filter(Boolean)
      .join('　'),
  }));
  if (!ofUsers) return { options: found, asked };
  const wanted = text.trim();
  const listed = users
    .filter((user) => user.label.includes(wanted) || hits.some(({ id }) => id === user.id))
    .toSorted((a, b) => Number(b.unit === actor.unit) - Number(a.unit === actor.unit))
    .slice(0, 30)
    .map((user): RefOption => ({
      type: user.type,
      id: user.id,
      label: user.label,
      note: '',
      icon: 'user',
    }));
  return { options: listed, asked: true };
}
