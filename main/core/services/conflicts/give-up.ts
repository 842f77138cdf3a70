/** Lays cards aside. Giving a rejected change up brings back what the district has; what was given up stays in the record's history. */
import type { Input } from '../../../../shared/bridge/contract.ts';
import type { Failure } from '../../../../shared/bridge/errors.ts';
import { ok } from '../../../../shared/result.ts';
import { findStored, plain, writeStored } from '../../documents/stored-documents.ts';
import { followers, isWaiting, type StoredCard } from '../../sync/cards.ts';
import { fail, type Answer } from '../answer.ts';
import type { OpenProfile } from '../profile/open-profile.ts';
import { changesBetween } from '../records/mask-fields.ts';

export async function dismissCard(
  profile: OpenProfile,
  input: Input<'sync.dismiss'>,
): Promise<Answer<Record<string, never>>> {
  const card = await profile.cards.get(input.cardId);
  if (card === undefined) return fail('E_NOT_FOUND');
  if (card.kind === 'clash' && isWaiting(card))
    return fail('E_INVALID', {
      count: card.clashes.filter((clash) => clash.chosen === null).length,
    });
  if (card.kind === 'rejected') {
    await noteGivenUp(profile, card);
    for (const each of [...followers(card, await profile.cards.list()), card]) {
      await bringBack(profile, each);
      await profile.cards.drop(each.id);
    }
  } else await profile.cards.drop(card.id);
  profile.sync.changed();
  return ok({});
}

/** Where the district knows the record: both values, for ever. A record it never knew lies in its quarantine in full. */
async function noteGivenUp({ context }: OpenProfile, card: StoredCard): Promise<void> {
  const back = card.held ?? card.master;
  if (back === null || 'recordId' in back || 'recordId' in card.mine) return;
  const { _deleted, ...district } = back;
  const mine = card.mine;
  const clashes = changesBetween(district.data, mine.data).map(({ field, before, after }) => ({
    field,
    base: null,
    mine: after,
    theirs: before,
    mineBy: mine.updatedBy,
    mineAt: mine.updatedAt,
    theirsBy: district.updatedBy,
    theirsAt: district.updatedAt,
  }));
  if (clashes.length === 0 || _deleted) return;
  await context.work.run<null, Failure>(async (work) => {
    work.addEvent('conflict', district, { clashes, choice: 'given_up' });
    return ok(null);
  });
}

async function bringBack(profile: OpenProfile, card: StoredCard): Promise<void> {
  if (card.collection === 'masters') return;
  const { store } = profile.context;
  const previous = await findStored(store, card.collection, card.mine.id);
  const back = card.held ?? card.master;
  // A row that this person may not hold any more has left its card behind; there is nothing to bring back.
  if (previous === undefined || previous._deleted) return;
  const { _deleted, ...document } = back ?? { ...plain(previous), _deleted: true };
  // The district's own state, told back to it: same mutation, so nothing is written there.
  await writeStored(
    store,
    card.collection,
    [{ previous, document: document as never, deleted: _deleted }],
    'qiaobang-give-up',
  );
}
