/**
 * Each gauge of 四清 over random registers of two streets (domain.md §4.1): what a street sees of itself is what the district sees of it
 * on the same day, a community's row is the same for whoever looks, and all are what the formula says of the records themselves.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personKeys } from '../../../../shared/duplicates/person-keys.ts';
import {
  completenessOf,
  freshUntil,
  isChecked,
} from '../../../../shared/four-clears/requirements.ts';
import { asList } from '../../../../shared/records/columns.ts';
import type { Envelope, PlainData } from '../../../../shared/records/envelope.ts';
import { qualifies } from '../../../../shared/records/relation/kin.ts';
import { createPinyinProPort } from '../../pinyin/pinyin-pro-port.ts';
import { listRecords } from '../lists/list-records.ts';
import { person as account, openOffice, value, type Office } from '../testing/open-office.ts';
import { clearsBoard } from './clears-board.ts';

const today = '2026-11-23';
const seed = 20_261_126;

/** The district's desk holds both streets, the street's computer the first of the two. */
let district: Office;
let street: Office;
/** Every round has streets of its own, so that two databases serve them all. */
let round = 0;
const everything: Made[] = [];
const pinyin = createPinyinProPort();
beforeAll(async () => {
  district = await openOffice(account('desk', ['D'], { unit: '330203000' }));
  street = await openOffice();
});
afterAll(async () => {
  for (const office of [district, street]) await office.close();
});

const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
const day = fc.constantFrom('2026-11-01', '2026-08-20', '2026-05-27', '2025-11-20', '2024-01-05');
/** Which of three communities; 3: none. */
const place = fc.nat({ max: 3 });

const anyPerson = fc.record({
  is: fc.constant('person' as const),
  place,
  data: fc.record({
    nameCn: fc.constantFrom('虞一', '虞二', '竺三'),
    sex: fc.constantFrom('1', '2'),
    birth: maybe(fc.constantFrom('1950-02-03', '1961', '1980-05')),
    nationality: maybe(fc.constant('CHN')),
    identities: fc.uniqueArray(
      fc.record({
        id: fc.constant('i'),
        identity: fc.constantFrom('gq', 'qj', 'gaj', 'hq', 'lx', 'whr', 'hg'),
        verifyLevel: fc.constantFrom('self', 'community', 'street', 'failed'),
        until: fc.option(fc.constant('2020'), { nil: undefined, freq: 5 }),
      }),
      { maxLength: 2, selector: ({ identity }) => identity },
    ),
    liveCountry: fc.constantFrom('CHN', 'CHN', 'USA'),
    liveState: fc.constantFrom('in', 'in', 'in', 'back', 'abroad', 'moved', 'dead'),
    thin: fc.option(fc.constant(true), { nil: undefined, freq: 8 }),
    segment: maybe(fc.constantFrom('A', 'C')),
    phone: maybe(fc.constantFrom('10100000001', '10100000002')),
    liveAddr: maybe(fc.constant('演示路1号')),
    domicileAddr: maybe(fc.constant('演示路1号')),
    household: maybe(fc.constant({ type: 'household', id: 'h', label: '某户' })),
    contactVia: maybe(fc.constant({ type: 'person', id: 'p', label: '某人' })),
    liaison: maybe(fc.constant({ type: 'user', id: 'u', label: '某同志' })),
    verifiedOn: maybe(day),
  }),
});
const anyHousehold = fc.record({
  is: fc.constant('household' as const),
  place,
  data: fc.record({
    name: fc.constant('某户'),
    head: maybe(fc.constant({ type: 'person', id: 'p', label: '某人' })),
    kind: fc.constant('qj'),
    addr: maybe(fc.constant('演示路1号')),
    tags: maybe(fc.subarray(['hardship', 'key', 'alone'])),
    standing: fc.constantFrom('active', 'active', 'left'),
    liaison: maybe(fc.constant({ type: 'user', id: 'u', label: '某同志' })),
    verifiedOn: maybe(day),
  }),
});
const anyEnterprise = fc.record({
  is: fc.constant('enterprise' as const),
  place,
  data: fc.record({
    name: fc.constant('演示电器'),
    kind: fc.constant(['kin']),
    uscc: maybe(fc.constant('91000000DM0000013W')),
    aboveScale: fc.boolean(),
    aboveScaleYear: maybe(fc.constant(2026)),
    people: maybe(fc.constant([{ type: 'person', id: 'p', label: '某人' }])),
    standing: fc.constantFrom('active', 'active', 'closed'),
    verifiedOn: maybe(day),
  }),
});
/** By position among the street's records. */
const anyRelation = fc.record({
  kind: fc.constantFrom('kin', 'kin', 'enterprise'),
  from: fc.nat(),
  to: fc.nat(),
  rel: fc.constantFrom('son', 'mother', 'spouse', 'parent_in_law'),
  anchorIdentity: maybe(fc.constantFrom('hq', 'whr', 'ga', 'lx', 'hg')),
  country: maybe(fc.constant('USA')),
  endedReason: fc.option(fc.constantFrom('divorced', 'died'), { nil: undefined, freq: 5 }),
});
const anyStreet = fc.record({
  records: fc.array(fc.oneof({ weight: 4, arbitrary: anyPerson }, anyHousehold, anyEnterprise), {
    maxLength: 30,
  }),
  relations: fc.array(anyRelation, { maxLength: 12 }),
  /** Pairs that somebody has said are two. */
  apart: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 3 }),
  /** How far each reported cell is from what is counted; null: nothing is reported. */
  reported: fc.option(fc.array(fc.nat({ max: 1 }), { minLength: 3, maxLength: 3 })),
});
type Street = typeof anyStreet extends fc.Arbitrary<infer T> ? T : never;

