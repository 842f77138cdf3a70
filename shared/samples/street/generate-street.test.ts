import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '../../calendar/day.ts';
import { businessDateOf } from '../../calendar/time-zone.ts';
import {
  envelopeSchema,
  eventSchema,
  type Envelope,
  type PlainData,
} from '../../records/envelope.ts';
import {
  districtDepartments,
  unitDepartments,
} from '../../records/department/first-departments.ts';
import { recordType } from '../../records/registry.ts';
import { cleanData, validateRecord } from '../../records/validate.ts';
import { surnameOf } from '../../text/compound-surnames.ts';
import { isBlockedName } from '../demo-names.ts';
import { generateStreet, type Street } from './generate-street.ts';
import { communityRecords } from './masters.ts';
import { streetCommunities, streetStaff } from './staff.ts';
import { contradictions, type Known } from '../../records/relation/contradictions.ts';
import { qualifies } from '../../records/relation/kin.ts';
import type { RelationData } from '../../records/relation/schema.ts';
import { gulin, registerSize, smallStreet, wangchun, type StreetSpec } from './street-spec.ts';
import { isBeforeSpringFestival } from './visit-days.ts';

const today = '2026-11-23';
const make = (spec: StreetSpec, seed = 1, day = today): Street =>
  generateStreet({ spec, seed, today: day, staff: streetStaff(spec, seed) });
const ofType = (street: Street, type: string): readonly Envelope[] =>
  street.records.filter((record) => record.type === type);
const asData = (value: unknown) => value as PlainData;

