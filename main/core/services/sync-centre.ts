/** The sync centre: scopes side by side, what waits, the cards, and what a person decides about them. */
import type { Card, Input, Output, SyncState } from '../../../shared/bridge/contract.ts';
import type { Failure } from '../../../shared/bridge/errors.ts';
import { can } from '../../../shared/access/can.ts';
import { districtUnit } from '../../../shared/access/actor.ts';
import type { Envelope } from '../../../shared/records/envelope.ts';
import { recordType } from '../../../shared/records/registry.ts';
import { ok } from '../../../shared/result.ts';
import type { Work } from '../documents/unit-of-work.ts';
import { findPlain, findStored, plain, writeStored } from '../documents/stored-documents.ts';
import {
  cardKey,
  cardKind,
  isWaiting,
  publicCard,
  toData,
  type StoredCard,
} from '../sync/cards.ts';
import { deletedField, stateField } from '../sync/conflict.ts';
import { labelOf } from '../sync/conflict-handlers.ts';
import { denied, fail, findType, type Answer } from './answer.ts';
import type { OpenProfile } from './profile/open-profile.ts';
import { setAtPath } from './records/field-path.ts';
import { changesBetween, maskClash } from './records/mask-fields.ts';
import { nextEnvelope } from './records/new-envelope.ts';

type Board = Extract<Output<'sync.board'>, { ok: true }>['value'];

/** Before anybody has signed in there is nothing to tell. */
export const noSync: SyncState = {
  face: 'offline',
  running: false,
  online: false,
  pending: 0,
  attention: 0,
  files: { waiting: 0, failed: 0 },
  oldestPendingAt: null,
  provedAt: null,
  lastContactAt: null,
  lastFailure: null,
  clockOffset: null,
  firstSync: { received: 0, done: false },
};

const mostPending = 200;

export async function syncBoard(profile: OpenProfile): Promise<Answer<Board>> {
  const { store } = profile.context;
  const [state, local, waiting, cards] = await Promise.all([
    profile.sync.state(),
    store.digest.all(),
    store.outbox.list({ limit: mostPending }),
    profile.cards.list(),
  ]);
  const [names, people] = await Promise.all([unitNames(profile), userNames(profile)]);
  const compared = profile.sync.comparisons();
  const keys = new Set([...local, ...compared].map((each) => `${each.collection}|${each.scope}`));
  const scopes = [...keys].toSorted().map((key) => {
    const [collection = '', scope = ''] = key.split('|');
    const here = local.find((each) => each.collection === collection && each.scope === scope);
    const there = compared.find((each) => each.collection === collection && each.scope === scope);
    return {
      collection,
      scope,
      name: names.get(scope) ?? scope,
      local: here?.count ?? 0,
      district: there?.district ?? null,
      same: there?.same ?? null,
    };
  });
  return ok({
    state,
    scopes,
    pending: await describePending(profile, waiting),
    cards: cards.map((card) => shownCard(card, people)),
    log: profile.sync.log().map((entry) => ({ ...entry, params: { ...entry.params } })),
  });
}

/** Takes one side of one field. The other side stays on the card, so that choosing again undoes it. */
export async function chooseSide(
  profile: OpenProfile,
  input: Input<'sync.choose'>,
): Promise<Answer<Card>> {
  const chosen = await profile.context.work.run<StoredCard, Failure>(async (work) => {
    const stored = (await work.local(cardKey(input.cardId))) as unknown as StoredCard | undefined;
    const clash = stored?.clashes.find((each) => each.field === input.field);
    if (stored === undefined || clash === undefined) return fail('E_NOT_FOUND');
    const applied = await applyChoice(profile, work, stored, clash, input.choice);
    if (!applied.ok) return applied;
    const card: StoredCard = {
      ...stored,
      clashes: stored.clashes.map((each) =>
        each.field === input.field ? { ...each, chosen: input.choice } : each,
      ),
    };
    await work.putLocal(cardKey(card.id), cardKind, toData(card));
    return ok(card);
  });
  if (!chosen.ok) return chosen;
  profile.sync.changed();
  return ok(shownCard(chosen.value, await userNames(profile)));
}

/** Lays a card aside. Giving up a rejected change brings back what the district has; an unknown record goes. */
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
  if (card.kind === 'rejected') await bringBack(profile, card);
  await profile.cards.drop(card.id);
  profile.sync.changed();
  return ok({});
}