interface Made {
  readonly unit: string;
  readonly records: readonly Envelope[];
}

function make(street: Street, unit: string): Made {
  const at = '2026-11-20T02:00:00.000Z';
  const envelope = (type: string, id: string, data: PlainData, community = ''): Envelope => ({
    id: `${unit}-${id}`,
    type,
    unit,
    community,
    state: 'active',
    bizNo: '',
    class: 'internal',
    isDemo: true,
    schemaVersion: 1,
    version: 1,
    mutation: `${unit}-${id}`,
    createdAt: at,
    createdBy: 'u',
    updatedAt: at,
    updatedBy: 'u',
    device: 'd',
    data: Object.fromEntries(Object.entries(data).filter(([, each]) => each !== undefined)),
  });
  const entries = street.records.map(({ is, place: at_, data }, index) => {
    const community = at_ === 3 ? '' : `${unit}00${at_ + 1}`;
    return envelope(
      is,
      `r${index}`,
      { ...data, ...(community === '' ? {} : { community }) },
      community,
    );
  });
  const persons = entries.filter(({ type }) => type === 'person');
  const firms = entries.filter(({ type }) => type === 'enterprise');
  const refOf = (of: Envelope | undefined) =>
    of === undefined ? undefined : { type: of.type, id: of.id, label: '某' };
  const pick = (of: readonly Envelope[], at_: number) =>
    of.length === 0 ? undefined : of[at_ % of.length];
  const relations = street.relations.flatMap(({ kind, from, to, ...more }, index) => {
    const ends = [pick(persons, from), pick(kind === 'kin' ? persons : firms, to)] as const;
    if (ends[0] === undefined || ends[1] === undefined || ends[0] === ends[1]) return [];
    const data = { kind, from: refOf(ends[0]), to: refOf(ends[1]) };
    return [envelope('relation', `k${index}`, kind === 'kin' ? { ...data, ...more } : data)];
  });
  const apart = street.apart.flatMap(([a, b], index) => {
    const pair = [pick(persons, a), pick(persons, b)] as const;
    if (pair[0] === undefined || pair[1] === undefined || pair[0] === pair[1]) return [];
    const data = {
      decision: 'different',
      winner: refOf(pair[0]),
      loser: refOf(pair[1]),
      decidedOn: today,
      undoUntil: '2027-02-01',
      standing: 'in_force',
    };
    return [envelope('merge', `m${index}`, data)];
  });
  const off = street.reported;
  const counted = [
    ['persons', persons.filter(isCounted).length],
    ['households', entries.filter((each) => each.type === 'household' && inForce(each)).length],
    ['enterprises', firms.filter(inForce).length],
  ] as const;
  const report =
    off === null
      ? []
      : [
          envelope('stat_report', 's', {
            template: 'qiaoqing',
            period: '2026-Q4',
            asOf: today,
            cells: counted.map(([key, n], index) => ({
              id: key,
              key,
              reported: n + (off[index] ?? 0),
            })),
          }),
        ];
  return { unit, records: [...entries, ...relations, ...apart, ...report] };
}

