/** Of a push: the rows about records that moved away meanwhile, and where new rows about them belong. Looked up above the wall. */
import type { Envelope } from '../../shared/records/envelope.ts';
import type { SyncCollection } from '../../shared/sync/protocol.ts';
import type { Transaction } from '../database/database.ts';
import { aboveWall } from '../database/wall.ts';
import { placeOf } from '../../shared/sync/sight.ts';
import { mayReceive } from '../docs/visibility.ts';
import {
  findMovedAway,
  findNewHomes,
  type Arrival,
  type MovedAway,
} from '../moves/follow-moved.ts';
import { judgeRecord } from './judge-record.ts';
import { rejected, type JudgeContext, type Verdict } from './judgement.ts';
import type { ReadRow } from './read-push-row.ts';

type GoodRow = Extract<ReadRow, { ok: true }>;

export interface MovedRows {
  /** Edits of records that are elsewhere now, by row id. */
  readonly away: ReadonlyMap<string, MovedAway>;
  /** New places of rows whose record is elsewhere now, by row id. */
  readonly homes: ReadonlyMap<string, { readonly unit: string; readonly community: string }>;
}

export async function findMoved(
  tx: Transaction,
  collection: SyncCollection,
  rows: readonly ReadRow[],
  hidden: ReadonlyMap<string, unknown>,
): Promise<MovedRows> {
  const good = rows.filter((row): row is GoodRow => row.ok);
  if (collection === 'masters' || good.length === 0) return { away: new Map(), homes: new Map() };
  return aboveWall(tx, async () => ({
    away:
      collection === 'records'
        ? await findMovedAway(
            tx,
            good
              .filter((row) => hidden.has(row.id))
              .map(({ row, base }) => ({ doc: row.doc as Envelope, base })),
          )
        : new Map(),
    homes: await findNewHomes(
      tx,
      good.filter((row) => !hidden.has(row.id)).map(({ row }) => row.doc),
    ),
  }));
}

/** Whether the sender could have made this edit in the unit where the record was; a refusal is about the sender, never the move. */
export function judgeArrival(
  context: JudgeContext,
  { row, base }: GoodRow,
  moved: MovedAway,
): { readonly verdict: Verdict; readonly arrival: Arrival | null } {
  const { doc } = row;
  if ('recordType' in doc) return { verdict: rejected('malformed'), arrival: null };
  if (doc.updatedBy !== context.actor.userId)
    return { verdict: rejected('not_author'), arrival: null };
  if (!mayReceive(context.visibility, placeOf(moved.held)))
    return { verdict: rejected('other_unit'), arrival: null };
  const before = moved.base ?? moved.held;
  const there = judgeRecord(context, before.mutation, row, { doc: before, deleted: false });
  const unchanged = base !== null && there.kind === 'same';
  const isMergeable = moved.base !== null ? there.kind === 'write' || unchanged : true;
  return {
    verdict: { kind: 'follow' },
    arrival: { mine: { ...row, doc }, moved, isMergeable },
  };
}
