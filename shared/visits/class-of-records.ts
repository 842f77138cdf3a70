/** The visit class of a subject from its record and the people behind its door (domain.md §2.3 E17). Pure. */
import type { Envelope } from '../records/envelope.ts';
import { asList } from '../records/columns.ts';
import {
  classOfEnterprise,
  classOfHousehold,
  classOfPerson,
  type PersonFacts,
  type VisitClass,
} from './visit-class.ts';

const atHome = new Set(['in', 'back']);

/** `members` are the persons who name the household; others are not looked at. An organisation is of no class (E17 names none for it). */
export function classOfRecords(
  subject: Envelope,
  members: readonly Envelope[],
  today: string,
): VisitClass | null {
  if (subject.type === 'org') return null;
  if (subject.type === 'enterprise') return classOfEnterprise(subject.data['aboveScale'] === true);
  if (subject.type === 'person') return classOfPerson(factsOf(subject), today);
  const tags = Array.isArray(subject.data['tags']) ? subject.data['tags'].map(String) : [];
  const people = members.filter(({ data }) => atHome.has(textOf(data['liveState'])));
  return classOfHousehold(tags, people.map(factsOf), today);
}

function factsOf({ data }: Envelope): PersonFacts {
  return {
    segment: textOf(data['segment']),
    isReturnee: asList(data['identities']).some(
      ({ identity, to }) => identity === 'gq' && to === undefined,
    ),
    birth: textOf(data['birth']),
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
