/** 四清看板 in SQL over the register's lists: sums by community, or by unit for the district, and the views behind every gap. */
import { numberCounts } from '../statistics/number-counts.ts';
import type { Output } from '../../../../shared/bridge/contract.ts';
import { can } from '../../../../shared/access/can.ts';
import type { ClearRow, Gap } from '../../../../shared/bridge/four-clears.ts';
import {
  addCounts,
  gaugesOf,
  noCounts,
  type ClearCounts,
  type NumberCounts,
} from '../../../../shared/four-clears/gauges.ts';
import { recordType } from '../../../../shared/records/registry.ts';
import type { RecordType } from '../../../../shared/records/record-type.ts';
import { ok } from '../../../../shared/result.ts';
import { denied, type Answer } from '../answer.ts';
import { listWhere, placeholdersOf } from '../lists/list-records.ts';
import { readScope } from '../lists/read-scope.ts';
import type { ProfileContext } from '../profile/context.ts';
import { tableOf } from '../profile/type-tables.ts';

type Board = Extract<Output<'fourClears.board'>, { ok: true }>['value'];

const register = ['person', 'household', 'enterprise'] as const;
type Name = (typeof register)[number];

/** Persons 在册, households on the register, enterprises 存续 (domain.md §4.1 `R`). */
const inForce: Readonly<Record<Name, string>> = {
  person: "live_state IN ('in', 'back')",
  household: "standing = 'active'",
  enterprise: "standing = 'active'",
};
/** Who needs a relation, and which view lists those without. Households have their liaison by their form. */
const relations: Readonly<Record<Name, readonly { due: string; view: string }[]>> = {
  person: [
    { due: 'is_kin = 1', view: 'relation_missing' },
    { due: 'is_overseas = 1', view: 'contact_missing' },
  ],
  household: [{ due: '1', view: 'no_liaison' }],
  enterprise: [{ due: '1', view: 'relation_missing' }],
};

type Tally = Map<
  string,
  { counts: ClearCounts; incomplete: number; unrelated: number; stale: number }
>;

export async function clearsBoard(context: ProfileContext): Promise<Answer<Board>> {
  const actor = context.actor();
  const person = typeOf('person');
  const allowed = can(actor, 'read', person, actor);
  if (!allowed.allow) return denied(allowed.reason);
  const by = person.permissions.read[actor.roles[0] ?? 'P'] === 'all' ? 'unit' : 'community';
  const tallies = await Promise.all(register.map((name) => tallyOf(context, name, by)));
  const places = [...new Set(tallies.flatMap((tally) => [...tally.keys()]))].toSorted();
  const numbers = await numberCounts(context);
  const rowOf = (
    place: string,
    chosen: (tally: Tally) => readonly Entry[],
    reported: NumberCounts | null,
  ): ClearRow => {
    const counts = tallies
      .flatMap(chosen)
      .map((entry) => entry.counts)
      .reduce(addCounts, noCounts);
    const missing = (key: 'incomplete' | 'unrelated' | 'stale') =>
      Object.fromEntries(
        register.map((name, at) => [
          name,
          chosen(tallies[at] ?? new Map()).reduce((sum, entry) => sum + entry[key], 0),
        ]),
      );
    return {
      place,
      records: counts.records,
      gauges: gaugesOf(counts, reported),
      missing: { dz: missing('incomplete'), gx: missing('unrelated'), dt: missing('stale') },
    };
  };
  const total = rowOf('', (tally) => [...tally.values()], together([...numbers.values()]));
  const whole = tallies
    .flatMap((tally) => [...tally.values()].map(({ counts }) => counts))
    .reduce(addCounts, noCounts);
  const countOf = (at: number) =>
    [...(tallies[at]?.values() ?? [])].reduce((sum, { counts }) => sum + counts.records, 0);
  return ok({
    asOf: placeholdersOf(context).today,
    by,
    total,
    persons: countOf(0),
    households: countOf(1),
    enterprises: countOf(2),
    rows: places.map((place) =>
      rowOf(
        place,
        (tally) => pick(tally, place),
        (by === 'unit' ? numbers.get(place) : null) ?? null,
      ),
    ),
    gaps: register
      .flatMap((name, at) => gapsOf(name, [...(tallies[at]?.values() ?? [])], whole))
      .filter(({ count }) => count > 0)
      .toSorted((a, b) => b.gain - a.gain),
  });
}

/** Of several units; null while none of them has reported. */
function together(all: readonly NumberCounts[]): NumberCounts | null {
  const sum = (value: (each: NumberCounts) => number) =>
    all.reduce((total, each) => total + value(each), 0);
  return all.length === 0
    ? null
    : {
        cells: sum(({ cells }) => cells),
        cellsEqual: sum(({ cellsEqual }) => cellsEqual),
        unresolvedPairs: sum(({ unresolvedPairs }) => unresolvedPairs),
      };
}

