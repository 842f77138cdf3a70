/** The sync centre: scopes side by side, what waits, the cards. */
import type { Output, SyncState } from '../../../shared/bridge/contract.ts';
import { districtUnit } from '../../../shared/access/actor.ts';
import { ok } from '../../../shared/result.ts';
import { findPlain } from '../documents/stored-documents.ts';
import { asMatters, isWaiting, labelOf, type StoredCard } from '../sync/cards.ts';
import type { Answer } from './answer.ts';
import { shownCard, userNames } from './conflicts/shown-card.ts';
import type { OpenProfile } from './profile/open-profile.ts';

type Board = Extract<Output<'sync.board'>, { ok: true }>['value'];

/** Before anybody has signed in there is nothing to tell. */
export const noSync: SyncState = {
  face: 'offline',
  running: false,
  online: false,
  pending: 0,
  attention: 0,
  files: { waiting: 0, failed: 0 },
  boxes: 0,
  oldestPendingAt: null,
  provedAt: null,
  lastContactAt: null,
  lastFailure: null,
  clockOffset: null,
  firstSync: { received: 0, total: null, done: false },
};

const mostPending = 200;
const mostDecided = 100;

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
    cards: (await withLabels(profile, asMatters(cards).filter(isWaiting))).map((card) =>
      shownCard(card, people),
    ),
    decided: cards
      .filter((card) => !isWaiting(card))
      .toSorted((a, b) => (b.decidedAt ?? '').localeCompare(a.decidedAt ?? ''))
      .slice(0, mostDecided)
      .map((card) => shownCard(card, people)),
    log: profile.sync.log().map((entry) => ({ ...entry, params: { ...entry.params } })),
  });
}

/** A refused event alone says nothing to anybody: it is named after its record. */
async function withLabels(
  profile: OpenProfile,
  cards: readonly StoredCard[],
): Promise<readonly StoredCard[]> {
  const nameless = cards.filter((card) => card.label === '').map((card) => card.recordId);
  const records = await findPlain(profile.context.store, 'records', nameless);
  const labels = new Map(records.map((record) => [record.id, labelOf(record)]));
  return cards.map((card) =>
    card.label === '' ? { ...card, label: labels.get(card.recordId) ?? '' } : card,
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
