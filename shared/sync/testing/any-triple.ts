/** Any three states of one record, for the properties of the merge classes (domain.md §2.5). Values are any values: validity is judged elsewhere. */
import fc from 'fast-check';
import type { MergeRule } from '../../fields/field.ts';
import type { PlainData } from '../../records/envelope.ts';
import { recordType } from '../../records/registry.ts';
import { flowField } from '../../workflow/flow.ts';
import type { Living, Settled, Triple } from '../settle.ts';

export const onDevice = {
  actor: { userId: 'me' },
  newId: () => 'x',
  now: () => 0,
  device: 'device-1',
};
export const atDistrict = {
  actor: { userId: 'you' },
  newId: () => 'y',
  now: () => 9,
  device: 'district',
};

export const reference = (id: string) =>
  fc.constantFrom('旧名', '新名').map((label) => ({ type: 'user', id, label }));
export const values: Record<MergeRule, fc.Arbitrary<unknown>> = {
  field: fc.constantFrom('甲', '乙', '𠮷', 1, null),
  max: fc.constantFrom('2026-01-01', '2026-02-02', '2026-11-30'),
  set: fc
    .subarray(['a', 'b', 'c', 'd'])
    .chain((ids) => fc.tuple(...ids.map((id) => reference(id)))),
  items: fc.uniqueArray(
    fc.record({
      id: fc.constantFrom('r', 's', 't'),
      text: fc.constantFrom('药费', '住房'),
      route: fc.constantFrom('x', 'y'),
    }),
    { selector: ({ id }) => id, maxLength: 3 },
  ),
};

/** Every field of the type, by its rule, and one that only a newer version knows; each may be absent. */
export function dataOf(type: string): fc.Arbitrary<PlainData> {
  const rules = Object.entries(recordType(type)?.fields ?? {}).map(
    ([key, field]) => [key, values[field.merge]] as const,
  );
  return fc.record(Object.fromEntries([...rules, ['fromTheFuture', values.field]]), {
    requiredKeys: [],
  });
}

/** A change of few fields, as people make it. */
export function editOf(type: string, base: PlainData): fc.Arbitrary<PlainData> {
  return fc.tuple(dataOf(type), fc.subarray([...keysOf(type)])).map(([fresh, keys]) => {
    const edited = { ...base };
    for (const key of keys) {
      if (fresh[key] === undefined) delete edited[key];
      else edited[key] = fresh[key];
    }
    return edited;
  });
}

export function keysOf(type: string): readonly string[] {
  return [...Object.keys(recordType(type)?.fields ?? {}), 'fromTheFuture'];
}

export function living(type: string, state: string, mutation: string, data: PlainData): Living {
  return {
    id: 'r1',
    type,
    unit: '330203008',
    community: '330203008001',
    state,
    bizNo: '',
    class: 'internal',
    isDemo: true,
    schemaVersion: 1,
    version: 1,
    mutation,
    createdAt: '2026-11-01T00:00:00.000Z',
    createdBy: 'me',
    updatedAt: '2026-11-01T00:00:00.000Z',
    updatedBy: mutation === 'district' ? 'colleague' : 'me',
    device: mutation === 'district' ? 'device-2' : 'device-1',
    data,
    _deleted: false,
  };
}

/** M1: three states in which nobody took a step. */
export const registers: fc.Arbitrary<Triple & { readonly base: Living }> = fc
  .constantFrom('person', 'household', 'enterprise', 'contact_point')
  .filter((type) => recordType(type) !== undefined)
  .chain((type) =>
    dataOf(type).chain((base) =>
      fc.tuple(editOf(type, base), editOf(type, base)).map(([mine, theirs]) => ({
        base: living(type, 'active', 'base', base),
        mine: living(type, 'active', 'mine', mine),
        district: living(type, 'active', 'district', theirs),
      })),
    ),
  );

export const ruleOf = (type: string, field: string) =>
  recordType(type)?.fields[field]?.merge ?? 'field';
export const isManual = (type: string, field: string) =>
  recordType(type)?.manual?.includes(field) ?? false;
export const told = ({ clashes }: Settled, field: string) =>
  clashes.some((clash) => clash.field === field || clash.field.startsWith(`${field}.`));

/** What matters of an outcome, whoever came to it. */
export function decision({ record, isDistricts, clashes, merged }: Settled) {
  const { data, state, community, version, _deleted } = record;
  // In which order the card lists them is no decision.
  const asked = clashes.toSorted((a, b) => a.field.localeCompare(b.field));
  return { data, state, community, version, _deleted, isDistricts, asked, merged };
}

/** As a row comes back from PostgreSQL: keys in another order, nothing undefined. */
export function throughDatabase<T>(value: T): T {
  const turn = (each: unknown): unknown => {
    if (Array.isArray(each)) return each.map(turn);
    if (typeof each !== 'object' || each === null) return each;
    return Object.fromEntries(
      Object.entries(each)
        .toReversed()
        .map(([key, inner]) => [key, turn(inner)]),
    );
  };
  return turn(JSON.parse(JSON.stringify(value))) as T;
}

export const idsOf = (value: unknown) => ((value ?? []) as { id: string }[]).map(({ id }) => id);

export const ways = ['visit', 'ticket', 'hardship_case', 'legal_case'].filter(
  (type) => recordType(type)?.workflow !== undefined,
);

/** M3: both sides took a step from the same state, each with words of its own. */
export const competing: fc.Arbitrary<Triple & { readonly base: Living }> = fc
  .constantFrom(...ways)
  .chain((type) => {
    const state = fc.constantFrom(...Object.keys(recordType(type)?.workflow?.states ?? {}));
    const words = fc.constantFrom('材料不齐', '已上门核实', '转区侨联');
    return fc
      .tuple(state, state, state, words, words, dataOf(type))
      .chain(([from, to, there, said, saidThere, data]) => {
        const step = (id: string, target: string, opinion: string) => ({
          id,
          action: `to_${target}`,
          from,
          to: target,
          opinion,
        });
        const walked = (own: PlainData, ...steps: object[]) => ({
          ...own,
          [flowField]: { steps: [{ id: '0', action: 'begin', to: from }, ...steps] },
        });
        return fc.tuple(editOf(type, data), editOf(type, data)).map(([mine, district]) => ({
          base: living(type, from, 'base', walked(data)),
          mine: living(type, to, 'mine', walked(mine, step('m', to, said))),
          district: living(type, there, 'district', walked(district, step('d', there, saidThere))),
        }));
      });
  });
