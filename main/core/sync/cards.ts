/** Cards: what sync could not settle by itself and a person must look at. They live in `local` and never leave the device. */
import { createHash } from 'node:crypto';
import { card as cardSchema, type Card } from '../../../shared/bridge/sync-room.ts';
import type { Envelope, EventDoc, PlainData } from '../../../shared/records/envelope.ts';
import { recordType } from '../../../shared/records/registry.ts';
import type { SyncCollection } from '../../../shared/sync/protocol.ts';
import { stateField } from '../../../shared/sync/settle.ts';
import type { LocalValues } from '../documents/local-values.ts';
import { findPlain, plain, type Stored } from '../documents/stored-documents.ts';
import type { Store } from '../storage/index.ts';

/** A row of any synced collection, as RxDB hands it over. */
export type SyncRow = (Envelope | EventDoc) & { readonly _deleted: boolean };

/** One choice as it was made: enough to take it back, and to see whether somebody wrote there since. */
export interface ChoiceStep {
  readonly field: string;
  /** What had been chosen before. */
  readonly from: 'mine' | 'theirs' | null;
  /** The record's value before and after; null for nothing. */
  readonly before: unknown;
  readonly after: unknown;
}

export interface StoredCard extends Omit<Card, 'undoable'> {
  /** Choices in their order, the last one undone first. */
  readonly steps: readonly ChoiceStep[];
  readonly collection: SyncCollection;
  /** Rejected rows: the mutation the district has, or null when it never had the record. The next push starts from it. */
  readonly base: string | null;
  /** Rejected rows: the district's last state that this device's work grew from; the base of a later merge. */
  readonly master: SyncRow | null;
  /** Rejected rows: a newer state of the district that came meanwhile; shown when the person gives up. */
  readonly held: SyncRow | null;
  /** What this device wanted to be true. */
  readonly mine: SyncRow;
}

export const cardKind = 'card';

export interface Cards {
  list(): Promise<readonly StoredCard[]>;
  get(id: string): Promise<StoredCard | undefined>;
  /** The open rejection of a row, if there is one. */
  rejected(collection: SyncCollection, recordId: string): Promise<StoredCard | undefined>;
  /** The same for many rows at once, by row. */
  rejectedAmong(
    collection: SyncCollection,
    recordIds: readonly string[],
  ): Promise<ReadonlyMap<string, StoredCard>>;
  put(card: StoredCard): Promise<void>;
  drop(id: string): Promise<void>;
}

export function rejectedCardId(collection: SyncCollection, id: string): string {
  return cardId('rejected', collection, id);
}

export function clashCardId(recordId: string, district: string, mine: string): string {
  return cardId('clash', recordId, district, mine);
}

/** The same matter gets the same card, and any ids fit. */
function cardId(kind: string, ...parts: readonly string[]): string {
  return `${kind}-${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)}`;
}

/** Where a card lies in `local`. */
export function cardKey(id: string): string {
  return `card:${id}`;
}

export function createCards(deps: { store: Store; local: LocalValues }): Cards {
  const { store, local } = deps;
  return {
    async list() {
      const found = await store.collections.local
        .find({ selector: { kind: cardKind }, sort: [{ updatedAt: 'asc' }], limit: 1000 })
        .exec();
      return found.flatMap(
        (doc) => toCard(plain<'local'>(doc.toJSON(true) as Stored<'local'>).data) ?? [],
      );
    },
    get: async (id) => toCard(await local.get(cardKey(id))),
    rejected: async (collection, recordId) =>
      toCard(await local.get(cardKey(rejectedCardId(collection, recordId)))),
    async rejectedAmong(collection, recordIds) {
      // Mostly there is no card at all, and a first sync asks for a hundred thousand rows.
      const any = await store.collections.local
        .find({ selector: { kind: cardKind }, limit: 1 })
        .exec();
      if (any.length === 0) return new Map();
      const byKey = new Map(recordIds.map((id) => [cardKey(rejectedCardId(collection, id)), id]));
      const found = await findPlain(store, 'local', [...byKey.keys()]);
      return new Map(
        found.flatMap((document) => {
          const card = toCard(document.data);
          const id = byKey.get(document.id);
          return card === undefined || id === undefined ? [] : [[id, card] as const];
        }),
      );
    },
    put: (card) => local.put(cardKey(card.id), cardKind, toData(card)),
    drop: (id) => local.drop(cardKey(id)),
  };
}

