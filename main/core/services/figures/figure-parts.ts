/** What the figures that look into records share: reading them within one's scope, and the shape of an answer. */
import type { CaseFigure } from '../../../../shared/bridge/figures.ts';
import type { Measured } from '../../../../shared/kpi/measure.ts';
import type { Share } from '../../../../shared/kpi/share.ts';
import type { Envelope } from '../../../../shared/records/envelope.ts';
import { recordType } from '../../../../shared/records/registry.ts';
import { findPlain } from '../../documents/stored-documents.ts';
import { readScope } from '../lists/read-scope.ts';
import type { SqlPart } from '../lists/list-sql.ts';
import type { ProfileContext } from '../profile/context.ts';
import { tableOf } from '../profile/type-tables.ts';

export interface Period {
  readonly from: string;
  readonly to: string;
}

type Behind = NonNullable<CaseFigure['behind']>;

/** Records of one type that are looked into, and records that a list is limited to. */
const most = { records: 50_000, behind: 2000 };

/** All that this person may read and that the condition over the list table holds for. */
export async function recordsWhere(
  context: ProfileContext,
  type: string,
  where: SqlPart = { sql: '1', params: [] },
): Promise<readonly Envelope[]> {
  const scope = scopeOf(context, type);
  const rows = await context.store.read.all<{ id: string }>(
    `SELECT id FROM ${tableOf(type)} AS list WHERE ${scope.sql} AND ${where.sql} LIMIT ${most.records}`,
    [...scope.params, ...where.params],
  );
  return findPlain(
    context.store,
    'records',
    rows.map(({ id }) => id),
  );
}

export function scopeOf(context: ProfileContext, name: string): SqlPart {
  const type = recordType(name);
  if (type === undefined) throw new Error(`no type ${name}`);
  return readScope(type, context.actor());
}

/** The list of a type, limited to these records. */
export function theseOf(type: string, ids: readonly string[]): Behind {
  return { type, where: [{ column: 'id', op: 'in', value: ids.slice(0, most.behind) }] };
}

export function ofShare(key: string, share: Share, behind?: Behind): CaseFigure {
  const { numerator, denominator, percent } = share;
  return {
    key,
    unit: 'percent',
    value: percent,
    numerator,
    denominator,
    ...(behind === undefined ? {} : { behind }),
  };
}

export function ofMeasure(key: string, found: Measured): CaseFigure {
  const { value, numerator, denominator } = found;
  return { key, unit: 'percent', value, numerator, denominator };
}

/** A count or a sum; null is shown as "—". */
export function ofNumber(
  key: string,
  unit: 'count' | 'fen',
  value: number | null,
  behind?: Behind,
): CaseFigure {
  return {
    key,
    unit,
    value,
    numerator: value ?? 0,
    denominator: null,
    ...(behind === undefined ? {} : { behind }),
  };
}
