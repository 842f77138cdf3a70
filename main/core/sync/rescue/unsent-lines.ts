/**
 * Everything on this device that the district has never had, as the lines of a rescue box (shared/rescue/box-format.ts): rows that wait or
 * were refused, deletions among them, drafts, and the files that did not go up. Without a limit, and never more in memory than a turn.
 */
import { pieceBytes } from '../../../../shared/files/file-ref.ts';
import type { RescueLine } from '../../../../shared/rescue/box-format.ts';
import type { SyncCollection } from '../../../../shared/sync/protocol.ts';
import { findStored, plain, type Stored } from '../../documents/stored-documents.ts';
import type { FileStore } from '../../files/file-store.ts';
import type { Store } from '../../storage/index.ts';
import { cardKind, toCard, type Cards, type StoredCard, type SyncRow } from '../cards.ts';
import type { FileBook, UnsentFile } from '../files/file-book.ts';
import { knownMasters, type Inside } from '../hand-over.ts';

export interface UnsentDeps {
  readonly store: Store;
  readonly cards: Cards;
  readonly inside: (collection: SyncCollection) => Promise<Inside>;
  readonly book: Pick<FileBook, 'unsent'>;
  readonly files: Pick<FileStore, 'isSound' | 'read'>;
  /** Kinds of `local` documents that are work of a person. */
  readonly draftKind: string;
}

export type SentUp = 'records' | 'events';
export interface UnsentRow {
  readonly collection: SentUp;
  readonly row: SyncRow;
  readonly base: string | null;
  readonly assumed: SyncRow | null;
}

const turn = 200;
const all = 10_000_000;

/** All of it: for a device that is to be erased. */
export async function* everythingUnsent(deps: UnsentDeps): AsyncGenerator<RescueLine> {
  for (const collection of ['records', 'events'] as const) {
    const waiting = await deps.store.outbox.list({ collection, limit: all });
    const ids = waiting.map((row) => row.id);
    for await (const row of unsentRows(deps, collection, ids)) yield lineOf(row);
  }
  const waiting = new Set((await deps.store.outbox.list({ limit: all })).map(keyOf));
  for (const card of await refusedCards(deps))
    if (!waiting.has(`${card.collection}|${card.mine.id}`)) yield lineOf(rowOf(card));
  for (const draft of await localOf(deps.store, deps.draftKind))
    yield { kind: 'draft', draft: { ...draft } };
  for (const file of await deps.book.unsent()) yield* fileLines(deps, file);
}

/** The unsent work that is lost with these rows: they, what belongs to them (a record its events, an event its record), and their files. */
export async function unsentWithin(
  deps: UnsentDeps,
  isLost: (collection: SentUp, row: SyncRow) => boolean,
): Promise<{
  readonly rows: readonly UnsentRow[];
  readonly cards: readonly StoredCard[];
  lines(): AsyncGenerator<RescueLine>;
}> {
  const events = await allOf(unsentRows(deps, 'events', await outboxIds(deps, 'events')));
  const records = await allOf(unsentRows(deps, 'records', await outboxIds(deps, 'records')));
  const owners = new Set([
    ...records.filter(({ row }) => isLost('records', row)).map(({ row }) => row.id),
    ...events.filter(({ row }) => isLost('events', row)).map(({ row }) => ownerOf(row)),
  ]);
  const refused = await refusedCards(deps);
  for (const { collection, mine } of refused)
    if (isLost(collection === 'events' ? 'events' : 'records', mine)) owners.add(ownerOf(mine));
  const lostCards = refused.filter(({ mine }) => owners.has(ownerOf(mine)));
  const rows = [...records, ...events].filter(({ row }) => owners.has(ownerOf(row)));
  const waiting = new Set(rows.map(({ collection, row }) => `${collection}|${row.id}`));
  const cards = lostCards.filter(
    ({ collection, mine }) => !waiting.has(`${collection}|${mine.id}`),
  );
  return {
    rows,
    cards: lostCards,
    async *lines() {
      for (const row of [...rows, ...cards.map(rowOf)]) yield lineOf(row);
      for (const file of await deps.book.unsent())
        if (file.records.some((record) => owners.has(record))) yield* fileLines(deps, file);
    },
  };
}

async function allOf<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const row of rows) found.push(row);
  return found;
}

function ownerOf(row: SyncRow): string {
  return 'recordId' in row ? row.recordId : row.id;
}

async function outboxIds({ store }: UnsentDeps, collection: SentUp): Promise<string[]> {
  return (await store.outbox.list({ collection, limit: all })).map((row) => row.id);
}

async function* unsentRows(
  { store, cards, inside }: UnsentDeps,
  collection: SentUp,
  ids: readonly string[],
): AsyncGenerator<UnsentRow> {
  for (let at = 0; at < ids.length; at += turn) {
    const some = ids.slice(at, at + turn);
    const known = await knownMasters(await inside(collection), some);
    const refused = await cards.rejectedAmong(collection, some);
    for (const id of some) {
      const stored = await findStored(store, collection, id);
      if (stored === undefined) continue;
      const row = { ...plain<SyncCollection>(stored), _deleted: stored._deleted } as SyncRow;
      const card = refused.get(id);
      // Replication takes a refused row for accepted; its card knows what the district really has.
      const assumed = card === undefined ? (known.get(id) ?? null) : card.master;
      const base = card === undefined ? (assumed?.mutation ?? null) : card.base;
      yield { collection, row, base, assumed };
    }
  }
}

export function sentAs({ collection }: StoredCard): SentUp {
  return collection === 'events' ? 'events' : 'records';
}

function rowOf(card: StoredCard): UnsentRow {
  return { collection: sentAs(card), row: card.mine, base: card.base, assumed: card.master };
}

function lineOf({ collection, row, base, assumed }: UnsentRow): RescueLine {
  return { kind: 'row', collection, base, assumed, row };
}

async function refusedCards({ store }: UnsentDeps): Promise<StoredCard[]> {
  const cards = (await localOf(store, cardKind)).flatMap((data) => toCard(data) ?? []);
  return cards.filter(({ kind }) => kind === 'rejected');
}

async function localOf(store: Store, kind: string): Promise<Readonly<Record<string, unknown>>[]> {
  const found = await store.collections.local.find({ selector: { kind } }).exec();
  return found.map((doc) => plain<'local'>(doc.toJSON(true) as Stored<'local'>).data);
}

/** A damaged file cannot be put together anywhere; it stays on its card and out of the box. */
function* fileLines(
  { files }: UnsentDeps,
  { sha256, size, records }: UnsentFile,
): Generator<RescueLine> {
  if (!files.isSound(sha256)) return;
  for (let offset = 0; offset < size; offset += pieceBytes) {
    const read = files.read(sha256, offset / pieceBytes);
    if (!read.ok) throw new Error('a file that was sound cannot be read any more');
    const bytes = Buffer.from(read.bytes).toString('base64');
    yield { kind: 'file', sha256, size, records: [...records], offset, bytes };
  }
}

function keyOf(row: { readonly collection: string; readonly id: string }): string {
  return `${row.collection}|${row.id}`;
}
