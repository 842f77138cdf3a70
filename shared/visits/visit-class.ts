/** Which visit rule a subject falls under (domain.md §2.3 E17, §1.2). One door is one visit: whoever lives behind it, the strictest class decides. */
import { parameterOf, type ParameterKey } from '../parameters/parameters.ts';

export const visitClasses = [
  'hardship',
  'elder',
  'key',
  'above_scale',
  'enterprise',
  'watch',
  'ordinary',
] as const;
export type VisitClass = (typeof visitClasses)[number];

const elderAge = 80;

export interface PersonFacts {
  readonly segment: string;
  /** Any of the person's identities is that of a returned overseas Chinese (归侨). */
  readonly isReturnee: boolean;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly birth: string;
}

export function classOfPerson(person: PersonFacts, today: string): VisitClass {
  if (person.isReturnee && ageOf(person.birth, today) >= elderAge) return 'elder';
  if (person.segment === 'A') return 'key';
  return person.segment === 'B' ? 'watch' : 'ordinary';
}

/** Tags of the household first, then its members. */
export function classOfHousehold(
  tags: readonly string[],
  members: readonly PersonFacts[],
  today: string,
): VisitClass {
  const own: VisitClass[] = [
    ...(tags.includes('hardship') ? (['hardship'] as const) : []),
    ...(tags.includes('key') ? (['key'] as const) : []),
  ];
  const all = new Set([...own, ...members.map((member) => classOfPerson(member, today))]);
  return visitClasses.find((each) => all.has(each)) ?? 'ordinary';
}

export function classOfEnterprise(isAboveScale: boolean): VisitClass {
  return isAboveScale ? 'above_scale' : 'enterprise';
}

/** Calendar days from one visit to the next: the district's figure, else the default of E17 (待确认). */
export function cadenceOf(
  visitClass: VisitClass,
  context: { readonly parameter?: (key: ParameterKey) => number } = {},
): number {
  return parameterOf(context, `visit_days_${visitClass}`);
}

/** Full years; an incomplete date counts from its last possible day, so that nobody is made older than they are. */
function ageOf(birth: string, today: string): number {
  const [year = '', month = '12', day = '31'] = birth.split('-');
  if (year === '') return 0;
  const had = `${month}-${day}` <= today.slice(5);
  return Number(today.slice(0, 4)) - Number(year) - (had ? 0 : 1);
}
