/** An office that holds a whole generated street, as if the district had sent it. */
import type { Actor } from '../../../../shared/access/actor.ts';
import type { Envelope } from '../../../../shared/records/envelope.ts';
import { generateStreet } from '../../../../shared/samples/street/generate-street.ts';
import { specsOf } from '../../../../shared/samples/street/scales.ts';
import { streetStaff } from '../../../../shared/samples/street/staff.ts';
import { writeStored } from '../../documents/stored-documents.ts';
import { openOffice, person, type Office } from './open-office.ts';

export interface StreetOffice {
  readonly office: Office;
  readonly records: readonly Envelope[];
  /** Of the street, with these roles. */
  someone(userId: string, roles: Actor['roles']): Actor;
}

/** The same street for the same seed; `today` of the data is the day on which the office's clock stands. */
export async function openStreet(seed: number, scale = 'street'): Promise<StreetOffice> {
  const [spec] = specsOf(scale as 'street');
  if (spec === undefined) throw new Error('no street');
  const staff = streetStaff(spec, seed);
  const { records } = generateStreet({ spec, seed, today: '2026-11-23', staff });
  const unit = records[0]?.unit ?? '';
  const office = await openOffice(person('officer', ['O', 'H'], { unit }));
  for (let from = 0; from < records.length; from += 500)
    await writeStored(
      office.context.store,
      'records',
      records.slice(from, from + 500).map((document) => ({ previous: undefined, document })),
      'replication-downstream-test',
    );
  return { office, records, someone: (userId, roles) => person(userId, roles, { unit }) };
}
