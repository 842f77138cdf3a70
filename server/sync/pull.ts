/**
 * Sends a device what it has not seen: per scope in commit order, only what the account may receive. The checkpoint moves past
 * rows that were filtered out, so that they are never looked at again.
 */
import type { z } from 'zod';
import type { CheckpointVector, PullReply, pullRequest } from '../../shared/sync/protocol.ts';
import { sightHash, type Sight } from '../../shared/sync/sight.ts';
import type { Session } from '../auth/session.ts';
import type { Transaction } from '../database/database.ts';
import { raiseWall } from '../database/wall.ts';
import { isoNow, type ServerDeps } from '../deps.ts';
import { noteContact } from '../devices/note-contact.ts';
import { openOrders } from '../devices/open-orders.ts';
import { ReadyJson } from '../http/ready-json.ts';
import { visibilityOf, visibilityParams, visibleSql, type Visibility } from '../docs/visibility.ts';
import { readOpenWork } from './open-work.ts';
import { wireSql } from './wire-sql.ts';

type Request = z.infer<typeof pullRequest>;

interface FeedRow {
  readonly seq: number;
  /** The row as it travels, written by the database: a page is never parsed here. */
  readonly row: string;
}

/** `limit` is shared by all scopes; scopes are served in ascending order. */
export async function pull(
  deps: ServerDeps,
  session: Session,
  request: Request,
): Promise<ReadyJson> {
  if (request.report !== undefined)
    await noteContact(deps, session, request.versions.app, request.report);
  return deps.database.transaction(
    async (tx) => {
      const orders = await openOrders(tx, session.deviceId);
      const visibility = await visibilityOf(tx, session.actor, request.collection);
      await raiseWall(tx, session, request.collection, visibility);
      const page =
        request.openFirst === true && request.collection === 'records'
          ? {
              rows: await readOpenWork(tx, visibility, request.limit),
              checkpoint: {},
              more: true,
              rebase: [],
            }
          : await readPage(tx, visibility, request);
      const { rows, ...position } = page;
      const rest: Omit<PullReply, 'rows'> = {
        ...position,
        scopes: [...visibility.scopes],
        ...(request.sight === sightHash(visibility) ? {} : { sight: sightOnly(visibility) }),
        orders,
        instance: deps.instance.id,
        epoch: deps.instance.epoch,
        serverTime: isoNow(deps.clock),
      };
      return new ReadyJson(`{"rows":[${rows.join()}],${JSON.stringify(rest).slice(1)}`);
    },
    { snapshot: true },
  );
}

function sightOnly({ scopes, ...sight }: Visibility): Sight {
  void scopes;
  return sight;
}

async function readPage(
  tx: Transaction,
  visibility: Visibility,
  request: Request,
): Promise<Pick<PullReply, 'checkpoint' | 'more' | 'rebase'> & { rows: string[] }> {
  const heads = await headsOf(tx, request.collection, visibility.scopes);
  const forgotten = await forgottenTo(tx, request.collection, visibility.scopes);
  const rebase: string[] = [];
  const rows: string[] = [];
  const checkpoint: CheckpointVector = {};
  let more = false;
  for (const scope of visibility.scopes) {
    const head = heads.get(scope) ?? 0;
    const since = Object.hasOwn(request.checkpoint, scope) ? (request.checkpoint[scope] ?? 0) : 0;
    const isBehind = since > 0 && since < (forgotten.get(scope) ?? 0);
    if (isBehind && request.fresh?.includes(scope) !== true) rebase.push(scope);
    const budget = request.limit - rows.length;
    checkpoint[scope] = head;
    if (since >= head) continue;
    if (budget === 0) {
      checkpoint[scope] = since;
      more = true;
      continue;
    }
    const feed = await readFeed(tx, visibility, request.collection, scope, since, budget);
    for (const { row } of feed) rows.push(row);
    const last = feed.at(-1);
    if (feed.length === budget && last !== undefined && last.seq < head) {
      checkpoint[scope] = last.seq;
      more = true;
    }
  }
  return { rows, checkpoint, more, rebase };
}

/** Up to where deletions of a scope are forgotten (docs/purge-deletions.ts). */
async function forgottenTo(
  tx: Transaction,
  collection: string,
  scopes: readonly string[],
): Promise<Map<string, number>> {
  const rows = await tx.query<{ scope: string; seq: number }>(
    `SELECT scope, purged_to::float8 AS seq FROM scope_counter
     WHERE collection = $1 AND scope = ANY($2::text[]) AND purged_to > 0`,
    [collection, scopes],
  );
  return new Map(rows.map((row) => [row.scope, row.seq]));
}

/** How far each scope has grown, as of this transaction's moment. */
export async function headsOf(
  tx: Transaction,
  collection: string,
  scopes: readonly string[],
): Promise<Map<string, number>> {
  const rows = await tx.query<{ scope: string; seq: number }>(
    'SELECT scope, seq::float8 AS seq FROM scope_counter WHERE collection = $1 AND scope = ANY($2::text[])',
    [collection, scopes],
  );
  return new Map(rows.map((row) => [row.scope, row.seq]));
}

/**
 * Living and deleted rows of a scope, and marks of rows that left it, in one order. A mark counts only while the actor may not
 * see the row where it is now: whoever holds both places must keep it.
 */
async function readFeed(
  tx: Transaction,
  visibility: Visibility,
  collection: string,
  scope: string,
  since: number,
  limit: number,
): Promise<FeedRow[]> {
  return tx.query<FeedRow>(
    `(SELECT d.seq::float8 AS seq, ${wireSql('d', 'd.deleted')} FROM docs d
       WHERE d.collection = $1 AND d.scope = $2 AND d.seq > $3 AND ${visibleSql('d', 5)}
       ORDER BY d.seq LIMIT $4)
     UNION ALL
     (SELECT m.seq::float8 AS seq, ${wireSql('m', "'true'")} FROM departures m
       WHERE m.collection = $1 AND m.scope = $2 AND m.seq > $3 AND ${visibleSql('m', 5, 'marks')}
         AND NOT EXISTS (SELECT 1 FROM docs n
           WHERE n.collection = m.collection AND n.id = m.id AND ${visibleSql('n', 5)})
       ORDER BY m.seq LIMIT $4)
     ORDER BY seq LIMIT $4`,
    [collection, scope, since, limit, ...visibilityParams(visibility)],
  );
}
