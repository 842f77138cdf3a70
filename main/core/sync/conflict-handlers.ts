/** What RxDB asks when rows differ: whether two states are the same, and what a conflict becomes. */
import type { RxConflictHandler, WithDeleted } from 'rxdb';
import type { Card } from '../../../shared/bridge/sync-room.ts';
import { ok } from '../../../shared/result.ts';
import { recordType } from '../../../shared/records/registry.ts';
import { stepsOf } from '../../../shared/workflow/flow.ts';
import type { Clash } from '../../../shared/sync/merge.ts';
import { isFromDistrict, type DocTypes, type Outbox } from '../storage/index.ts';
import type { UnitOfWork } from '../documents/unit-of-work.ts';
import {
  cardKey,
  cardKind,
  clashCardId,
  labelOf,
  toData,
  type Cards,
  type StoredCard,
} from './cards.ts';
import {
  settle,
  stateField,
  type Living,
  type Settled,
  type SettleDeps,
  type Triple,
} from '../../../shared/sync/settle.ts';

export interface ConflictDeps extends Omit<SettleDeps, 'actor'> {
  readonly actor: () => SettleDeps['actor'];
  readonly cards: Cards;
  readonly work: UnitOfWork;
  readonly outbox: Outbox;
  /** States of a record that went out and are not settled yet: by hand (export-ledger.ts), or without an answer (sent-states.ts). */
  readonly earlier: (id: string) => readonly string[];
}

/** RxDB's name for writing a settled conflict. Whether it still has to be sent is known here, so the outbox does not guess. */
const conflictWrite = 'replication-up-write-conflict';

/** Writes that do not enter the outbox by themselves. */
export function isNotForOutbox(context: string): boolean {
  return isFromDistrict(context) || context === conflictWrite;
}

type Handlers = { readonly [N in 'records' | 'masters']: RxConflictHandler<DocTypes[N]> } & {
  readonly events: RxConflictHandler<DocTypes['events']>;
};

/** `deps` is asked for when a conflict happens: the handlers are needed to open the store that the rest is built on. */
export function createConflictHandlers(deps: () => ConflictDeps): Handlers {
  const districtWins = {
    isEqual: sameMutation,
    resolve: async ({ realMasterState }: { realMasterState: WithDeleted<DocTypes['masters']> }) =>
      realMasterState,
  };
  return {
    records: { isEqual: sameMutation, resolve: (input) => resolveRecord(deps(), input) },
    masters: districtWins,
    // Events are written once and never change; only the unit that holds them may, when their record moves.
    events: {
      isEqual: (a, b) =>
        a.id === b.id &&
        a._deleted === b._deleted &&
        a.unit === b.unit &&
        a.community === b.community,
      resolve: async ({ realMasterState }) => realMasterState,
    },
  };
}

/** Equal mutation = same content: both are new with every write. */
function sameMutation(
  a: { mutation: string; _deleted: boolean },
  b: { mutation: string; _deleted: boolean },
): boolean {
  return a.mutation === b.mutation && a._deleted === b._deleted;
}

interface Input {
  readonly assumedMasterState?: unknown;
  readonly realMasterState: unknown;
  readonly newDocumentState: unknown;
}

async function resolveRecord(deps: ConflictDeps, input: Input): Promise<Living> {
  const mine = input.newDocumentState as Living;
  const district = input.realMasterState as Living;
  // After a rejection RxDB believes that the district has the rejected state; the card knows what it really has.
  const rejected = await deps.cards.rejected('records', mine.id);
  const base =
    rejected === undefined
      ? ((input.assumedMasterState ?? null) as Living | null)
      : (rejected.master as Living | null);
  // The district has what a bundle or a message of ours brought it, and we wrote on from there: that is no conflict.
  if (rejected === undefined && isAncestor(deps, mine, district)) {
    await deps.outbox.resend('records', [
      { id: mine.id, mutation: mine.mutation, settles: mine.mutation },
    ]);
    return mine;
  }
  const settled = settle({ base, mine, district }, { ...deps, actor: deps.actor() });
  if (settled.clashes.length > 0) await keepBoth(deps, mine, district, settled);
  // From here on RxDB itself knows what the district has.
  if (rejected !== undefined) await deps.cards.drop(rejected.id);
  if (settled.isDistricts)
    await deps.outbox.acknowledge('records', [{ id: mine.id, mutation: mine.mutation }]);
  else
    await deps.outbox.resend('records', [
      { id: mine.id, mutation: settled.record.mutation, settles: mine.mutation },
    ]);
  return settled.record;
}

/** Whether mine was written on top of what the district has. Where the record went to another unit under the same name of its state, it was not. */
function isAncestor(deps: Pick<ConflictDeps, 'earlier'>, mine: Living, district: Living): boolean {
  return deps.earlier(mine.id).includes(district.mutation) && district.unit === mine.unit;
}

/** A clash that the district found when it released rescued work: the same card as if this device had met it. */
export async function keepRescuedClash(
  deps: Pick<ConflictDeps, 'work' | 'now' | 'newId' | 'device'>,
  triple: Triple,
): Promise<void> {
  const actor = { userId: triple.mine.updatedBy };
  const settled = settle(triple, { ...deps, actor });
  if (settled.clashes.length > 0) await keepBoth(deps, triple.mine, triple.district, settled);
}

/** Durable before the merge is: a plug pulled in between makes the same card again, not a second one. */
async function keepBoth(
  deps: Pick<ConflictDeps, 'work' | 'now'>,
  mine: Living,
  district: Living,
  { clashes, merged }: Pick<Settled, 'clashes' | 'merged'>,
): Promise<void> {
  const id = clashCardId(mine.id, district.mutation, mine.mutation);
  const lost = clashes.some((clash) => clash.field === stateField) ? lostStep(mine) : null;
  const card: StoredCard = {
    id,
    kind: 'clash',
    type: mine.type,
    recordId: mine.id,
    label: labelOf(mine),
    at: new Date(deps.now()).toISOString(),
    code: 'clash',
    problems: [],
    clashes: clashes.map((clash) => toCardClash(clash, mine, district)),
    collection: 'records',
    base: district.mutation,
    master: district,
    held: null,
    mine,
    merged,
    lost,
    decidedAt: null,
    steps: [],
  };
  await deps.work.run(async (work) => {
    if ((await work.local(cardKey(id))) !== undefined) return ok(undefined);
    await work.putLocal(cardKey(id), cardKind, toData(card));
    work.addEvent('conflict', district, {
      clashes: card.clashes.map(({ chosen: _open, manual: _rule, ...both }) => both),
      ...(lost === null ? {} : { lost: { action: lost.action, opinion: lost.opinion } }),
    });
    return ok(undefined);
  });
}

function toCardClash(clash: Clash, mine: Living, district: Living): Card['clashes'][number] {
  return {
    field: clash.field,
    base: (clash.base ?? null) as null,
    mine: (clash.mine ?? null) as null,
    theirs: (clash.theirs ?? null) as null,
    mineBy: mine.updatedBy,
    mineAt: mine.updatedAt,
    theirsBy: district.updatedBy,
    theirsAt: district.updatedAt,
    chosen: null,
    manual: recordType(mine.type)?.manual?.includes(clash.field.split('.')[0] ?? '') === true,
  };
}

/** The step that brought my state about: it can be taken again with its words. Null for a record without a way. */
function lostStep(mine: Living): StoredCard['lost'] {
  const last = stepsOf(mine).at(-1);
  return last === undefined
    ? null
    : { action: last.action, opinion: last.opinion ?? '', redone: false };
}
