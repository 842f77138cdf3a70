/**
 * One roster on its way in: its rows as they stand in the file with what somebody corrected, who they are, and what was decided about
 * each. Lives in memory for as long as the import takes; nothing is written before `write-roster.ts`.
 */
import type { RosterCounts } from './shown-rows.ts';
import type {
  RosterDecision,
  RosterKind,
  RosterOptions,
} from '../../../../shared/bridge/rosters.ts';
import { rosterKinds } from '../../../../shared/bridge/rosters.ts';
import { nameForm } from '../../../../shared/duplicates/normalise.ts';
import { rosterColumn } from '../../../../shared/rosters/columns.ts';
import { rosterColumnOf } from '../../../../shared/rosters/texts.ts';
import {
  understandRow,
  type RosterEntry,
  type RosterRow,
  type RosterWorld,
} from '../../../../shared/rosters/understand-row.ts';
import { checkContextOf, type ProfileContext } from '../profile/context.ts';
import { listCommunities, listUsers } from '../masters.ts';
import { entryKeys, findKnown, type EntryKeys } from './find-known.ts';
import { findHouseholds, groupHouseholds, type Households } from './households.ts';
import { judgeAgainst, judgeEntry, type Judged } from './judge-entries.ts';
import { readKinNames } from './kin-names.ts';
import { pause } from '../excel/pause.ts';

/** Rows judged between two requests of the page. */
const slice = 200;

export interface RosterSheet {
  readonly sheets: readonly string[];
  readonly sheet: string;
  readonly encoding: string;
  readonly headerRow: number;
  readonly adapter: string;
  readonly isRemembered: boolean;
  readonly columns: readonly {
    readonly index: number;
    readonly heading: string;
    readonly example: string;
    readonly key: string | null;
  }[];
  readonly headings: readonly string[];
  readonly rows: readonly RosterRow[];
  /** Cells of each row as they stand in the file, for the list of results. */
  readonly raw: readonly (readonly string[])[];
}

export interface Decided {
  readonly entry: RosterEntry;
  readonly row: RosterRow;
  readonly judged: Judged;
  readonly decision: Exclude<RosterDecision, 'without' | 'back'> | null;
}

export type RosterSession = Awaited<ReturnType<typeof openRosterSession>>;

