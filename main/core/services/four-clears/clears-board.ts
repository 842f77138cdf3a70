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
import { promptChanges } from './prompt-changes.ts';

type Board = Extract<Output<'fourClears.board'>, { ok: true }>['value'];

const register = ['person', 'household', 'enterprise'] as const;
type Name = (typeof register)[number];

/** Persons 在册, households on the register, enterprises 存续 (domain.md §4.1 `R`). */
const inForce: Readonly<Record<Name, string>> = {
  person: "live_state IN ('in', 'back')",
  household: "standing = 'active'",
  enterprise: "standing = 'active'",
};
/** Who needs a relation, and which view lists those without; whoever lives abroad needs somebody here, on the register of residents or not. */
const relations: Readonly<Record<Name, readonly { due: string; view: string }[]>> = {
  person: [
    { due: `is_kin = 1 AND ${inForce.person}`, view: 'relation_missing' },
    {
      due: "is_overseas = 1 AND live_state IN ('in', 'back', 'abroad') AND thin = 0",
      view: 'contact_missing',
    },
  ],
  household: [{ due: inForce.household, view: 'no_liaison' }],
  enterprise: [{ due: inForce.enterprise, view: 'relation_missing' }],
};

interface Entry {
  readonly counts: ClearCounts;
  readonly incomplete: number;
  readonly unrelated: number;
  readonly stale: number;
  /** Records on the list of each view of 关系清, and those that are on no other. */
  readonly lacking: Readonly<Record<string, { readonly all: number; readonly alone: number }>>;
}
type Tally = ReadonlyMap<string, Entry>;

const noEntry: Entry = { counts: noCounts, incomplete: 0, unrelated: 0, stale: 0, lacking: {} };

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
      lacking: Object.fromEntries(
        register.flatMap((name, at) =>
          relations[name].map(({ view }) => [
            `${name}/${view}`,
            chosen(tallies[at] ?? new Map()).reduce(
              (sum, entry) => sum + (entry.lacking[view]?.all ?? 0),
              0,
            ),
          ]),
        ),
      ),
    };
  };
  // A community does not report: what the street reports is no measure of it.
  const reports = by === 'community' && actor.community !== '' ? [] : [...numbers.values()];
  const total = rowOf('', (tally) => [...tally.values()], together(reports));
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
    changes: await promptChanges(context),
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

function pick(tally: Tally, place: string): readonly Entry[] {
  return [tally.get(place) ?? noEntry];
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
  const byPlace = new Map(rows.map((row) => [row.place, row]));
  return new Map(
    [...new Set([...byPlace.keys(), ...due.keys()])].map((place) => {
      const row = byPlace.get(place);
      const views = lacking.get(place) ?? {};
      const unrelated = new Set(Object.values(views).flatMap((ids) => [...ids])).size;
      const relationDue = due.get(place) ?? 0;
      const records = row?.n ?? 0;
      return [
        place,
        {
          counts: {
            records,
            filledShare: row?.filled ?? 0,
            complete: row?.complete ?? 0,
            relationDue,
            relationOk: relationDue - unrelated,
            fresh: row?.fresh ?? 0,
            persons: name === 'person' ? records : 0,
          },
          incomplete: row?.incomplete ?? 0,
          unrelated,
          stale: records - (row?.fresh ?? 0),
          lacking: Object.fromEntries(
            Object.entries(views).map(([view, ids]) => {
              const others = Object.entries(views).filter(([other]) => other !== view);
              const alone = [...ids].filter((id) => !others.some(([, each]) => each.has(id)));
              return [view, { all: ids.size, alone: alone.length }];
            }),
          ),
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
  const due = relations[name].map((each) => `(${each.due})`).join(' OR ');
  const rows = await context.store.read.remembered<{ place: string; n: number }>(
    `SELECT coalesce(${by}, '') AS place, count(*) AS n FROM ${tableOf(name)} AS list
     WHERE ${scope.sql} AND (${due}) GROUP BY 1 LIMIT 2000`,
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
): Promise<ReadonlyMap<string, Readonly<Record<string, ReadonlySet<string>>>>> {
  const found = new Map<string, Record<string, Set<string>>>();
  for (const { view } of relations[name]) {
    const where = listWhere(context, type, { type: type.name, where: [], view });
    const rows = await context.store.read.all<{ id: string; place: string }>(
      `SELECT id, coalesce(${by}, '') AS place FROM ${tableOf(name)} AS list WHERE ${where.sql} LIMIT 500000`,
      where.params,
    );
    for (const { id, place } of rows) {
      const views = found.get(place) ?? {};
      (views[view] ??= new Set()).add(id);
      found.set(place, views);
    }
  }
  return found;
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
    ...relations[name].map(({ view }): Gap => ({
      gauge: 'gx',
      type: name,
      view,
      count: sum(({ lacking }) => lacking[view]?.all ?? 0),
      // Whoever lacks something else as well is not won by this alone.
      gain: per(
        sum(({ lacking }) => lacking[view]?.alone ?? 0),
        whole.relationDue,
      ),
    })),
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
