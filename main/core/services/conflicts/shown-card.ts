/** A card as the page may show it. */
import type { Card } from '../../../../shared/bridge/contract.ts';
import { recordType } from '../../../../shared/records/registry.ts';
import { publicCard, type StoredCard } from '../../sync/cards.ts';
import type { OpenProfile } from '../profile/open-profile.ts';
import { maskClash } from '../records/mask-fields.ts';

/** With the authors' names, and sensitive values masked; nobody knows a person by an id. Somebody who is not known here stays unnamed. */
export function shownCard(card: StoredCard, people: ReadonlyMap<string, string>): Card {
  const shown = publicCard(card);
  const fields = recordType(card.type)?.fields ?? {};
  return {
    ...shown,
    clashes: shown.clashes.map((clash) => ({
      ...maskClash(fields, clash),
      mineBy: people.get(clash.mineBy) ?? '',
      theirsBy: people.get(clash.theirsBy) ?? '',
    })),
  };
}

/** Names of the accounts this device knows, by id. */
export async function userNames(profile: OpenProfile): Promise<Map<string, string>> {
  const rows = await profile.context.store.read.all<{ id: string; name: string }>(
    'SELECT id, name FROM p_user LIMIT 5000',
  );
  return new Map(rows.map((row) => [row.id, row.name]));
}