/** In 侨情统计表: those gone abroad are still counted, relatives known by name are not. */
const isCounted = ({ data }: Envelope) =>
  ['in', 'back', 'abroad'].includes(String(data['liveState'])) && data['thin'] !== true;
/** `R` of §4.1. */
const inForce = ({ type, data }: Envelope) =>
  type === 'person'
    ? data['liveState'] === 'in' || data['liveState'] === 'back'
    : data['standing'] === 'active';

/** The formulas of §4.1 over the records, without a database. */
function formula(records: readonly Envelope[], of: (record: Envelope) => boolean) {
  const entries = records.filter(({ type }) =>
    ['person', 'household', 'enterprise'].includes(type),
  );
  const relations = records.filter(({ type }) => type === 'relation');
  const register = entries.filter((each) => inForce(each) && of(each));
  const due = entries.filter(of).flatMap((each) => relationOf(each, relations));
  const percent = (part: number, whole: number) =>
    whole === 0 ? null : Math.round((part * 10_000) / whole + 1e-9) / 100;
  const share = register.reduce((sum, { type, data }) => {
    const { filled, required } = completenessOf(type, data);
    return sum + filled / required;
  }, 0);
  return {
    dz: percent(share, register.length),
    full: percent(
      register.filter(
        ({ type, data }) =>
          completenessOf(type, data).missing.length === 0 && isChecked(type, data),
      ).length,
      register.length,
    ),
    gx: percent(due.filter(Boolean).length, due.length),
    dt: percent(
      register.filter(({ type, data }) => (freshUntil(type, data) ?? '') >= today).length,
      register.length,
    ),
  };
}

/** Empty: nothing is asked of this record. */
function relationOf(record: Envelope, relations: readonly Envelope[]): readonly boolean[] {
  const { type, data, id } = record;
  const named = (field: string, { data: relation }: Envelope) =>
    (relation[field] as { id: string }).id === id;
  if (type === 'household') return inForce(record) ? [data['liaison'] !== undefined] : [];
  if (type === 'enterprise')
    return inForce(record)
      ? [
          asList(data['people']).length > 0 ||
            relations.some((each) => each.data['kind'] === 'enterprise' && named('to', each)),
        ]
      : [];
  const held = asList(data['identities'])
    .filter(({ until }) => until === undefined)
    .map(({ identity }) => String(identity));
  const isKin = inForce(record) && held.some((each) => ['qj', 'whj', 'gaj', 'lxj'].includes(each));
  const isAbroad =
    isCounted(record) && held.some((each) => ['hq', 'whr', 'hyi', 'ga', 'lx'].includes(each));
  if (!isKin && !isAbroad) return [];
  const hasKin = relations.some((each) => named('from', each) && qualifies(each.data));
  const hasContact =
    data['household'] !== undefined ||
    data['contactVia'] !== undefined ||
    relations.some((each) => each.data['kind'] === 'kin' && named('to', each));
  return [(!isKin || hasKin) && (!isAbroad || hasContact)];
}

/** M and N of 数字清, and the persons they are divided by. */
function numbersOf({ records, unit }: Made) {
  const persons = records.filter(({ type }) => type === 'person');
  const apart = new Set(
    records
      .filter(({ type }) => type === 'merge')
      .map(({ data }) =>
        ['winner', 'loser']
          .map((side) => (data[side] as { id: string }).id)
          .toSorted()
          .join(),
      ),
  );
  const keys = persons.map((each) =>
    personKeys({ ...each, unit }, pinyin)
      .filter(({ level }) => level !== 'weak')
      .map(({ rule, value: text }) => `${rule}/${text}`),
  );
  const often = Map.groupBy(keys.flat(), (key) => key);
  const pairs = new Set<string>();
  for (const [at, a] of persons.entries())
    for (const [other, b] of persons.entries()) {
      if (other <= at) continue;
      const shared = keys[at]?.filter((key) => keys[other]?.includes(key)) ?? [];
      const pair = [a.id, b.id].toSorted().join();
      // A value that more share than this says nothing.
      if (shared.some((key) => (often.get(key)?.length ?? 0) <= 12) && !apart.has(pair))
        pairs.add(pair);
    }
  const report = records.find(({ type }) => type === 'stat_report');
  const cells = asList(report?.data['cells']);
  return { cells, pairs: pairs.size, persons: persons.filter(inForce).length };
}

