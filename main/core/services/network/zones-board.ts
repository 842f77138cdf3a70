/** `network.zones`: 片区画像 (S22–S25): figures by zone, over the map of units that the district keeps. */
import type { Output } from '../../../../shared/bridge/contract.ts';
import { can } from '../../../../shared/access/can.ts';
import { claimsOf, type ZoneFigures } from '../../../../shared/network/zones.ts';
import { recordType } from '../../../../shared/records/registry.ts';
import { ok } from '../../../../shared/result.ts';
import { denied, findType, type Answer } from '../answer.ts';
import { readScope } from '../lists/read-scope.ts';
import { checkContextOf, type ProfileContext } from '../profile/context.ts';
import { tableOf } from '../profile/type-tables.ts';
import { divisionKinds, placesOf } from './places.ts';

type Board = Extract<Output<'network.zones'>, { ok: true }>['value'];
type Sums = Readonly<Record<string, number>> & { readonly unit: string };

const nothing = {
  persons: 0,
  old: 0,
  young: 0,
  enterprises: 0,
  aboveScale: 0,
  ecommerce: 0,
  startups: 0,
  donations: 0,
  donated: 0,
};

export async function zonesBoard(context: ProfileContext): Promise<Answer<Board>> {
  const person = findType('person');
  if (!person.ok) return person;
  const actor = context.actor();
  const allowed = can(actor, 'read', person.value, actor);
  if (!allowed.allow) return denied(allowed.reason);
  const [places, ...sums] = await Promise.all([
    placesOf(context),
    sumsOf(
      context,
      'person',
      `count(*) AS persons, sum(qiao_gen = 'old') AS old, sum(qiao_gen = 'new') AS young`,
      `live_state IN ('in', 'back', 'abroad') AND coalesce(thin, 0) = 0`,
    ),
    sumsOf(
      context,
      'enterprise',
      `count(*) AS enterprises, coalesce(sum(above_scale = 1), 0) AS aboveScale, coalesce(sum(ecommerce = 1), 0) AS ecommerce, coalesce(sum(kind LIKE '%hg%'), 0) AS startups`,
      `standing = 'active'`,
    ),
    sumsOf(
      context,
      'donation',
      'count(*) AS donations, coalesce(sum(cash_fen), 0) AS donated',
      `state IN ('received', 'reported')`,
    ),
  ]);
  const branded = await sumsOf(context, 'unit_brand', 'count(*) AS brands', `standing = 'active'`);
  const slogans = await slogansOf(context);
  const figures = new Map<
    string,
    ZoneFigures & { units: string[]; branded: number; divisions: number; slogan: string }
  >();
  for (const { code, name, kind, zone } of places) {
    if (!(divisionKinds as readonly string[]).includes(kind)) continue;
    const known = figures.get(zone) ?? {
      zone,
      units: [],
      branded: 0,
      divisions: 0,
      slogan: slogans.get(zone) ?? '',
      ...nothing,
    };
    const own = Object.assign({}, ...sums.map((rows) => rows.get(code) ?? {})) as Partial<
      typeof nothing
    >;
    const added = Object.fromEntries(
      Object.entries(nothing).map(([key]) => [
        key,
        (known[key as keyof typeof nothing] ?? 0) + (own[key as keyof typeof nothing] ?? 0),
      ]),
    );
    figures.set(zone, {
      ...known,
      ...(added as typeof nothing),
      units: [...known.units, name],
      branded: known.branded + Number(branded.has(code)),
      divisions: known.divisions + 1,
    });
  }
  const order = ['east', 'middle', 'west', ''];
  const zones = [...figures.values()].toSorted(
    (a, b) => order.indexOf(a.zone) - order.indexOf(b.zone),
  );
  return ok({
    asOf: checkContextOf(context).today,
    zones,
    claims: [...claimsOf(zones.filter(({ zone }) => zone !== ''))],
  });
}

async function slogansOf(context: ProfileContext): Promise<ReadonlyMap<string, string>> {
  const rows = await context.store.read.all<{ zone: string; slogan: string }>(
    'SELECT zone, slogan FROM p_zone_profile ORDER BY zone LIMIT 20',
    [],
  );
  return new Map(rows.map(({ zone, slogan }) => [zone, slogan]));
}

/** Nothing where this person may not see the books. */
async function sumsOf(
  context: ProfileContext,
  name: string,
  select: string,
  where: string,
): Promise<ReadonlyMap<string, Sums>> {
  const type = recordType(name);
  if (type === undefined || !can(context.actor(), 'read', type, context.actor()).allow)
    return new Map();
  const scope = readScope(type, context.actor());
  const rows = await context.store.read.remembered<Sums>(
    `SELECT unit, ${select} FROM ${tableOf(name)} AS list WHERE ${scope.sql} AND ${where} GROUP BY unit LIMIT 1000`,
    scope.params,
  );
  return new Map(rows.map((row) => [row.unit, row]));
}