async function applyChoice(
  profile: OpenProfile,
  work: Work,
  card: StoredCard,
  clash: Card['clashes'][number],
  choice: 'mine' | 'theirs',
): Promise<Answer<null>> {
  const type = findType(card.type);
  if (!type.ok) return type;
  // What another workflow step decided is not undone by choosing a value; the step has to be taken again.
  if (clash.field === stateField) return choice === 'theirs' ? ok(null) : denied('no_transition');
  const mine = card.mine as Envelope & { _deleted: boolean };
  const record = await work.record(card.recordId);
  const { context } = profile;
  if (clash.field === deletedField)
    return chooseExistence(profile, work, {
      record,
      mine,
      wantsDeleted: (choice === 'mine' ? clash.mine : clash.theirs) === true,
    });
  if (record === undefined) return fail('E_NOT_FOUND');
  const allowed = can(context.actor(), 'edit', type.value, record, record);
  if (!allowed.allow) return denied(allowed.reason);
  const data = setAtPath(record.data, clash.field, choice === 'mine' ? clash.mine : clash.theirs);
  const changes = changesBetween(record.data, data);
  if (changes.length === 0) return ok(null);
  const next = nextEnvelope(context, record, { data });
  await work.putRecord(next);
  work.addEvent('edit', next, {
    changes,
    choice,
    cause: { type: 'conflict', id: card.id, action: 'choose' },
  });
  return ok(null);
}

async function chooseExistence(
  profile: OpenProfile,
  work: Work,
  {
    record,
    mine,
    wantsDeleted,
  }: {
    record: Envelope | undefined;
    mine: Envelope & { _deleted: boolean };
    wantsDeleted: boolean;
  },
): Promise<Answer<null>> {
  const { context } = profile;
  const type = recordType(mine.type);
  if (type === undefined) return fail('E_UNKNOWN_TYPE', { type: mine.type });
  if (wantsDeleted === (record === undefined)) return ok(null);
  const about = record ?? mine;
  const allowed = can(context.actor(), wantsDeleted ? 'remove' : 'edit', type, about, about);
  if (!allowed.allow) return denied(allowed.reason);
  const { _deleted, ...living } = mine;
  const next = nextEnvelope(context, wantsDeleted ? about : living, {});
  if (wantsDeleted) await work.removeRecord(next);
  else await work.putRecord(next);
  work.addEvent(wantsDeleted ? 'remove' : 'edit', next, {
    changes: [],
    cause: { type: 'conflict', id: mine.id, action: 'choose' },
  });
  return ok(null);
}

async function bringBack(profile: OpenProfile, card: StoredCard): Promise<void> {
  if (card.collection === 'masters') return;
  const { store } = profile.context;
  const previous = await findStored(store, card.collection, card.mine.id);
  const back = card.held ?? card.master;
  if (previous === undefined) return;
  const { _deleted, ...document } = back ?? { ...plain(previous), _deleted: true };
  // The district's own state, told back to it: same mutation, so nothing is written there.
  await writeStored(
    store,
    card.collection,
    [{ previous, document: document as never, deleted: _deleted }],
    'qiaobang-give-up',
  );
}

async function describePending(
  profile: OpenProfile,
  waiting: readonly { collection: string; id: string; since: string }[],
): Promise<Board['pending']> {
  const { store } = profile.context;
  const idsOf = (collection: string) =>
    waiting.filter((row) => row.collection === collection).map((row) => row.id);
  const [records, events] = await Promise.all([
    findPlain(store, 'records', idsOf('records')),
    findPlain(store, 'events', idsOf('events')),
  ]);
  return waiting.map(({ collection, id, since }) => {
    const record = records.find((each) => each.id === id);
    const event = events.find((each) => each.id === id);
    return {
      collection,
      id,
      since,
      type: record?.type ?? event?.recordType ?? '',
      label: record !== undefined ? labelOf({ ...record, data: record.data }) : (event?.kind ?? ''),
    };
  });
}

async function unitNames(profile: OpenProfile): Promise<Map<string, string>> {
  const rows = await profile.context.store.read.all<{ code: string; name: string }>(
    'SELECT code, name FROM p_unit WHERE length(code) = 9 LIMIT 100',
  );
  const names = new Map(rows.map((row) => [row.code, row.name]));
  const { unit, unitName } = profile.context.device;
  if (!names.has(unit)) names.set(unit, unitName);
  if (!names.has(districtUnit)) names.set(districtUnit, '海曙区');
  return names;
}

/** A card with the authors' names and sensitive values masked; nobody knows a person by an id. Somebody who is not known here stays unnamed. */
function shownCard(card: StoredCard, people: ReadonlyMap<string, string>): Card {
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

async function userNames(profile: OpenProfile): Promise<Map<string, string>> {
  const rows = await profile.context.store.read.all<{ id: string; name: string }>(
    'SELECT id, name FROM p_user LIMIT 5000',
  );
  return new Map(rows.map((row) => [row.id, row.name]));
}
