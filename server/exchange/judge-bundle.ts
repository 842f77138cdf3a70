/** The rows of a bundle go through exactly the code of a push over the network: for good (`takeRows`), or undone at once (`tryRows`). */
import type { UpMessage } from '../../shared/exchange/format.ts';
import type { PushRequest, PushResult } from '../../shared/sync/protocol.ts';
import type { Database, Queries } from '../database/database.ts';
import type { ServerDeps } from '../deps.ts';
import { push, type PushReply } from '../sync/push.ts';
import type { UpwardBundle } from './open-upward.ts';

type PushMessage = Extract<UpMessage, { kind: 'push' }>;

export interface Pushed {
  readonly requestId: string;
  readonly reply: PushReply;
}

/** Each request is one transaction with its answer, as over the network: taking the bundle again gives the same answers. */
export async function takeRows(deps: ServerDeps, bundle: UpwardBundle): Promise<Pushed[]> {
  const pushed: Pushed[] = [];
  for (const message of pushesOf(bundle)) {
    const request = await onKnownBases(deps.database, message);
    pushed.push({
      requestId: request.requestId,
      reply: await push(deps, bundle.session, request),
    });
  }
  return pushed;
}

/** What taking the bundle would answer. Nothing of it stays. */
export async function tryRows(deps: ServerDeps, bundle: UpwardBundle): Promise<PushResult[]> {
  const results: PushResult[] = [];
  for (const message of pushesOf(bundle)) {
    const request = await onKnownBases(deps.database, message);
    results.push(...(await undone(deps, (inner) => push(inner, bundle.session, request))).results);
  }
  return results;
}

export function pushesOf(bundle: UpwardBundle): readonly PushMessage[] {
  if (bundle.isFromBefore) return [];
  return bundle.messages.filter((message): message is PushMessage => message.kind === 'push');
}

/** A row that went out in a former bundle, and was taken, has that state as its base: it is no conflict with itself. */
async function onKnownBases(
  queries: Queries,
  { request, earlier }: PushMessage,
): Promise<PushRequest> {
  const ids = Object.keys(earlier);
  if (ids.length === 0) return request;
  const held = await queries.query<{ id: string; mutation: string }>(
    'SELECT id, mutation FROM docs WHERE collection = $1 AND id = ANY($2::text[])',
    [request.collection, ids],
  );
  const known = new Map(
    held
      .filter((row) => earlier[row.id]?.includes(row.mutation) === true)
      .map((row) => [row.id, row.mutation]),
  );
  const rows = request.rows.map((each) => ({
    ...each,
    base: known.get(idOf(each.row)) ?? each.base,
  }));
  return { ...request, rows };
}

function idOf(row: unknown): string {
  return typeof row === 'object' && row !== null && 'id' in row ? String(row.id) : '';
}

/** Carries a result out of a transaction that is to leave nothing behind. */
class Undo extends Error {
  readonly value: unknown;
  constructor(value: unknown) {
    super('undone on purpose');
    this.value = value;
  }
}

async function undone<T>(deps: ServerDeps, work: (inner: ServerDeps) => Promise<T>): Promise<T> {
  try {
    return await deps.database.transaction(async (tx) => {
      const database: Database = {
        ...deps.database,
        query: (sql, params) => tx.query(sql, params),
        transaction: (job) => job(tx),
      };
      throw new Undo(await work({ ...deps, database }));
    });
  } catch (error) {
    if (error instanceof Undo) return error.value as T;
    throw error;
  }
}
