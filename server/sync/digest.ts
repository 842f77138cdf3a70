/** The district's half of the proof: what an account should hold per scope, and how far each scope has grown, at one moment. */
import type { z } from 'zod';
import type { DigestReply, digestRequest, SyncCollection } from '../../shared/sync/protocol.ts';
import { stateHash } from '../../shared/sync/state-hash.ts';
import type { Session } from '../auth/session.ts';
import type { Transaction } from '../database/database.ts';
import { raiseWall } from '../database/wall.ts';
import { isoNow, type ServerDeps } from '../deps.ts';
import {
  summedSql,
  visibilityOf,
  visibilityParams,
  visibleSql,
  wholeTypesSql,
  type Visibility,
} from '../docs/visibility.ts';
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
  const sums = [
    ...(await sumsOfTypes(tx, visibility, collection)),
    ...(await sumsOfSingleRows(tx, visibility, collection)),
  ];
  return visibility.scopes.map((scope) => {
    const held = sums.filter((row) => row.scope === scope);
    return {
      collection,
      scope,
      seq: heads.get(scope) ?? 0,
      count: held.reduce((all, { count }) => all + count, 0),
      sum: String(held.reduce((all, { sum }) => all + BigInt(sum), 0n)),
    };
  });
}

interface Sum {
  readonly scope: string;
  readonly count: number;
  readonly sum: string;
}

function sumsOfTypes(
  tx: Transaction,
  visibility: Visibility,
  collection: SyncCollection,
): Promise<Sum[]> {
  return tx.query<Sum & object>(
    `SELECT d.scope, sum(d.count)::int AS count, sum(d.sum)::text AS sum FROM scope_digest d
     WHERE d.collection = $1 AND ${summedSql('d', 2)} GROUP BY d.scope`,
    [collection, ...visibilityParams(visibility).slice(0, 5)],
  );
}

/** What is seen row by row, by name or by author, is added up row by row: the kept sums know types and communities, not persons. */
async function sumsOfSingleRows(
  tx: Transaction,
  visibility: Visibility,
  collection: SyncCollection,
): Promise<Sum[]> {
  const single = [...visibility.caseTypes, ...visibility.authorTypes];
  if (single.length === 0) return [];
  return tx.query<Sum & object>(
    `SELECT d.scope, count(*)::int AS count, sum(d.digest)::text AS sum FROM docs d
     WHERE d.collection = $1 AND NOT d.deleted AND d.type = ANY($10::text[])
       AND NOT ${wholeTypesSql('d', 2)} AND ${visibleSql('d', 2)} GROUP BY d.scope`,
    [collection, ...visibilityParams(visibility), single],
  );
}