function numberFormula(all: readonly Made[]): number | null {
  const numbers = all.map((made) => ({ made, ...numbersOf(made) }));
  const cells = numbers.flatMap(({ made, cells: own }) =>
    own.map((cell) => cell['reported'] === countedOf(made, String(cell['key']))),
  );
  const persons = numbers.reduce((sum, each) => sum + each.persons, 0);
  const pairs = numbers.reduce((sum, each) => sum + each.pairs, 0);
  if (cells.length === 0 || persons === 0) return null;
  const equal = (100 * cells.filter(Boolean).length) / cells.length;
  return Math.round((0.7 * equal + 30 * (1 - Math.min(1, pairs / persons))) * 100 + 1e-7) / 100;
}

function countedOf({ records }: Made, key: string): number {
  if (key === 'persons')
    return records.filter((each) => each.type === 'person' && isCounted(each)).length;
  const type = key === 'households' ? 'household' : 'enterprise';
  return records.filter((each) => each.type === type && inForce(each)).length;
}

describe('each gauge', () => {
  it('of a street is the same at the street, at the district and by the formula', async () => {
    await fc.assert(
      fc.asyncProperty(fc.tuple(anyStreet, anyStreet), async (pair) => {
        round += 1;
        const made = pair.map((street, index) => make(street, `330203${100 + round * 2 + index}`));
        for (const [index, { records }] of made.entries())
          for (const record of records) {
            if (index === 0) await street.receive(record);
            await district.receive(record);
          }
        everything.push(...made);
        const whole = value(await clearsBoard(district.context));
        for (const own of made) {
          const row = whole.rows.find((each) => each.place === own.unit);
          if (row === undefined) continue;
          const { dz, full, gx, dt, sz } = row.gauges;
          expect({ dz, full, gx, dt }).toEqual(formula(own.records, () => true));
          expect(sz).toBe(numberFormula([own]));
        }
        const [own] = made;
        if (own === undefined) return;
        const officer = account('officer', ['O'], { unit: own.unit });
        const board = value(await clearsBoard(street.as(officer)));
        const row = whole.rows.find((each) => each.place === own.unit);
        if (row === undefined) expect(board.rows).toEqual([]);
        else expect({ ...board.total, place: own.unit }).toEqual(row);
        for (const { place: community, gauges, missing, lacking } of board.rows) {
          const { sz: none, sq: _sq, level: _level, ...three } = gauges;
          const within = (record: Envelope) => record.community === community;
          expect([community, three]).toEqual([community, formula(own.records, within)]);
          expect(none).toBeNull();
          if (community === '') continue;
          const liaison = account('liaison', ['L'], { unit: own.unit, community });
          const hers = value(await clearsBoard(street.as(liaison)));
          const same = { place: community, gauges, missing, lacking };
          expect(hers.rows.find((each) => each.place === community)).toMatchObject(same);
          // What the street reports is not hers to answer for.
          expect(hers.total.gauges.sz).toBeNull();
        }
        for (const gap of board.gaps) {
          const query = { type: gap.type, view: gap.view, where: [], offset: 0, limit: 1 };
          const list = value(await listRecords(street.as(officer), query));
          expect([gap.type, gap.view, gap.count]).toEqual([gap.type, gap.view, list.total]);
        }
      }),
      { seed, numRuns: 15 },
    );
  });

  it('of the district is the formula over all its streets together', async () => {
    const { dz, full, gx, dt, sz } = value(await clearsBoard(district.context)).total.gauges;
    const records = everything.flatMap((made) => made.records);
    expect({ dz, full, gx, dt }).toEqual(formula(records, () => true));
    expect(sz).toBe(numberFormula(everything));
  });
});
