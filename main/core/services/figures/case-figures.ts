/** Figures that look into the cases themselves: hardship (§4.3), legal coverage (§4.5), the books (§4.8). Read once, computed by shared/kpi. */
import type { CaseFigure } from '../../../../shared/bridge/figures.ts';
import { fundFigures } from '../../../../shared/kpi/fund.ts';
import { hardshipFigures } from '../../../../shared/kpi/hardship.ts';
import { legalCoverage } from '../../../../shared/kpi/legal-coverage.ts';
import type { Measured } from '../../../../shared/kpi/measure.ts';
import type { Share } from '../../../../shared/kpi/share.ts';
import { recordType } from '../../../../shared/records/registry.ts';
import { findPlain } from '../../documents/stored-documents.ts';
import { unaidedRows } from '../hearts/unaided.ts';
import { readScope } from '../lists/read-scope.ts';
import type { ProfileContext } from '../profile/context.ts';
import { tableOf } from '../profile/type-tables.ts';

const most = 50_000;

interface Period {
  readonly from: string;
  readonly to: string;
}

/** By the type whose group they stand in; a type that this person may not read is left out by the caller. */
export async function caseFigures(
  context: ProfileContext,
  type: string,
  period: Period,
): Promise<readonly CaseFigure[]> {
  if (type === 'hardship_case') return ofHardship(context, period);
  if (type === 'legal_case') return ofLegal(context, period.to);
  return type === 'ledger_entry' ? ofTheBooks(context, Number(period.to.slice(0, 4))) : [];
}

async function ofHardship(context: ProfileContext, period: Period): Promise<CaseFigure[]> {
  const households = await context.store.read.all<{ id: string }>(
    `SELECT id FROM p_household WHERE ${scopeOf(context, 'household').sql} AND standing = 'active' AND instr(',' || tags || ',', ',hardship,') > 0 LIMIT ${most}`,
    scopeOf(context, 'household').params,
  );
  const found = hardshipFigures(
    (await all(context, 'hardship_case')) as never,
    households.map(({ id }) => id),
    period,
  );
  const { fenPerHousehold: fen } = found;
  return [
    ofShare('covered', found.covered),
    ofShare('decidedInTime', found.decidedInTime),
    ofShare('paidInTime', found.paidInTime),
    ofShare('followedUp', found.followedUp),
    ofShare('outOfHardship', found.outOfHardship),
    ofShare('referred', found.referred),
    { key: 'fenPerHousehold', unit: 'fen', value: fen, numerator: fen ?? 0, denominator: null },
    ...(await ofUnaided(context)),
  ];
}

/** 应救未救, as of now; a list of names, not rows of one table. */
async function ofUnaided(context: ProfileContext): Promise<CaseFigure[]> {
  const found = await unaidedRows(context);
  if (!found.ok) return [];
  const count = found.value.rows.length;
  return [{ key: 'unaided', unit: 'count', value: count, numerator: count, denominator: null }];
}

async function ofLegal(context: ProfileContext, today: string): Promise<CaseFigure[]> {
  const [enterprises, resources, touches] = await Promise.all([
    all(context, 'enterprise'),
    all(context, 'legal_resource'),
    all(context, 'legal_touch'),
  ]);
  const found = legalCoverage(
    enterprises as never,
    resources.map(({ data }) => data) as never,
    touches.map(({ data }) => data) as never,
    today,
  );
  return (['headline', 'assigned', 'touched'] as const).map((key) => ofMeasure(key, found[key]));
}

async function ofTheBooks(context: ProfileContext, year: number): Promise<CaseFigure[]> {
  const [entries, donations] = await Promise.all([
    all(context, 'ledger_entry'),
    all(context, 'donation'),
  ]);
  const restricted = new Map(
    donations.flatMap(({ id, data }) =>
      data['restricted'] === true && typeof data['purposeKind'] === 'string'
        ? [[id, data['purposeKind']] as const]
        : [],
    ),
  );
  const found = fundFigures(entries as never, year, restricted);
  return [
    ...Object.entries(found.bySource).map(([source, { used }]) => ofShare(`used_${source}`, used)),
    ofShare('vouchers', found.vouchers),
    ofShare('restrictedFits', found.restrictedFits),
  ];
}

async function all(context: ProfileContext, type: string) {
  const scope = scopeOf(context, type);
  const rows = await context.store.read.all<{ id: string }>(
    `SELECT id FROM ${tableOf(type)} WHERE ${scope.sql} LIMIT ${most}`,
    scope.params,
  );
  return findPlain(
    context.store,
    'records',
    rows.map(({ id }) => id),
  );
}

function scopeOf(context: ProfileContext, name: string) {
  const type = recordType(name);
  if (type === undefined) throw new Error(`no type ${name}`);
  return readScope(type, context.actor());
}

function ofShare(key: string, share: Share): CaseFigure {
  const { numerator, denominator, percent } = share;
  return { key, unit: 'percent', value: percent, numerator, denominator };
}

function ofMeasure(key: string, { value, numerator, denominator }: Measured): CaseFigure {
  return { key, unit: 'percent', value, numerator, denominator };
}
