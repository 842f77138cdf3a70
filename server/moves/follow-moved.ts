/**
 * Work that a unit did before it knew that a record had moved away follows the record: an edit is merged into it by field, a new case
 * about it and the events of both go where it went. Nothing is refused for the move and nothing is dropped: what both sides changed
 * keeps the new unit's value, and both values stand in its history as an event and make a card there.
 */
import { randomUUID } from 'node:crypto';
import type { Envelope, EventDoc } from '../../shared/records/envelope.ts';
import { sameValue, type Clash } from '../../shared/sync/merge.ts';
import { settle, stateField } from '../../shared/sync/settle.ts';
import { withoutFlow } from '../../shared/workflow/flow.ts';
import type { Transaction } from '../database/database.ts';
import { scopeCounters } from '../docs/scope-counters.ts';
import { readRows, type StoredRow } from '../docs/stored-row.ts';
import { writeRows, type Writer } from '../docs/write-rows.ts';
import { ownersOf } from './find-bundle.ts';
import { rememberBase } from './move-records.ts';

export interface MovedAway {
  /** Where the record is now. */
  readonly master: StoredRow;
  /** The state the row says it was made from, where the district knows it. */
  readonly base: Envelope | null;
  /** Any state that the old unit held: its rights are judged there. */
  readonly held: Envelope;
}

/** Of these records, those that left the unit in which the sender still believes them, by id. */
export async function findMovedAway(
  tx: Transaction,
  rows: readonly { readonly doc: Envelope; readonly base: string | null }[],
): Promise<Map<string, MovedAway>> {
  if (rows.length === 0) return new Map();
  const wanted = rows.map(({ doc, base }) => ({ id: doc.id, unit: doc.unit, base: base ?? '' }));
  const found = await tx.query<{
    id: string;
    doc: Envelope;
    deleted: boolean;
    base: Envelope | null;
    held: Envelope;
  }>(
    `SELECT DISTINCT ON (d.id) d.id, d.doc, d.deleted, b.doc AS base, m.doc AS held
     FROM jsonb_to_recordset($1::jsonb) AS w(id text, unit text, base text)
     JOIN docs d ON d.collection = 'records' AND d.id = w.id AND d.scope <> w.unit
     JOIN moves m ON m.id = w.id AND m.from_unit = w.unit
     LEFT JOIN moves b ON b.id = w.id AND b.from_unit = w.unit AND b.mutation = w.base
     ORDER BY d.id, m.at DESC`,
    [JSON.stringify(wanted)],
  );
  return new Map(
    found.map(({ id, doc, deleted, base, held }) => [id, { master: { doc, deleted }, base, held }]),
  );
}

/** Where the records went that these new rows of a unit belong to: row id -> place. */
export async function findNewHomes(
  tx: Transaction,
  docs: readonly (Envelope | EventDoc)[],
): Promise<Map<string, { unit: string; community: string }>> {
  const pairs = docs.flatMap((doc) =>
    ('recordId' in doc ? [doc.recordId] : ownersOf(doc)).map((owner) => ({
      id: doc.id,
      unit: doc.unit,
      owner,
    })),
  );
  if (pairs.length === 0) return new Map();
  const found = await tx.query<{ id: string; scope: string; community: string }>(
    `SELECT DISTINCT ON (p.id) p.id, d.scope, d.community
     FROM jsonb_to_recordset($1::jsonb) AS p(id text, unit text, owner text)
     JOIN docs d ON d.collection = 'records' AND d.id = p.owner AND d.scope <> p.unit AND NOT d.deleted
     WHERE EXISTS (SELECT 1 FROM moves m WHERE m.id = p.owner AND m.from_unit = p.unit)
     ORDER BY p.id, d.id`,
    [JSON.stringify(pairs)],
  );
  return new Map(found.map(({ id, scope, community }) => [id, { unit: scope, community }]));
}

/** The row as it is stored where its owner went; the sender gets a mark and drops its copy. */
export function sentOn(
  row: StoredRow,
  home: { readonly unit: string; readonly community: string },
): { readonly row: StoredRow; readonly cameFrom: StoredRow } {
  const community = row.doc.community === '' ? '' : home.community;
  return {
    row: { ...row, doc: { ...row.doc, unit: home.unit, community } },
    cameFrom: row,
  };
}

export interface Arrival {
  readonly mine: StoredRow & { readonly doc: Envelope };
  readonly moved: MovedAway;
  /** False where the old unit could not have made this change: nothing of it is merged, all of it is shown. */
  readonly isMergeable: boolean;
}

