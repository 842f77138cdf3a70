/** `stats.board` and `stats.save`: 侨情统计表 of a quarter beside the one before (S18, S21). */
import type { Input, Output } from '../../../../shared/bridge/contract.ts';
import { can } from '../../../../shared/access/can.ts';
import { isDistrictActor } from '../../../../shared/access/actor.ts';
import type { Envelope } from '../../../../shared/records/envelope.ts';
import { recordType } from '../../../../shared/records/registry.ts';
import {
  cellsOf,
  compareReported,
  reportedKeys,
  type Cells,
  type RegisterCounts,
} from '../../../../shared/statistics/cells.ts';
import { isQuarter, quarterBefore, quarterOf } from '../../../../shared/statistics/periods.ts';
import { ok } from '../../../../shared/result.ts';
import { withoutFlow } from '../../../../shared/workflow/flow.ts';
import { findPlain } from '../../documents/stored-documents.ts';
import { denied, fail, findType, invalid, type Answer } from '../answer.ts';
import { checkContextOf, type ProfileContext } from '../profile/context.ts';
import { isReadable, undecidedPairs } from '../register/duplicates.ts';
import type { NumberBook } from '../records/new-envelope.ts';
import { saveRecord } from '../records/save-record.ts';
import { countRegister } from './count-register.ts';
import { cellsBy, reportFor, reportsOf } from './reports.ts';

type Board = Extract<Output<'stats.board'>, { ok: true }>['value'];
type Saving = ProfileContext & { readonly numbers: NumberBook };

export async function statBoard(
  context: ProfileContext,
  input: Input<'stats.board'>,
): Promise<Answer<Board>> {
  const actor = context.actor();
  const type = findType('stat_report');
  if (!type.ok) return type;
  const allowed = can(actor, 'read', type.value, actor);
  if (!allowed.allow) return denied(allowed.reason);
  const { today } = checkContextOf(context);
  const present = quarterOf(today);
  const period = input.period === '' ? present : input.period;
  if (!isQuarter(period)) return fail('E_NOT_FOUND');
  const by = isDistrictActor(actor) ? 'unit' : 'community';
  const [reports, counts, pairs] = await Promise.all([
    reportsOf(context),
    countRegister(context),
    undecidedPairs(context),
  ]);
  const units =
    by === 'unit'
      ? [...new Set([...counts.keys(), ...reports.map(({ unit }) => unit)])]
      : [actor.unit];
  const of = (wanted: string) =>
    units.map((unit) => reportFor(reports, unit, wanted)).filter((each) => each !== null);
  const own = of(period);
  const before = of(quarterBefore(period)).filter(({ state }) => state === 'frozen');
  const isFrozen =
    own.length > 0 && own.every(({ state }) => state === 'frozen') && own.length === units.length;
  // A quarter that is over is what was written down then; only the present one is counted now.
  const computed =
    isFrozen || period !== present
      ? summed(own.map((each) => cellsBy(each, 'computed')))
      : computedNow(counts, units, by, today);
  const reported = summed(own.map((each) => cellsBy(each, 'reported')));
  const last = summed(before.map((each) => cellsBy(each, 'computed')));
  const keys = [
    ...new Set([
      ...reportedKeys,
      ...Object.keys(computed),
      ...Object.keys(reported),
      ...Object.keys(last),
    ]),
  ];
  const compared = compareReported(reported, computed);
  const [report] = by === 'unit' ? [] : own;
  return ok({
    period,
    periods: [...new Set([present, ...reports.map(({ data }) => String(data['period']))])].toSorted(
      (a, b) => b.localeCompare(a),
    ),
    asOf: isFrozen ? String(own[0]?.data['asOf'] ?? today) : today,
    by,
    report: report === undefined ? null : { id: report.id, state: report.state },
    isFrozen,
    cells: keys.map((key) => ({
      key,
      computed: computed[key] ?? 0,
      reported: reported[key] ?? null,
      last: before.length === 0 ? null : (last[key] ?? 0),
    })),
    checked: compared.cells,
    equal: compared.equal,
    pairs: [...pairs.values()].reduce((sum, n) => sum + n, 0),
    census: await censusProgress(context),
  });
}

