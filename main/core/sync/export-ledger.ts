/**
 * What went out by hand and is not settled yet: per bundle, the very push requests. Kept in `local`, so that a reply that comes weeks
 * later finds the states it speaks of, and so that the district's copy of our own former state is never taken for somebody else's.
 */
import { z } from 'zod';
import type { UpMessage } from '../../../shared/exchange/format.ts';
import {
  syncCollections,
  type PushRequest,
  type SyncCollection,
} from '../../../shared/sync/protocol.ts';
import type { PlainData } from '../../../shared/records/envelope.ts';
import type { LocalValues } from '../documents/local-values.ts';
import { plain, type Stored } from '../documents/stored-documents.ts';
import type { Store } from '../storage/index.ts';
import type { SyncRow } from './cards.ts';

export interface SentRow {
  readonly base: string | null;
  /** The district's state of the row as replication knew it at that moment; null = none. */
  readonly known: string | null;
  /** States of the row in bundles before, that were not settled then; oldest first. */
  readonly earlier: readonly string[];
  readonly row: SyncRow;
}

export interface SentRequest {
  readonly seq: number;
  readonly requestId: string;
  readonly collection: SyncCollection;
  readonly rows: readonly SentRow[];
}

export interface ExportLedger {
  /** Durable when it resolves. */
  add(requests: readonly SentRequest[]): Promise<void>;
  find(requestId: string): Promise<SentRequest | undefined>;
  /** States of a row in bundles that no reply has settled, oldest first. */
  earlier(collection: SyncCollection, id: string): readonly string[];
  /** Every bundle up to this number is settled. */
  settle(upTo: number): Promise<void>;
}

const kind = 'exchange-sent';
const keyOf = (requestId: string) => `exchange:sent:${requestId}`;

const sentSchema = z.object({
  seq: z.int(),
  requestId: z.string(),
  collection: z.enum(syncCollections),
  rows: z.array(
    z.object({
      base: z.string().nullable(),
      known: z.string().nullable(),
      earlier: z.array(z.string()),
      row: z.looseObject({ id: z.string(), mutation: z.string() }),
    }),
  ),
});

export async function openExportLedger(deps: {
  readonly store: Store;
  readonly local: LocalValues;
}): Promise<ExportLedger> {
  const { store, local } = deps;
  /** `collection|id` -> [bundle, mutation]…; the rows themselves stay on the disk. */
  const out = new Map<string, [seq: number, mutation: string][]>();
  const bundles = new Map<string, number>();

  function note(request: SentRequest): void {
    bundles.set(request.requestId, request.seq);
    for (const { row } of request.rows) {
      const key = `${request.collection}|${row.id}`;
      const known = out.get(key) ?? [];
      if (!known.some(([, mutation]) => mutation === row.mutation))
        out.set(key, [...known, [request.seq, row.mutation]]);
    }
  }

  async function read(requestId: string): Promise<SentRequest | undefined> {
    const parsed = sentSchema.safeParse(await local.get(keyOf(requestId)));
    // Written by this file alone; the rows are the wire's own.
    return parsed.success ? (parsed.data as unknown as SentRequest) : undefined;
  }

  const found = await store.collections.local.find({ selector: { kind } }).exec();
  for (const doc of found) {
    const parsed = sentSchema.safeParse(plain<'local'>(doc.toJSON(true) as Stored<'local'>).data);
    if (parsed.success) note(parsed.data as unknown as SentRequest);
  }

  return {
    async add(requests) {
      for (const request of requests) {
        await local.put(keyOf(request.requestId), kind, request as unknown as PlainData);
        note(request);
      }
    },
    find: read,
    earlier: (collection, id) =>
      (out.get(`${collection}|${id}`) ?? []).map(([, mutation]) => mutation),
    async settle(upTo) {
      for (const [requestId, seq] of bundles) {
        if (seq > upTo) continue;
        await local.drop(keyOf(requestId));
        bundles.delete(requestId);
      }
      for (const [key, sent] of out) {
        const left = sent.filter(([seq]) => seq > upTo);
        if (left.length === 0) out.delete(key);
        else out.set(key, left);
      }
    },
  };
}

/** As the request travels: shared/exchange/format.ts. */
export function toPushMessage(
  sent: SentRequest,
  versions: PushRequest['versions'],
): Extract<UpMessage, { kind: 'push' }> {
  return {
    kind: 'push',
    request: {
      requestId: sent.requestId,
      collection: sent.collection,
      rows: sent.rows.map(({ base, row }) => ({ base, row })),
      versions,
    },
    earlier: Object.fromEntries(
      sent.rows.flatMap(({ row, earlier }) =>
        earlier.length === 0 ? [] : [[row.id, earlier.slice(-100)]],
      ),
    ),
  };
}
