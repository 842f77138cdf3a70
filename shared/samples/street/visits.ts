/** A year of visits: who was seen, what was given, which needs came up. The last days are still open work. */
import { daysBetween } from '../../calendar/day.ts';
import type { Ref } from '../../fields/kinds.ts';
import type { VisitData } from '../../records/visit/schema.ts';
import { chance, pickOne, randomInt } from '../random.ts';
import type { EnterpriseEntry } from './enterprises.ts';
import type { Home } from './home.ts';
import { instantOf } from './recorder.ts';
import type { StaffMember } from './staff.ts';
import type { StreetSpec } from './street-spec.ts';
import { isBeforeSpringFestival, visitDays } from './visit-days.ts';
import type { Tools } from './tools.ts';
import { enterpriseFacts, householdFacts, userRef } from './visit-facts.ts';

export interface VisitEntry {
  readonly id: string;
  readonly day: string;
  readonly community: string;
  readonly state: 'submitted' | 'returned' | 'confirmed';
  readonly recorder: StaffMember;
  /** Who confirmed or returned it: never one of the visitors. */
  readonly checker: StaffMember;
  readonly data: VisitData;
}

export interface VisitDeps {
  readonly tools: Tools;
  readonly spec: StreetSpec;
  readonly prefix: string;
  readonly homes: readonly Home[];
  readonly enterprises: readonly EnterpriseEntry[];
  readonly officer: StaffMember;
  readonly lead: StaffMember;
  readonly liaisons: readonly StaffMember[];
}

type Subject =
  | { readonly home: Home; readonly ref: Ref; readonly community: string }
  | { readonly enterprise: EnterpriseEntry; readonly ref: Ref; readonly community: string };

export function makeVisits(deps: VisitDeps): VisitEntry[] {
  const { tools, spec } = deps;
  const planned = [
    ...visitDays(tools, spec.householdVisits).map((day, index) => ({
      day,
      subject: householdSubject(deps, day, index),
    })),
    ...visitDays(tools, spec.enterpriseVisits).map((day, index) => ({
      day,
      subject: enterpriseSubject(deps, index),
    })),
  ].toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  return planned.map(({ day, subject }, index) =>
    makeVisit(deps, day, subject, index, planned.length),
  );
}

/** Families in need are seen every quarter, the others in turn. */
function householdSubject({ tools, homes }: VisitDeps, day: string, index: number): Subject {
  const fresh = homes.filter(({ stale }) => !stale);
  const pool = fresh.length === 0 ? homes : fresh;
  const urgent = pool.filter(({ tags }) => tags.includes('hardship') || tags.includes('key'));
  const wanted =
    urgent.length > 0 &&
    chance(tools.random, isBeforeSpringFestival(day, tools.today) ? 0.08 : 0.16)
      ? urgent
      : pool;
  const home =
    wanted === urgent
      ? pickOne(tools.random, urgent)
      : (pool[(index * 7919) % pool.length] as Home);
  return { home, ref: home.ref, community: home.community };
}

function enterpriseSubject({ enterprises }: VisitDeps, index: number): Subject {
  const enterprise = enterprises[index % enterprises.length] as EnterpriseEntry;
  return { enterprise, ref: enterprise.ref, community: enterprise.data.community ?? '' };
}

function makeVisit(
  deps: VisitDeps,
  day: string,
  subject: Subject,
  index: number,
  total: number,
): VisitEntry {
  const { tools, officer, lead, liaisons } = deps;
  const liaison = liaisonOf(liaisons, subject.community);
  const companion = chance(tools.random, 0.8) ? officer : lead;
  const pair = chance(tools.random, 0.65) ? [liaison, companion] : [liaison];
  const facts =
    'home' in subject
      ? householdFacts(tools, subject.home, day, { pair, companion })
      : enterpriseFacts(tools, subject.enterprise, companion);
  const recorder = facts.visitors[0] as StaffMember;
  return {
    id: `${deps.prefix}-v${String(index + 1).padStart(4, '0')}`,
    day,
    community: subject.community,
    recorder,
    checker: facts.visitors.includes(officer) || recorder === officer ? lead : officer,
    state: stateOf(tools, day, total - 1 - index),
    data: {
      subject: subject.ref,
      visitAt: instantOf(day, randomInt(tools.random, 8, 16), randomInt(tools.random, 0, 11) * 5),
      ...facts.data,
      visitors: facts.visitors.map(userRef),
      recorder: userRef(recorder),
    },
  };
}

/** The liaison of a community; an enterprise without one is seen by the first. */
function liaisonOf(liaisons: readonly StaffMember[], code: string): StaffMember {
  const found = liaisons.find(({ community }) => community === code) ?? liaisons[0];
  if (found === undefined) throw new RangeError('a street needs liaisons');
  return found;
}

/** All but the last days are checked; one lies with its recorder again. `left` counts the visits after this one. */
function stateOf({ random, today }: Tools, day: string, left: number): VisitEntry['state'] {
  if (left === 3) return 'returned';
  if (left < 3) return 'submitted';
  return daysBetween(day, today) <= 6 && chance(random, 0.4) ? 'submitted' : 'confirmed';
}