export async function openRosterSession(deps: {
  readonly context: ProfileContext;
  readonly sheet: RosterSheet;
  readonly options: RosterOptions;
  readonly progress: (done: number, total: number) => void;
  readonly isStopped: () => boolean;
}) {
  const { context, sheet } = deps;
  const world = await worldOf(context, deps.options);
  const rows = [...sheet.rows];
  const places: number[] = [];
  const entries: RosterEntry[] = [];
  for (let start = 0; start < rows.length && !deps.isStopped(); start += slice) {
    for (const [at, row] of rows.slice(start, start + slice).entries())
      for (const entry of understandRow(row, world)) {
        entries.push(entry);
        places.push(start + at);
      }
    await pause();
  }
  let households = await findHouseholds(context, groupHouseholds(entries));
  const keys: EntryKeys[] = [];
  const judged: Judged[] = [];
  const decisions = new Map<number, NonNullable<Decided['decision']>>();
  const seen = new Map<string, number>();
  const kin = new Map<string, ReadonlySet<string>>();
  const judgeWorld = { context, kinOf: (id: string) => kin.get(id) ?? new Set<string>(), seen };

  async function judge(from: number, to: number): Promise<void> {
    const some = entries
      .slice(from, to)
      .map((entry) => ({ entry, keys: entryKeys(context, entry) }));
    const known = await findKnown(context, some);
    const ids = known.flatMap((candidates, at) =>
      (some[at]?.entry.kin.length ?? 0) === 0 ? [] : candidates.map(({ record }) => record.id),
    );
    for (const [id, names] of await readKinNames(context, ids)) kin.set(id, names);
    some.forEach(({ entry, keys: own }, at) => {
      keys[from + at] = own;
      judged[from + at] = judgeEntry(judgeWorld, entry, own, known[at] ?? []);
    });
  }
  for (let from = 0; from < entries.length && !deps.isStopped(); from += slice) {
    await judge(from, Math.min(entries.length, from + slice));
    deps.progress(Math.min(entries.length, from + slice), entries.length);
    await pause();
  }

  function kindOf(no: number): RosterKind {
    const own = judged[no];
    if (own === undefined) return 'error';
    if (own.kind === 'error') return decisions.get(no) === 'skip' ? 'skip' : 'error';
    switch (decisions.get(no)) {
      case 'new':
        return 'new';
      case 'skip':
        return 'skip';
      case 'fill':
      case 'take':
        return own.merge !== null &&
          own.merge.changes.length + own.newKin.length === 0 &&
          !addsHousehold(no)
          ? 'same'
          : 'merge';
      case undefined:
        return own.kind;
    }
  }
  function addsHousehold(no: number): boolean {
    return (
      judged[no]?.target?.record.data['household'] === undefined &&
      (households.keys[no] ?? '') !== ''
    );
  }
  /** All entries of the row again, with what stands in its cells now. */
  async function readAgain(place: number): Promise<void> {
    const row = rows[place];
    if (row === undefined) return;
    const fresh = understandRow(row, world);
    const first = places.indexOf(place);
    const count = places.filter((each) => each === place).length;
    for (let no = first; no < first + count; no += 1) {
      decisions.delete(no);
      for (const { hash } of keys[no]?.hashes ?? [])
        if (seen.get(hash) === row.row) seen.delete(hash);
    }
    if (fresh.length !== count) {
      // Another number of people in the row: everything behind it gets another place.
      const moved = [...decisions].map(
        ([no, decision]) =>
          [no >= first + count ? no + fresh.length - count : no, decision] as const,
      );
      decisions.clear();
      for (const [no, decision] of moved) decisions.set(no, decision);
    }
    entries.splice(first, count, ...fresh);
    places.splice(first, count, ...fresh.map(() => place));
    keys.splice(first, count, ...fresh.map((entry) => entryKeys(context, entry)));
    judged.splice(first, count, ...fresh.map((): Judged => nobody));
    await judge(first, first + fresh.length);
    households = await findHouseholds(context, groupHouseholds(entries));
  }
  function setCell(
    place: number,
    key: string,
    text: string,
    more: (row: RosterRow) => RosterRow = (row) => row,
  ): void {
    const row = rows[place];
    if (row === undefined) return;
    const lost = new Set(row.lost);
    lost.delete(key);
    rows[place] = more({ ...row, cells: new Map(row.cells).set(key, text), lost });
  }

  return {
    sheet,
    entries,
    households: (): Households => households,
    kindOf,
    decided: (no: number): Decided | null => {
      const [entry, own, row] = [entries[no], judged[no], rows[places[no] ?? -1]];
      return entry === undefined || own === undefined || row === undefined
        ? null
        : { entry, row, judged: own, decision: decisions.get(no) ?? null };
    },
    counts(): RosterCounts {
      const counts = Object.fromEntries(rosterKinds.map((kind) => [kind, 0])) as RosterCounts;
      entries.forEach((_, no) => {
        counts[kindOf(no)] += 1;
      });
      return counts;
    },
    async correct(no: number, key: string, text: string): Promise<void> {
      const place = places[no];
      if (place === undefined || rosterColumn(key) === undefined) return;
      setCell(place, key, text);
      await readAgain(place);
    },
    /** How many rows it was done with. */
    async decide(
      nos: readonly number[],
      decision: RosterDecision,
      targetId: string,
    ): Promise<number> {
      let done = 0;
      const unread = new Set<number>();
      for (const no of nos) {
        const own = judged[no];
        const entry = entries[no];
        if (own === undefined || entry === undefined) continue;
        if (decision === 'back') {
          decisions.delete(no);
          done += 1;
        } else if (decision === 'without') {
          const place = places[no];
          const bad = own.problems
            .filter(({ severity }) => severity === 'error')
            .map(({ field }) => rosterColumnOf(field));
          if (place === undefined || own.kind !== 'error' || bad.some((key) => needed.has(key)))
            continue;
          for (const key of new Set(bad)) leaveOut(place, key);
          unread.add(place);
          done += 1;
        } else if (decision === 'skip' || (decision === 'new' && own.kind !== 'error')) {
          decisions.set(no, decision);
          done += 1;
        } else if (decision === 'fill' || decision === 'take') {
          const target =
            own.candidates.find(({ record }) => record.id === targetId) ??
            own.target ??
            (own.candidates.length === 1 ? own.candidates[0] : undefined);
          if (own.kind === 'error' || target === undefined) continue;
          judged[no] = { ...own, ...judgeAgainst(judgeWorld, entry, target, decision) };
          decisions.set(no, decision);
          done += 1;
        }
      }
      for (const place of [...unread].toSorted((a, b) => b - a)) await readAgain(place);
      return done;
    },
  };

  function leaveOut(place: number, key: string): void {
    const text = rows[place]?.cells.get(key) ?? '';
    const column = rosterColumn(key);
    const kept =
      column === undefined || column.sensitive === true || text === ''
        ? ''
        : `${column.title.zh}：${text}`;
    setCell(place, key, '', (row) => {
      if (kept === '') return row;
      const note = [row.cells.get('note') ?? '', kept].filter(Boolean).join('；');
      return { ...row, cells: new Map(row.cells).set('note', note) };
    });
  }
}

/** Without these a row is nobody's, or somebody else's. */
const needed: ReadonlySet<string> = new Set(['nameCn', 'unit']);
const nobody: Judged = {
  kind: 'error',
  problems: [],
  candidates: [],
  target: null,
  merge: null,
  newKin: [],
};

async function worldOf(context: ProfileContext, options: RosterOptions): Promise<RosterWorld> {
  const actor = context.actor();
  const { today, isDemo } = checkContextOf(context);
  const [users, communities] = await Promise.all([
    listUsers(context, {}),
    listCommunities(context),
  ]);
  const people = users.ok ? users.value : [];
  const byName = new Map<string, string[]>();
  for (const { code, name } of communities.ok ? communities.value : [])
    for (const form of new Set([
      name,
      code,
      name.replace(/(社区|村)$/u, ''),
      name.replace(/村$/u, '社区'),
    ]))
      byName.set(nameForm(form), [...(byName.get(nameForm(form)) ?? []), code]);
  const refOf = (id: string) => {
    const user = people.find((each) => each.id === id);
    return user === undefined ? null : { type: 'user', id: user.id, label: user.label };
  };
  return {
    today,
    isDemo,
    unit: actor.unit,
    communities: (name) =>
      byName.get(nameForm(name.replace(/(居委会|村委会|居民委员会|村民委员会)$/u, ''))) ?? [],
    users: (name) =>
      people
        .filter(({ label }) => nameForm(label) === nameForm(name))
        .map(({ id, label }) => ({ type: 'user', id, label })),
    community: options.community || actor.community,
    liaison: refOf(options.liaison) ?? { type: 'user', id: actor.userId, label: actor.name },
    verified:
      options.verifiedOn === '' ? null : { on: options.verifiedOn, method: options.verifyMethod },
  };
}
