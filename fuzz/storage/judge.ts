/** Opens what a fault has left and compares it with what the office was promised. */
import type { Store } from '../../main/core/storage/index.ts';
import { digestOf } from '../../shared/sync/digest.ts';
import type { Ledger } from './ledger.ts';
import { eventOf, personAfter, type Operation } from './operations.ts';

export interface Verdict {
  /** Acknowledged and not there. */
  readonly lost: readonly string[];
  /** A record without its event, an event without its record's state, or anything of a refused write. */
  readonly halfWritten: readonly string[];
  /** There, but not what was written. */
  readonly changed: readonly string[];
  /** Lists, search, digests or outbox that say something else than the documents. */
  readonly outOfStep: readonly string[];
  /** The write that was under way is there. */
  readonly openIsThere: boolean;
  /** What there is: the mutation of each living record, and the events. */
  readonly present: ReadonlyMap<string, string>;
  readonly events: ReadonlySet<string>;
}

interface Found {
  readonly records: ReadonlyMap<string, { mutation: string; name: string; address: string }>;
  readonly events: ReadonlySet<string>;
}

export async function judge(store: Store, ledger: Ledger): Promise<Verdict> {
  const found = await readAll(store);
  const { open } = ledger;
  const openIsThere = open !== null && found.events.has(eventOf(open));
  const lost = new Set<string>();
  const half = new Set<string>();
  const changed = new Set<string>();
  for (const operation of ledger.acknowledged.values())
    if (!found.events.has(eventOf(operation))) lost.add(operation.name);
  for (const operation of ledger.refused.values())
    if (found.events.has(eventOf(operation))) half.add(operation.name);

  for (const [id, acknowledged] of ledger.last) {
    const expected = open !== null && openIsThere && open.id === id ? open : acknowledged;
    compare(expected, found, { lost, half, changed });
  }
  if (open !== null && !ledger.last.has(open.id) && openIsThere !== found.records.has(open.id))
    half.add(open.name);
  const promised = new Set(ledger.last.keys());
  if (openIsThere) promised.add(open.id);
  for (const id of found.records.keys()) if (!promised.has(id)) changed.add(id);
  return {
    lost: [...lost],
    halfWritten: [...half],
    changed: [...changed],
    outOfStep: await sideTablesOutOfStep(store, found),
    openIsThere,
    present: new Map([...found.records].map(([id, { mutation }]) => [id, mutation])),
    events: found.events,
  };
}

function compare(
  expected: Operation,
  found: Found,
  into: { lost: Set<string>; half: Set<string>; changed: Set<string> },
): void {
  const record = found.records.get(expected.id);
  if (expected.kind === 'remove') {
    if (record !== undefined) into.lost.add(expected.name);
    return;
  }
  if (record === undefined) {
    into.lost.add(expected.name);
    return;
  }
  if (record.mutation !== expected.name) {
    const hasEvent = found.events.has(eventOf(expected));
    (hasEvent ? into.half : into.lost).add(expected.name);
    return;
  }
  const { data } = personAfter(expected);
  if (record.name !== data['nameCn'] || record.address !== data['liveAddr'])
    into.changed.add(expected.name);
}

async function readAll(store: Store): Promise<Found> {
  const records = await store.collections.records.find().exec();
  const events = await store.collections.events.find().exec();
  return {
    records: new Map(
      records.map(({ id, mutation, data }) => [
        id,
        { mutation, name: String(data['nameCn']), address: String(data['liveAddr']) },
      ]),
    ),
    events: new Set(events.map(({ id }) => id)),
  };
}

async function sideTablesOutOfStep(store: Store, found: Found): Promise<string[]> {
  const wrong: string[] = [];
  const same = (
    what: string,
    rows: ReadonlyMap<string, string>,
    wanted: (id: string) => string,
  ) => {
    for (const id of found.records.keys())
      if (rows.get(id) !== wanted(id)) wrong.push(`${what} ${id}`);
    for (const id of rows.keys()) if (!found.records.has(id)) wrong.push(`${what} ${id}`);
  };
  const read = async (sql: string) =>
    new Map(
      (await store.read.all<{ id: string; value: string }>(sql)).map(({ id, value }) => [
        id,
        value,
      ]),
    );
  const record = (id: string) => found.records.get(id);
  same(
    'list',
    await read('SELECT id, name AS value FROM p_person'),
    (id) => record(id)?.name ?? '',
  );
  same(
    'search',
    await read("SELECT id, title AS value FROM search WHERE type = 'person'"),
    (id) => record(id)?.name ?? '',
  );
  const numbers = await store.digest.ofScope('records', '330203008');
  same('digest', new Map(numbers.map(({ id, hash }) => [id, String(hash)])), (id) =>
    String(digestOf(id, record(id)?.mutation ?? '')),
  );
  const waiting = await read(
    "SELECT id, mutation AS value FROM outbox WHERE collection = 'records'",
  );
  for (const [id, { mutation }] of found.records)
    if (waiting.get(id) !== mutation) wrong.push(`outbox ${id}`);
  return wrong;
}
