/** `stats.shares`: what the register counts as a share of totals from outside, each with its source and date (E13). */
import type { Output } from '../../../../shared/bridge/contract.ts';
import { can } from '../../../../shared/access/can.ts';
import { recordType } from '../../../../shared/records/registry.ts';
import { ok } from '../../../../shared/result.ts';
import { denied, type Answer } from '../answer.ts';
import { readScope } from '../lists/read-scope.ts';
import type { ProfileContext } from '../profile/context.ts';
import { tableOf } from '../profile/type-tables.ts';

type Shares = Extract<Output<'stats.shares'>, { ok: true }>['value'];

/** What of the register stands against the total; a metric that is not here is only shown. */
const own: Readonly<Record<string, { readonly type: string; readonly where: string }>> = {
  above_scale: { type: 'enterprise', where: "standing = 'active' AND above_scale = 1" },
  enterprises: { type: 'enterprise', where: "standing = 'active'" },
  population: { type: 'person', where: "live_state IN ('in', 'back')" },
  households: { type: 'household', where: "standing = 'active'" },
};

export async function outsideShares(context: ProfileContext): Promise<Answer<Shares>> {
  const type = recordType('ext_denominator');
  const actor = context.actor();
  const allowed = type === undefined ? null : can(actor, 'read', type, actor);
  if (allowed === null || !allowed.allow) return denied(allowed?.reason ?? 'no_role');
  // The newest year of each; of two of one year the later date.
  const rows = await context.store.read.all<Omit<Shares[number], 'own' | 'share'>>(
    `SELECT metric, year, value, source, as_of AS asOf FROM (
       SELECT *, row_number() OVER (PARTITION BY metric ORDER BY year DESC, as_of DESC) AS place
       FROM p_ext_denominator WHERE unit = ?
     ) WHERE place = 1 ORDER BY metric LIMIT 50`,
    [actor.unit],
  );
  const shares: Shares = [];
  for (const row of rows) {
    const counted = await countOwn(context, row.metric);
    const share =
      counted === null || row.value === 0 ? null : Math.round((counted * 10_000) / row.value) / 100;
    shares.push({ ...row, own: counted, share });
  }
  return ok(shares);
}

async function countOwn(context: ProfileContext, metric: string): Promise<number | null> {
  const what = own[metric];
  const type = recordType(what?.type ?? '');
  if (what === undefined || type === undefined) return null;
  const scope = readScope(type, context.actor());
  const [row] = await context.store.read.all<{ n: number }>(
    `SELECT count(*) AS n FROM ${tableOf(type.name)} AS list WHERE ${scope.sql} AND ${what.where}`,
    scope.params,
  );
  return row?.n ?? 0;
}
