/**
 * 应救未救: what in the register says that a household may need aid, and since when (domain.md §4.3 "hardship-rule hits with no case
 * 60 cd"). The rules are ours and 待确认; the list only shows, a person decides.
 */
import { addDays } from '../calendar/day.ts';

export const hardshipSigns = ['tagged', 'alone_aged', 'hard_visit', 'low_income'] as const;
export type HardshipSign = (typeof hardshipSigns)[number];

export interface HouseholdFacts {
  readonly tags: readonly string[];
  /** The day on which the household got the tag; a tag without one counts from `known`. */
  readonly taggedOn: Readonly<Record<string, string>>;
  /** When the household came onto the register. */
  readonly known: string;
  readonly visits: readonly { readonly on: string; readonly kind: string }[];
  readonly cases: readonly {
    readonly appliedOn: string;
    /** Null while the case is open. */
    readonly endedOn: string | null;
    readonly lowIncome: string;
  }[];
}

export interface Sign {
  readonly sign: HardshipSign;
  readonly since: string;
}

/** A visit says something about need for so long; aid counts for so long (§4.3: 365 cd). */
const yearDays = 365;
const needy = new Set(['hardship', 'urgent']);
const poor = new Set(['db', 'tk', 'dby', 'gx']);

/** Each sign with the day from which it counts: never before the aid of the last case has run out. Pure. */
export function signsOf(household: HouseholdFacts, today: string): readonly Sign[] {
  const { tags, taggedOn, known, visits, cases } = household;
  const ends = cases.flatMap(({ endedOn }) => (endedOn === null ? [] : [endedOn])).toSorted();
  const last = ends.at(-1);
  const aidedUntil = last === undefined ? '' : addDays(last, yearDays);
  const onTag = (tag: string) => taggedOn[tag] ?? known;
  const hard = visits
    .filter(({ kind, on }) => needy.has(kind) && on > addDays(today, -yearDays) && on <= today)
    .map(({ on }) => on)
    .toSorted();
  const [firstHard] = hard;
  const wasPoor = cases.some(({ endedOn, lowIncome }) => endedOn === last && poor.has(lowIncome));
  const found: readonly (Sign | null)[] = [
    tags.includes('hardship') ? { sign: 'tagged', since: onTag('hardship') } : null,
    tags.includes('alone') && tags.includes('aged')
      ? { sign: 'alone_aged', since: [onTag('alone'), onTag('aged')].toSorted().at(-1) ?? known }
      : null,
    firstHard === undefined ? null : { sign: 'hard_visit', since: firstHard },
    last !== undefined && wasPoor ? { sign: 'low_income', since: last } : null,
  ];
  return found
    .filter((each): each is Sign => each !== null)
    .map((each) => (each.since < aidedUntil ? { ...each, since: aidedUntil } : each));
}

/** Signs that have stood for so many days while no case was applied for or open. Empty: nothing to do. */
export function unaidedSigns(
  household: HouseholdFacts,
  { today, days }: { readonly today: string; readonly days: number },
): readonly Sign[] {
  if (household.cases.some(({ endedOn }) => endedOn === null)) return [];
  return signsOf(household, today)
    .filter(({ since }) => since <= addDays(today, -days))
    .filter(({ since }) => household.cases.every(({ appliedOn }) => appliedOn < since));
}
