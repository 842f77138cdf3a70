/** `network.tiers`: 三级组织网 (S45, S91): places × tiers, with what is missing in plain sight. */
import type { Output } from '../../../../shared/bridge/contract.ts';
import { can } from '../../../../shared/access/can.ts';
import { isDistrictActor } from '../../../../shared/access/actor.ts';
import { coverageOf } from '../../../../shared/network/tiers.ts';
import { ok } from '../../../../shared/result.ts';
import { denied, findType, type Answer } from '../answer.ts';
import { readScope } from '../lists/read-scope.ts';
import type { ProfileContext } from '../profile/context.ts';
import { communityKinds, divisionKinds, placesOf } from './places.ts';

type Board = Extract<Output<'network.tiers'>, { ok: true }>['value'];

export async function tiersBoard(context: ProfileContext): Promise<Answer<Board>> {
  const type = findType('org');
  if (!type.ok) return type;
  const actor = context.actor();
  const allowed = can(actor, 'read', type.value, actor);
  if (!allowed.allow) return denied(allowed.reason);
  const scope = readScope(type.value, actor);
  const by = isDistrictActor(actor) ? 'unit' : 'community';
  const [places, orgs] = await Promise.all([
    placesOf(context),
    context.store.read.remembered<{
      unit: string;
      community: string | null;
      tier: string;
      kind: string;
      n: number;
    }>(
      `SELECT unit, community, tier, kind, count(*) AS n FROM p_org AS list WHERE ${scope.sql} AND standing = 'normal' GROUP BY unit, community, tier, kind LIMIT 20000`,
      scope.params,
    ),
  ]);
  const wanted = places.filter(({ kind, parent, code }) =>
    by === 'unit'
      ? (divisionKinds as readonly string[]).includes(kind) || kind === 'park'
      : communityKinds.includes(kind) &&
        parent === actor.unit &&
        (actor.community === '' || actor.community === code),
  );
  const own = by === 'community' ? places.filter(({ code }) => code === actor.unit) : [];
  const rows = [...own, ...wanted].map(({ code, name, kind }) => {
    const here = orgs.filter(({ unit, community }) =>
      // A street's own row holds what belongs to no community of it.
      code.length === 12
        ? community === code
        : unit === code && (by === 'unit' || community === null || community === ''),
    );
    return {
      place: code,
      name,
      kind,
      tiers: summed(here, ({ tier }) => tier),
      kinds: summed(here, (each) => each.kind),
    };
  });
  const units = by === 'unit' ? rows : [];
  const communities = places.filter(
    ({ kind, parent }) => communityKinds.includes(kind) && (by === 'unit' || parent === actor.unit),
  );
  const reached = new Set(orgs.map(({ community }) => community ?? ''));
  const covered = communities.filter(({ code }) => reached.has(code)).length;
  return ok({
    by,
    rows,
    streets: coverageOf(units, ['street']),
    all: coverageOf(units, divisionKinds),
    communities: {
      covered,
      of: communities.length,
      share:
        communities.length === 0 ? null : Math.round((covered * 10_000) / communities.length) / 100,
    },
  });
}

function summed<T extends { readonly n: number }>(
  rows: readonly T[],
  keyOf: (row: T) => string,
): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const row of rows) sum[keyOf(row)] = (sum[keyOf(row)] ?? 0) + row.n;
  return sum;
}
