/**
 * A whole street of synthetic records, ready to be stored: the same seed, day and staff give the same bytes on every machine.
 * Nobody in it can exist (domain.md §5.0, D-demo).
 */
import { formatBusinessNumber } from '../../ids/business-number.ts';
import type { Envelope, EventDoc } from '../../records/envelope.ts';
import { addDefects } from './defects.ts';
import { makeEnterprises, type Owner } from './enterprises.ts';
import { makeFamilies } from './families.ts';
import { latestMeetings, planNextVisits } from './follow-up.ts';
import { recordHardship } from './hardship.ts';
import { planHardship } from './plan-hardship.ts';
import { placeFamilies } from './home.ts';
import { linkNeeds } from './link-needs.ts';
import { makeTickets } from './tickets.ts';
import type { Ref } from '../../fields/kinds.ts';
import { createRecorder, demoLetter } from './recorder.ts';
import { memberId, personRef } from './people.ts';
import { recordOrganisations } from './organisations.ts';
import { recordCases } from './record-cases.ts';
import { recordOwners, recordRelations } from './relations.ts';
import {
  recordEnterprises,
  recordRegister,
  recordSuggestions,
  recordVisits,
  type RecordDeps,
} from './record-street.ts';
import type { StaffMember } from './staff.ts';
import type { StreetSpec } from './street-spec.ts';
import { freeSuggestionEntries, routeNeeds } from './suggestions.ts';
import { createTools } from './tools.ts';
import { makeVisits } from './visits.ts';

/** Households in need that nobody has opened a case for, so that 应救未救 has something to find (domain.md §4.3). */
const leftOut = 3;

export interface StreetOptions {
  readonly spec: StreetSpec;
  readonly seed: number;
  /** Business date up to which things have happened. */
  readonly today: string;
  /** From `streetStaff`, with the user ids that the district gave them. */
  readonly staff: readonly StaffMember[];
}

export interface Street {
  /** All of collection `records`. */
  readonly records: readonly Envelope[];
  readonly events: readonly EventDoc[];
}

/** Throws when the staff lacks an officer, a lead or a liaison. */
export function generateStreet({ spec, seed, today, staff }: StreetOptions): Street {
  const tools = createTools(spec, seed, today);
  const prefix = `demo${spec.unit.slice(-3)}`;
  const officer = staffWith(staff, 'O');
  const lead = staffWith(staff, 'H');
  const liaisons = staff.filter(({ roles }) => roles.includes('L'));
  if (liaisons.length === 0) throw new RangeError('a street needs liaisons');

  const { families, loners } = makeFamilies(tools, spec);
  addDefects(tools, families, loners);
  const homes = placeFamilies(
    { tools, prefix, liaisons, hardshipHouseholds: spec.hardshipHouseholds + leftOut },
    families,
  );
  const enterprises = makeEnterprises(tools, spec, prefix, ownersOf(prefix, homes), liaisons);
  const routed = routeNeeds(
    tools,
    makeVisits({ tools, spec, prefix, homes, enterprises, officer, lead, liaisons }),
  );
  const caseDeps = { spec, seed, today, prefix, enterprises, officer, lead, liaisons };
  const tickets = makeTickets(caseDeps);
  const hardship = planHardship({ spec, prefix, today }, homes, seed);
  const linked = linkNeeds(routed.visits, [
    ...hardship.map(({ home, begin, facts }) => ({
      id: facts.id,
      type: 'hardship_case' as const,
      subject: home.id,
      label: home.ref.label,
      on: begin,
    })),
    ...tickets.map(({ id, registeredOn, data }) => ({
      id,
      type: 'ticket' as const,
      subject: (data['enterprise'] as Ref).id,
      label: String(data['title']),
      on: registeredOn,
    })),
  ]);
  const visits = planNextVisits(
    tools,
    linked.visits,
    Math.max(2, Math.round(spec.householdVisits / 30)),
  );
  const suggestions = [
    ...routed.suggestions,
    ...freeSuggestionEntries(tools, prefix, spec.suggestions, homes, officer),
  ];

  const recorder = createRecorder(spec.unit);
  const deps: RecordDeps = {
    tools,
    spec,
    prefix,
    recorder,
    officer,
    lead,
    meetings: latestMeetings(visits),
    number: numbering(spec.unit),
  };
  recordRegister(deps, homes, loners);
  recordEnterprises(deps, enterprises);
  recordVisits(deps, visits);
  recordSuggestions(deps, suggestions);
  const lawyer = staff.find(({ roles }) => roles.includes('W'));
  recordCases({ ...caseDeps, lawyer, recorder, number: deps.number }, tickets, linked.origins);
  recordHardship(deps, hardship, linked.origins);
  recordRelations(deps, homes);
  recordOwners(deps, homes, enterprises);
  recordOrganisations(deps, homes, enterprises);
  return { records: recorder.records, events: recorder.events };
}

/** Grown-up members who could have founded something, returned students first among them. */
function ownersOf(prefix: string, homes: ReturnType<typeof placeFamilies>): Owner[] {
  const owners = homes.flatMap(({ id, family }) =>
    family.members.flatMap((member, index): Owner[] =>
      member.age >= 28 && member.age <= 70
        ? [
            {
              ref: personRef(memberId(id, index), member),
              returnee: member.identity === 'hg',
              relativesAbroad: family.abroad.length > 0,
            },
          ]
        : [],
    ),
  );
  if (owners.length === 0) throw new RangeError(`nobody in ${prefix} can own an enterprise`);
  return owners;
}

function staffWith(staff: readonly StaffMember[], role: 'O' | 'H'): StaffMember {
  const found = staff.find(({ roles }) => roles.includes(role));
  if (found === undefined) throw new RangeError(`a street needs somebody with role ${role}`);
  return found;
}

function numbering(unit: string): (kind: string, day: string) => string {
  const last = new Map<string, number>();
  return (kind, day) => {
    const key = `${kind}${day.slice(0, 4)}`;
    const sequence = (last.get(key) ?? 0) + 1;
    last.set(key, sequence);
    return formatBusinessNumber({
      kind,
      year: Number(day.slice(0, 4)),
      unit: unit.slice(-3),
      device: demoLetter,
      sequence,
    });
  };
}
