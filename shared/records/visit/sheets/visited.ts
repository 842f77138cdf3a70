/** What the sheets of a visit say about whom it was to: household, person, enterprise or organisation. */
import { ageAt } from '../../../calendar/partial-date.ts';
import type { Reader } from '../../../prints/reader.ts';
import type { Sheet, SheetContext } from '../../../prints/sheet.ts';

const ofPerson = {
  nameCn: 'plain',
  sex: 'plain',
  birth: 'plain',
  phone: 'phone',
  liveAddr: 'plain',
  'identities.identity': 'plain',
} as const;

export const visitedFields: NonNullable<Sheet['related']> = {
  subject: {
    person: ofPerson,
    household: { name: 'plain', addr: 'plain', kind: 'plain' },
    enterprise: {
      name: 'plain',
      bizAddr: 'plain',
      contact: 'plain',
      contactPhone: 'phone',
      kind: 'plain',
    },
    org: { name: 'plain', address: 'plain', chair: 'plain', secretary: 'plain', kind: 'plain' },
  },
  'subject.head': { person: ofPerson },
};

export interface Visited {
  readonly name: string;
  readonly identity: string;
  readonly age: string;
  readonly phone: string;
  readonly address: string;
}

export function visitedOf(visit: Reader, { today }: Pick<SheetContext, 'today'>): Visited {
  const subject = visit.related('subject');
  const person = visit.related('subject.head') ?? subject;
  const name = visit.text('subject');
  if (subject?.type === 'enterprise')
    return {
      name,
      identity: subject.text('kind'),
      age: '',
      phone: [subject.text('contact'), subject.text('contactPhone')].filter(Boolean).join('　'),
      address: subject.text('bizAddr'),
    };
  if (subject?.type === 'org')
    return {
      name,
      identity: subject.text('kind'),
      age: '',
      // The register keeps no telephone of an organisation: whom to ask for is what it knows.
      phone: subject.text('chair') || subject.text('secretary'),
      address: subject.text('address'),
    };
  if (person?.type !== 'person')
    return { name, identity: '', age: '', phone: '', address: subject?.text('addr') ?? '' };
  return {
    name: subject?.type === 'household' ? `${name}（户主 ${person.text('nameCn')}）` : name,
    identity: identitiesOf(person),
    age: ageOf(person, today),
    phone: person.text('phone'),
    address: subject?.type === 'household' ? subject.text('addr') : person.text('liveAddr'),
  };
}

export function identitiesOf(person: Reader): string {
  const all = person.rows('identities').map((row) => row.text('identity'));
  return [...new Set(all)].join('、');
}

export function ageOf(person: Reader, today: string): string {
  const [birth] = person.keys('birth');
  const age = birth === undefined ? null : ageAt(birth, today);
  if (age === null) return '';
  return age.min === age.max ? String(age.min) : `${age.min}–${age.max}`;
}
