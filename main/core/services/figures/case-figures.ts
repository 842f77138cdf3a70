/** Figures that look into the records themselves (domain.md §4.2–4.5, 4.8). Read once, computed by shared/kpi. */
import type { CaseFigure, FigureSplit } from '../../../../shared/bridge/figures.ts';
import { commonProblems } from '../../../../shared/kpi/common-problems.ts';
import { hardshipFigures, type HardshipShare } from '../../../../shared/kpi/hardship.ts';
import { legalCoverage } from '../../../../shared/kpi/legal-coverage.ts';
import { shareOf } from '../../../../shared/kpi/share.ts';
import { unaidedRows } from '../hearts/unaided.ts';
import type { ProfileContext } from '../profile/context.ts';
import { tableOf } from '../profile/type-tables.ts';
import { bookFigures } from './book-figures.ts';
import {
  ofMeasure,
  ofNumber,
  ofShare,
  recordsWhere,
  scopeOf,
  theseOf,
  type Period,
} from './figure-parts.ts';
import { visitFigures } from './visit-figures.ts';

interface Found {
  readonly more: readonly CaseFigure[];
  readonly splits: readonly FigureSplit[];
}

/** By the type whose group they stand in; a type that this person may not read is left out by the caller. */
export async function caseFigures(
  context: ProfileContext,
  type: string,
  period: Period,
): Promise<Found> {
  switch (type) {
    case 'visit':
      return { more: await visitFigures(context, period), splits: [] };
    case 'hardship_case':
      return ofHardship(context, period);
    case 'ticket':
      return { more: await ofTickets(context, period), splits: [] };
    case 'legal_case':
      return { more: await ofLegal(context, period.to), splits: [] };
    case 'ledger_entry':
      return bookFigures(context, period);
    default:
      return { more: [], splits: [] };
  }
}

const hardshipShares: readonly HardshipShare[] = [
  'covered',
  'decidedInTime',
  'paidInTime',
  'followedUp',
  'outOfHardship',
  'referred',
];

async function ofHardship(context: ProfileContext, period: Period): Promise<Found> {
  const scope = scopeOf(context, 'household');
  const households = await context.store.read.all<{ id: string }>(
    `SELECT id FROM p_household AS list WHERE ${scope.sql} AND standing = 'active' AND instr(',' || tags || ',', ',hardship,') > 0 LIMIT 50000`,
    scope.params,
  );
  const found = hardshipFigures(
    (await recordsWhere(context, 'hardship_case')) as never,
    households.map(({ id }) => id),
    period,
  );
  const paid = Object.entries(found.fenBySource);
  const all = paid.reduce((sum, [, fen]) => sum + fen, 0);
  return {
    more: [
      ...hardshipShares.map((key) =>
        ofShare(
          key,
          found[key],
          theseOf(key === 'covered' ? 'household' : 'hardship_case', found.behind[key]),
        ),
      ),
      ofNumber(
        'fenPerHousehold',
        'fen',
        found.fenPerHousehold,
        theseOf('hardship_case', found.behind.fenPerHousehold),
      ),
      ...(await ofUnaided(context)),
    ],
    splits: [
      {
        key: 'paid',
        dictionary: 'fund_source',
        parts: paid.map(([key, fen]) => ({ key, fen, percent: shareOf(fen, all).percent })),
      },
    ],
  };
}

/** 应救未救, as of now; a list of names, not rows of one table. */
async function ofUnaided(context: ProfileContext): Promise<CaseFigure[]> {
  const found = await unaidedRows(context);
  return found.ok ? [ofNumber('unaided', 'count', found.value.rows.length)] : [];
}

async function ofTickets(context: ProfileContext, { from, to }: Period): Promise<CaseFigure[]> {
  const scope = scopeOf(context, 'ticket');
  const rows = await context.store.read.all<{
    id: string;
    enterprise_id: string;
    same_problem_id: string | null;
  }>(
    `SELECT id, enterprise_id, same_problem_id FROM ${tableOf('ticket')} AS list
       WHERE ${scope.sql} AND counted = 1 AND accepted_on BETWEEN ? AND ? LIMIT 50000`,
    [...scope.params, from, to],
  );
  const groups = commonProblems(
    rows.map(({ id, enterprise_id, same_problem_id }) => ({
      id,
      enterprise: enterprise_id,
      sameProblem: same_problem_id ?? undefined,
    })),
  );
  return [ofNumber('common', 'count', groups.length, theseOf('ticket', groups.flat()))];
}

async function ofLegal(context: ProfileContext, today: string): Promise<CaseFigure[]> {
  const [enterprises, resources, touches] = await Promise.all([
    recordsWhere(context, 'enterprise'),
    recordsWhere(context, 'legal_resource'),
    recordsWhere(context, 'legal_touch'),
  ]);
  const found = legalCoverage(
    enterprises as never,
    resources.map(({ data }) => data) as never,
    touches.map(({ data }) => data) as never,
    today,
  );
  return (['headline', 'assigned', 'touched'] as const).map((key) => ofMeasure(key, found[key]));
}