/** Merges an arrival into its record. The counters of its scopes, old and new, must be locked. Resolves to the scopes of new events. */
export async function mergeArrival(
  tx: Transaction,
  writer: Writer,
  arrival: Arrival,
): Promise<readonly string[]> {
  const { mine, moved } = arrival;
  // Read again: an earlier row of the same request may have changed it.
  const master = (await readRows(tx, 'records', [mine.doc.id])).get(mine.doc.id) ?? moved.master;
  const { doc, clashes } = mergeOne(writer, { ...arrival, moved: { ...moved, master } });
  await writeRows(tx, writer, [{ doc, deleted: master.deleted, before: master, cameFrom: mine }]);
  // The sender takes its own state for the district's now, and builds on it until it hears of the move.
  await rememberBase(tx, writer.at, [mine.doc]);
  if (clashes.length === 0) return [];
  const counters = scopeCounters(tx, 'events');
  await counters.lock([doc.unit]);
  const event = conflictEvent(writer, { ...arrival, moved: { ...moved, master } }, doc, clashes);
  await writeRows(tx, { ...writer, collection: 'events', counters }, [
    { doc: event, deleted: false, before: undefined },
  ]);
  return counters.save();
}

/** By the device's own rules (shared/sync/settle.ts); the place is the one it moved to, whatever the old unit wrote about it. */
function mergeOne(
  writer: Writer,
  { mine, moved, isMergeable }: Arrival,
): { doc: Envelope; clashes: readonly Clash[] } {
  // `findMovedAway` reads records only.
  const master = moved.master.doc as Envelope;
  const district = { ...master, _deleted: moved.master.deleted };
  const sent = { ...mine.doc, community: master.community, _deleted: mine.deleted };
  const base =
    moved.base === null ? null : { ...moved.base, community: master.community, _deleted: false };
  if (!isMergeable && !mine.deleted && !district._deleted)
    return { doc: touched(writer, master), clashes: allChanges(base, sent, master) };
  const { record, clashes } = settle(
    { base, mine: sent, district },
    {
      actor: { userId: writer.actor },
      newId: randomUUID,
      now: () => Date.parse(writer.at),
      device: writer.device,
    },
  );
  return {
    doc: { ...touched(writer, master, sent), state: record.state, data: record.data },
    clashes,
  };
}

/** A new mutation even where nothing changed: the mark that the sender needs is tied to a write. */
function touched(writer: Writer, master: Envelope, mine: Envelope = master): Envelope {
  return {
    ...master,
    version: Math.max(master.version, mine.version) + 1,
    mutation: randomUUID(),
    updatedAt: writer.at,
    updatedBy: writer.actor,
    device: writer.device,
  };
}

function allChanges(base: Envelope | null, mine: Envelope, master: Envelope): readonly Clash[] {
  const there = withoutFlow(master.data);
  const [was, here] = [withoutFlow(base?.data ?? {}), withoutFlow(mine.data)];
  const keys = new Set([...Object.keys(was), ...Object.keys(here)]);
  const changed = [...keys]
    .filter((key) => !sameValue(was[key], here[key]) && !sameValue(here[key], there[key]))
    .map((field) => ({ field, base: was[field], mine: here[field], theirs: there[field] }));
  const stepped = mine.state !== base?.state && mine.state !== master.state;
  const step = {
    field: stateField,
    base: base?.state ?? null,
    mine: mine.state,
    theirs: master.state,
  };
  return stepped ? [...changed, step] : changed;
}

function conflictEvent(
  writer: Writer,
  { mine, moved }: Arrival,
  doc: Envelope,
  clashes: readonly Clash[],
): EventDoc {
  // `findMovedAway` reads records only.
  const master = moved.master.doc as Envelope;
  return {
    id: randomUUID(),
    recordId: doc.id,
    recordType: doc.type,
    unit: doc.unit,
    community: doc.community,
    kind: 'conflict',
    at: writer.at,
    actor: writer.actor,
    actorName: '',
    device: writer.device,
    deviceSeq: 1,
    mutation: doc.mutation,
    isDemo: doc.isDemo,
    data: {
      movedFrom: mine.doc.unit,
      clashes: clashes.map(({ field, base, mine: here, theirs }) => ({
        field,
        base: (base ?? null) as null,
        mine: (here ?? null) as null,
        theirs: (theirs ?? null) as null,
        mineBy: mine.doc.updatedBy,
        mineAt: mine.doc.updatedAt,
        theirsBy: master.updatedBy,
        theirsAt: master.updatedAt,
      })),
    },
  };
}