/** As the page may know it. */
export function publicCard(card: StoredCard): Card {
  const { collection, base, master, held, mine, steps, ...shown } = card;
  void [collection, base, master, held, mine];
  const last = steps.at(-1);
  // A step that was taken again is out of our hands: others may have gone on from it.
  const undoable = last !== undefined && !(last.field === stateField && last.after !== null);
  return cardSchema.parse({ ...shown, undoable });
}

/** Whether the card still waits for somebody. */
export function isWaiting(card: Pick<Card, 'kind' | 'clashes'>): boolean {
  return card.kind === 'rejected' || card.clashes.some((clash) => clash.chosen === null);
}

/**
 * Cards as matters: a record that was refused together with its events is one thing to mend, and its events alone are one as well.
 * The events' cards follow the record's (`followers`).
 */
export function asMatters(cards: readonly StoredCard[]): readonly StoredCard[] {
  const lead = new Map<string, StoredCard>();
  for (const card of cards) {
    if (card.kind !== 'rejected') continue;
    const known = lead.get(card.recordId);
    if (known === undefined || (known.collection === 'events' && card.collection !== 'events'))
      lead.set(card.recordId, card);
  }
  return cards.filter((card) => card.kind !== 'rejected' || lead.get(card.recordId) === card);
}

/** The refused events of a record whose refusal is `card`'s matter. */
export function followers(card: StoredCard, cards: readonly StoredCard[]): readonly StoredCard[] {
  return cards.filter(
    (each) =>
      each.kind === 'rejected' &&
      each.collection === 'events' &&
      each.recordId === card.recordId &&
      each.id !== card.id,
  );
}

/** A card of a refused row before anything has been said about it. */
export function rejectedCard(
  about: Pick<StoredCard, 'collection' | 'at' | 'code' | 'mine'> &
    Partial<Pick<StoredCard, 'problems' | 'base' | 'master' | 'held'>>,
): StoredCard {
  const { mine } = about;
  const isEvent = 'recordId' in mine;
  return {
    id: rejectedCardId(about.collection, mine.id),
    kind: 'rejected',
    type: isEvent ? mine.recordType : mine.type,
    recordId: isEvent ? mine.recordId : mine.id,
    label: isEvent ? '' : labelOf(mine),
    problems: [],
    clashes: [],
    merged: 0,
    lost: null,
    decidedAt: null,
    base: null,
    master: null,
    held: null,
    steps: [],
    ...about,
  };
}

export function labelOf(record: Pick<Envelope, 'type' | 'data' | 'bizNo' | 'id'>): string {
  return readLabel(record) || record.bizNo || record.id;
}

/** '' where the data is so damaged that its type's label cannot be read: a card about it is needed all the more. */
function readLabel({ type, data }: Pick<Envelope, 'type' | 'data'>): string {
  try {
    return recordType(type)?.label(data) ?? '';
  } catch {
    return '';
  }
}

export function toData(card: StoredCard): PlainData {
  return { ...card };
}

/** Written by this room alone, so its shape is trusted. */
export function toCard(data: PlainData | undefined): StoredCard | undefined {
  if (data === undefined) return undefined;
  const card = structuredClone(data) as unknown as StoredCard;
  // Cards of an earlier version know nothing of steps taken back.
  return { ...card, ...missingIn(card) };
}

function missingIn(card: Partial<StoredCard>): Partial<StoredCard> {
  return {
    merged: card.merged ?? 0,
    lost: card.lost ?? null,
    decidedAt: card.decidedAt ?? null,
    steps: card.steps ?? [],
    clashes: (card.clashes ?? []).map((clash) => ({ ...clash, manual: clash.manual ?? false })),
  };
}