export async function saveStatistics(
  context: Saving,
  input: Input<'stats.save'>,
): Promise<Answer<{ id: string }>> {
  const { today } = checkContextOf(context);
  if (input.period !== quarterOf(today))
    return invalid([{ field: 'period', code: 'stat.period', severity: 'error' }]);
  const actor = context.actor();
  const [reports, counts] = await Promise.all([reportsOf(context), countRegister(context)]);
  const before = reportFor(reports, actor.unit, input.period);
  const computed = computedNow(counts, [actor.unit], 'community', today);
  const reported = { ...cellsBy(before, 'reported') };
  for (const { key, value } of input.reported) {
    if (!reportedKeys.includes(key)) continue;
    if (value === null) delete reported[key];
    else reported[key] = value;
  }
  const cells = [...new Set([...Object.keys(computed), ...Object.keys(reported)])].map((key) => ({
    id: key,
    key,
    computed: computed[key] ?? 0,
    ...(reported[key] === undefined ? {} : { reported: reported[key] }),
  }));
  const data = { template: 'qiaoqing', period: input.period, asOf: today, cells };
  const saved = await saveRecord(context, {
    type: 'stat_report',
    id: before?.id ?? null,
    data: before === null ? data : { ...withoutFlow(before.data), ...data },
    draftId: null,
    baseMutation: before?.mutation ?? null,
    baseData: (before === null ? null : withoutFlow(before.data)) as never,
    action: before === null ? 'begin' : null,
    opinion: '',
  });
  return saved.ok ? ok({ id: saved.value.id }) : saved;
}

function computedNow(
  counts: ReadonlyMap<string, RegisterCounts>,
  units: readonly string[],
  by: 'unit' | 'community',
  today: string,
): Cells {
  return summed(
    units.map((unit) => {
      const own = counts.get(unit) ?? { persons: [], households: 0, enterprises: 0 };
      const placed =
        by === 'unit'
          ? { ...own, persons: own.persons.map((group) => ({ ...group, place: unit })) }
          : own;
      return cellsOf(placed, today);
    }),
  );
}

function summed(all: readonly Cells[]): Cells {
  const sum = new Map<string, number>();
  for (const cells of all)
    for (const [key, n] of Object.entries(cells)) sum.set(key, (sum.get(key) ?? 0) + n);
  return Object.fromEntries(sum);
}

/** How many of a round's persons were verified since it began, from the dates of verification; and of how many something had changed, from the log. */
async function censusProgress(context: ProfileContext): Promise<Board['census']> {
  const rows = await context.store.read.all<{ id: string }>(
    'SELECT id FROM p_census_batch ORDER BY from_on DESC LIMIT 12',
    [],
  );
  const batches = await findPlain(
    context.store,
    'records',
    rows.map(({ id }) => id),
  );
  const open = batches.filter((batch) => batch.state !== 'accepted' && isReadable(context, batch));
  return Promise.all(open.slice(0, 4).map((batch) => progressOf(context, batch)));
}

async function progressOf(
  context: ProfileContext,
  batch: Envelope,
): Promise<Board['census'][number]> {
  const scope = Array.isArray(batch.data['scope']) ? batch.data['scope'].map(String) : [];
  const within = scope.length === 0 ? '' : 'AND community IN (SELECT value FROM json_each(?))';
  const [row] = await context.store.read.all<{ due: number; done: number }>(
    `SELECT count(*) AS due, coalesce(sum(verified_on >= ?), 0) AS done FROM p_person WHERE unit = ? AND live_state IN ('in', 'back') ${within}`,
    [
      String(batch.data['from'] ?? ''),
      batch.unit,
      ...(scope.length === 0 ? [] : [JSON.stringify(scope)]),
    ],
  );
  const [changed] = await context.store.read.all<{ n: number }>(
    `SELECT count(DISTINCT subject_id) AS n FROM p_verification_log
     WHERE has_changes = 1 AND verified_on BETWEEN ? AND ? AND unit = ? ${within}`,
    [
      String(batch.data['from'] ?? ''),
      String(batch.data['to'] ?? ''),
      batch.unit,
      ...(scope.length === 0 ? [] : [JSON.stringify(scope)]),
    ],
  );
  return {
    id: batch.id,
    title: String(batch.data['title'] ?? ''),
    state: recordType('census_batch')?.texts.states[batch.state]?.zh ?? batch.state,
    due: row?.due ?? 0,
    done: row?.done ?? 0,
    changed: changed?.n ?? 0,
  };
}