type Entry = Tally extends Map<string, infer V> ? V : never;

function pick(tally: Tally, place: string): readonly Entry[] {
  const found = tally.get(place);
  return found === undefined ? [] : [found];
}

async function tallyOf(
  context: ProfileContext,
  name: Name,
  by: 'community' | 'unit',
): Promise<Tally> {
  const type = typeOf(name);
  const scope = readScope(type, context.actor());
  const { today } = placeholdersOf(context);
  const rows = await context.store.read.remembered<{
    place: string;
    n: number;
    filled: number;
    complete: number;
    incomplete: number;
    fresh: number;
  }>(
    `SELECT coalesce(${by}, '') AS place, count(*) AS n, total(filled_share) AS filled,
       sum(is_complete = 1 AND is_checked = 1) AS complete, sum(is_complete = 0) AS incomplete,
       coalesce(sum(fresh_until >= ?), 0) AS fresh
     FROM ${tableOf(name)} AS list WHERE ${scope.sql} AND ${inForce[name]} GROUP BY 1 LIMIT 2000`,
    [today, ...scope.params],
  );
  const [due, lacking] = await Promise.all([
    relationsDue(context, type, name, by),
    relationsLacking(context, type, name, by),
  ]);
  return new Map(
    rows.map((row) => {
      const unrelated = Math.min(lacking.get(row.place) ?? 0, due.get(row.place) ?? 0);
      const relationDue = due.get(row.place) ?? 0;
      return [
        row.place,
        {
          counts: {
            records: row.n,
            filledShare: row.filled,
            complete: row.complete,
            relationDue,
            relationOk: relationDue - unrelated,
            fresh: row.fresh,
            persons: name === 'person' ? row.n : 0,
          },
          incomplete: row.incomplete,
          unrelated,
          stale: row.n - row.fresh,
        },
      ];
    }),
  );
}

async function relationsDue(
  context: ProfileContext,
  type: RecordType,
  name: Name,
  by: string,
): Promise<ReadonlyMap<string, number>> {
  const scope = readScope(type, context.actor());
  const due = relations[name].map((each) => each.due).join(' OR ');
  const rows = await context.store.read.remembered<{ place: string; n: number }>(
    `SELECT coalesce(${by}, '') AS place, count(*) AS n FROM ${tableOf(name)} AS list
     WHERE ${scope.sql} AND ${inForce[name]} AND (${due}) GROUP BY 1 LIMIT 2000`,
    scope.params,
  );
  return new Map(rows.map(({ place, n }) => [place, n]));
}

/** By the very views that the page opens, so that the number and the list can not differ. */
async function relationsLacking(
  context: ProfileContext,
  type: RecordType,
  name: Name,
  by: string,
): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, Set<string>>();
  for (const { view } of relations[name]) {
    const where = listWhere(context, type, { type: type.name, where: [], view });
    const rows = await context.store.read.all<{ id: string; place: string }>(
      `SELECT id, coalesce(${by}, '') AS place FROM ${tableOf(name)} AS list WHERE ${where.sql} AND ${inForce[name]} LIMIT 500000`,
      where.params,
    );
    for (const { id, place } of rows) found.set(place, (found.get(place) ?? new Set()).add(id));
  }
  return new Map([...found].map(([place, ids]) => [place, ids.size]));
}

/** What would be won by mending all of one kind. */
function gapsOf(name: Name, entries: readonly Entry[], whole: ClearCounts): Gap[] {
  const sum = (value: (entry: Entry) => number) =>
    entries.reduce((total, entry) => total + value(entry), 0);
  const per = (part: number, of: number) => (of === 0 ? 0 : Math.round((part * 10_000) / of) / 100);
  const unfilled = sum(({ counts }) => counts.records - counts.filledShare);
  return [
    {
      gauge: 'dz',
      type: name,
      view: 'incomplete',
      count: sum(({ incomplete }) => incomplete),
      gain: per(unfilled, whole.records),
    },
    {
      gauge: 'gx',
      type: name,
      view: relations[name][0]?.view ?? '',
      count: sum(({ unrelated }) => unrelated),
      gain: per(
        sum(({ unrelated }) => unrelated),
        whole.relationDue,
      ),
    },
    {
      gauge: 'dt',
      type: name,
      view: 'unverified',
      count: sum(({ stale }) => stale),
      gain: per(
        sum(({ stale }) => stale),
        whole.records,
      ),
    },
  ];
}

function typeOf(name: string): RecordType {
  const type = recordType(name);
  if (type === undefined) throw new Error(`no type ${name}`);
  return type;
}