describe.each([wangchun, gulin])('$name at street scale', (spec) => {
  const street = make(spec);
  // Relatives abroad of whom only the name is kept are nobody's entry in the register.
  const persons = ofType(street, 'person').filter(({ data }) => data['thin'] !== true);
  const households = ofType(street, 'household');
  const visits = ofType(street, 'visit');
  const byId = new Map(street.records.map((record) => [record.id, record]));

  it('has the volumes of the register', () => {
    expect(persons).toHaveLength(registerSize(spec));
    expect(households).toHaveLength(spec.households);
    expect(ofType(street, 'enterprise')).toHaveLength(spec.enterprises);
    expect(visits).toHaveLength(spec.householdVisits + spec.enterpriseVisits);
    expect(ofType(street, 'suggestion').length).toBeGreaterThan(spec.suggestions);
    const identities = persons.map(
      (person) => asData((person.data['identities'] as unknown[])[0])['identity'] as string,
    );
    for (const [identity, count] of Object.entries(spec.persons))
      expect([identity, identities.filter((each) => each === identity).length]).toEqual([
        identity,
        count,
      ]);
  });

  it('is valid down to each record, but only as demo data', () => {
    const context = { now: `${today}T10:00:00.000Z`, today, isDemo: true };
    let refusedAsReal = 0;
    for (const record of street.records) {
      const type = recordType(record.type);
      if (type === undefined) throw new Error(record.type);
      const errors = validateRecord(type, record.data, context).filter(
        ({ severity }) => severity === 'error',
      );
      expect([record.id, errors]).toEqual([record.id, []]);
      expect(cleanData(type.fields, record.data)).toEqual(record.data);
      expect(envelopeSchema.safeParse(record).success).toBe(true);
      expect(record.isDemo).toBe(true);
      if (
        validateRecord(type, record.data, { ...context, isDemo: false }).some(
          ({ severity }) => severity === 'error',
        )
      )
        refusedAsReal += 1;
    }
    expect(refusedAsReal).toBeGreaterThan(persons.length / 3);
    for (const event of street.events) expect(eventSchema.safeParse(event).success).toBe(true);
  });

  it('has unique ids and references that lead somewhere', () => {
    expect(byId.size).toBe(street.records.length);
    expect(new Set(street.events.map(({ id }) => id)).size).toBe(street.events.length);
    expect(new Set(street.events.map(({ deviceSeq }) => deviceSeq)).size).toBe(
      street.events.length,
    );
    const users = new Set(streetStaff(spec, 1).map(({ userId }) => userId));
    const directory = [...districtDepartments(), ...unitDepartments(spec.unit)];
    const departments = new Set(directory.map(({ id }) => id));
    const codes = new Set(['', ...streetCommunities(spec).map(({ code }) => code)]);
    for (const record of street.records) {
      expect(codes.has(record.community)).toBe(true);
      for (const { type, id, label } of referencesIn(record.data)) {
        if (type === 'user') expect(users.has(id)).toBe(true);
        else if (type === 'department') expect(departments.has(id)).toBe(true);
        else expect([id, byId.get(id)?.type]).toEqual([id, type]);
        const target = byId.get(id);
        if (target !== undefined && type !== 'suggestion')
          expect(recordType(type)?.label(target.data)).toBe(label);
      }
    }
    for (const event of street.events)
      expect(byId.get(event.recordId)?.type).toBe(event.recordType);
  });

  it('has families that make sense', () => {
    for (const household of households) {
      const members = persons.filter(
        ({ data }) => asData(data['household'])?.['id'] === household.id,
      );
      const atHome = members.filter(({ data }) => data['liveCountry'] === 'CHN');
      expect(atHome.filter(({ data }) => data['householdRole'] === 'head')).toHaveLength(1);
      expect(
        atHome.filter(({ data }) => data['householdRole'] === 'spouse').length,
      ).toBeLessThanOrEqual(1);
      const head = atHome.find(({ data }) => data['householdRole'] === 'head');
      const spouse = atHome.find(({ data }) => data['householdRole'] === 'spouse');
      const surnames = [head, spouse].flatMap((person) =>
        person === undefined ? [] : [surnameOf(String(person.data['nameCn']))],
      );
      for (const { data } of members) {
        const role = String(data['householdRole']);
        const gap =
          Number(String(data['birth']).slice(0, 4)) -
          Number(String(head?.data['birth']).slice(0, 4));
        if (role === 'son' || role === 'daughter')
          expect([role, gap >= 18 && gap <= 40]).toEqual([role, true]);
        if (role === 'father' || role === 'mother') expect(gap <= -20).toBe(true);
        if (role === 'son' || role === 'daughter' || role === 'grandchild')
          expect(surnames).toContain(surnameOf(String(data['nameCn'])));
      }
    }
    for (const { data } of persons) expect(isBlockedName(String(data['nameCn']))).toBe(false);
  });

  it('has relations that fit one another, most relatives among them, and organisations of every kind', () => {
    const relations = ofType(street, 'relation').map(({ data }) => data as unknown as RelationData);
    const everybody = new Map(ofType(street, 'person').map(({ id, data }) => [id, data]));
    const byEnd = new Map<string, RelationData[]>();
    for (const relation of relations)
      for (const { id } of [relation.from, relation.to])
        byEnd.set(id, [...(byEnd.get(id) ?? []), relation]);
    for (const relation of relations) {
      const others = [relation.from, relation.to]
        .flatMap(({ id }) => byEnd.get(id) ?? [])
        .filter((other) => other !== relation);
      const known = (id: string) => everybody.get(id) as Known | undefined;
      expect(contradictions(relation, { known, others }).map(({ code }) => code)).toEqual([]);
    }
    const founded = new Set(relations.filter(qualifies).map(({ from }) => from.id));
    const relatives = persons.filter(({ data }) =>
      ['qj', 'gaj', 'lxj'].includes(
        String(asData((data['identities'] as unknown[])[0])['identity']),
      ),
    );
    const missing = relatives.filter(({ id }) => !founded.has(id)).length / relatives.length;
    expect(missing).toBeGreaterThan(0.05);
    expect(missing).toBeLessThan(0.25);
    expect(new Set(ofType(street, 'org').map(({ data }) => data['kind'])).size).toBe(8);
    expect(ofType(street, 'org').filter(({ data }) => data['standing'] === 'overdue').length).toBe(
      2,
    );
  });

  it('has 归侨 between 72 and 95', () => {
    for (const { data } of persons) {
      if (asData((data['identities'] as unknown[])[0])['identity'] !== 'gq') continue;
      const age = daysBetween(String(data['birth']), today) / 365.2425;
      expect(age).toBeGreaterThanOrEqual(72);
      expect(age).toBeLessThan(96.01);
    }
  });

  it('has the deliberate defects', () => {
    const share = (count: number, of: number) => count / of;
    const stale = persons.filter(
      ({ data }) => String(data['verifiedOn']) < addDays(today, -365),
    ).length;
    expect(share(stale, persons.length)).toBeGreaterThan(0.12);
    expect(share(stale, persons.length)).toBeLessThan(0.26);
    const abroad = persons.filter(({ data }) => data['liveState'] === 'abroad');
    const unplaced = abroad.filter(({ data }) => data['household'] === undefined).length;
    expect(share(unplaced, abroad.length)).toBeCloseTo(0.09, 1);
    expect(persons.some(({ data }) => /[䶮𬭩㛃]/u.test(String(data['nameCn'])))).toBe(true);
    expect(persons.some(({ data }) => String(data['birth']).endsWith('-02-29'))).toBe(true);
    expect(persons.some(({ data }) => String(data['birth']).length === 4)).toBe(true);
    const names = new Map<string, number>();
    for (const { data } of persons) {
      if (data['liveCountry'] !== 'CHN') continue;
      const key = `${String(data['nameCn'])} ${String(data['birth'])}`;
      names.set(key, (names.get(key) ?? 0) + 1);
    }
    expect([...names.values()].filter((count) => count > 1).length).toBeGreaterThanOrEqual(8);
  });

  it('has a year of visits with the rush before 春节, and work that is still open', () => {
    const days = visits.map(({ data }) => businessDateOf(String(data['visitAt'])));
    expect(days.every((day) => day < today && day >= addDays(today, -366))).toBe(true);
    const rush = days.filter((day) => isBeforeSpringFestival(day, today)).length / days.length;
    expect(rush).toBeGreaterThan(0.32);
    expect(rush).toBeLessThan(0.46);
    const states = new Set(visits.map(({ state }) => state));
    expect(states).toEqual(new Set(['confirmed', 'submitted', 'returned']));
    const dueSoon = visits.filter(
      ({ data }) => typeof data['nextOn'] === 'string' && data['nextOn'] <= addDays(today, 7),
    );
    expect(dueSoon.length).toBeGreaterThanOrEqual(5);
    expect(dueSoon.length).toBeLessThanOrEqual(20);
    for (const { recordId, kind, actor, data } of street.events) {
      const visit = byId.get(recordId);
      if (kind !== 'transition' || visit?.type !== 'visit' || data['action'] !== 'confirm')
        continue;
      expect(
        referencesIn({ visitors: visit.data['visitors'], recorder: visit.data['recorder'] }).map(
          ({ id }) => id,
        ),
      ).not.toContain(actor);
    }
  });

  it('spends about what such a street spends on gifts', () => {
    const fen = visits
      .flatMap(({ data }) => (data['gifts'] as { amount: number }[] | undefined) ?? [])
      .reduce((sum, { amount }) => sum + amount, 0);
    expect(fen).toBeGreaterThan(30_000_00);
    expect(fen).toBeLessThan(110_000_00);
  });
});

