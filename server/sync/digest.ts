/** The district's half of the proof: what an account should hold per scope, and how far each scope has grown, at one moment. */
import type { z } from 'zod';
import type { DigestReply, digestRequest, SyncCollection } from '../../shared/sync/protocol.ts';
import { stateHash } from '../../shared/sync/state-hash.ts';
import type { Session } from '../auth/session.ts';
import type { Transaction } from '../database/database.ts';
import { raiseWall } from '../database/wall.ts';
import { isoNow, type ServerDeps } from '../deps.ts';
import { visibilityOf, visibilityParams, visibleSql } from '../docs/visibility.ts';
import { headsOf } from './pull.ts';

type ScopeState = DigestReply['scopes'][number];

/** Every scope the account may hold is named, empty ones too, except where the device holds the same as we do. */
export async function digest(
  deps: ServerDeps,
  session: Session,
  request: z.infer<typeof digestRequest>,
): Promise<DigestReply> {
  return deps.database.transaction(
    async (tx) => {
      const scopes: ScopeState[] = [];
      const same: SyncCollection[] = [];
      for (const collection of new Set(request.collections)) {
        const held = await digestOfCollection(tx, session, collection);
        if (request.known?.[collection] === stateHash(held)) same.push(collection);
        else scopes.push(...held);
      }
      return {
        same,
        scopes,
        serverTime: isoNow(deps.clock),
        instance: deps.instance.id,
        epoch: deps.instance.epoch,
      };
    },
    { snapshot: true },
  );
}

async function digestOfCollection(
  tx: Transaction,
  session: Session,
  collection: SyncCollection,
): Promise<ScopeState[]> {
  const visibility = await visibilityOf(tx, session.actor, collection);
  await raiseWall(tx, session, collection, visibility);
  const heads = await headsOf(tx, collection, visibility.scopes);
  // Who sees single cases only is added up row by row: the kept sums know types and communities, not persons.
  const single = visibility.caseTypes.length > 0;
  const sums = await tx.query<{ scope: string; count: number; sum: string }>(
    single
      ? `SELECT d.scope, count(*)::int AS count, sum(d.digest)::text AS sum FROM docs d
         WHERE d.collection = $1 AND NOT d.deleted AND ${visibleSql('d', 2)} GROUP BY d.scope`
      : `SELECT d.scope, sum(d.count)::int AS count, sum(d.sum)::text AS sum FROM scope_digest d
         WHERE d.collection = $1 AND ${visibleSql('d', 2, 'marks')} GROUP BY d.scope`,
    [collection, ...visibilityParams(visibility)],
  );
  const byScope = new Map(sums.map((row) => [row.scope, row]));
  return visibility.scopes.map((scope) => {
    const held = byScope.get(scope);
    return {
      collection,
      scope,
      seq: heads.get(scope) ?? 0,
      count: held?.count ?? 0,
      sum: held?.sum ?? '0',
    };
  });
}