describe('the generator', () => {
  it('gives the same bytes for the same seed, and other people for another', () => {
    const spec = smallStreet(wangchun);
    expect(JSON.stringify(make(spec, 5))).toBe(JSON.stringify(make(spec, 5)));
    expect(JSON.stringify(make(spec, 5))).not.toBe(JSON.stringify(make(spec, 6)));
  });

  it('makes small streets of any seed, on any day', () => {
    for (let seed = 1; seed <= 25; seed += 1) {
      const day = addDays('2026-01-05', seed * 41);
      const spec = smallStreet(seed % 2 === 0 ? wangchun : gulin);
      const context = { now: `${day}T10:00:00.000Z`, today: day, isDemo: true };
      for (const record of make(spec, seed, day).records) {
        const type = recordType(record.type);
        const errors =
          type === undefined
            ? ['type']
            : validateRecord(type, record.data, context).filter(
                ({ severity }) => severity === 'error',
              );
        expect([seed, record.id, errors]).toEqual([seed, record.id, []]);
      }
    }
  });

  it('shares no telephone, credit code or id between two streets', () => {
    const [one, two] = [make(wangchun), make(gulin)];
    const marks = (street: Street) =>
      street.records.flatMap(({ id, data }) =>
        [id, data['phone'], data['uscc'], data['contactPhone']].filter(
          (each) => each !== undefined,
        ),
      );
    const seen = new Set(marks(one));
    expect(marks(two).filter((mark) => seen.has(mark))).toEqual([]);
  });

  it('makes communities as valid masters', () => {
    const records = communityRecords(wangchun, '2026-01-01T00:00:00.000Z', 'admin');
    expect(records).toHaveLength(9);
    expect(records[0]).toMatchObject({
      id: '330203008001',
      data: { name: '演示一社区', kind: 'community' },
    });
    for (const record of records) {
      const type = recordType('unit');
      expect(
        type &&
          validateRecord(type, record.data, { now: `${today}T10:00:00.000Z`, today, isDemo: true }),
      ).toEqual([]);
      expect(envelopeSchema.safeParse(record).success).toBe(true);
    }
  });
});

interface Reference {
  readonly type: string;
  readonly id: string;
  readonly label: string;
}

function referencesIn(value: unknown): Reference[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (typeof value !== 'object' || value === null) return [];
  if ('type' in value && 'id' in value && 'label' in value) return [value as Reference];
  return Object.values(value).flatMap(referencesIn);
}
