/** M1 (domain.md §2.5), for any three states. A failure prints its seed and path; `fc.assert(…, { seed, path })` plays it again. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MergeRule } from '../fields/field.ts';
import type { PlainData } from '../records/envelope.ts';
import { recordType } from '../records/registry.ts';
import { sameValue } from './merge.ts';
import { settle, type Living, type Triple } from './settle.ts';
import {
  atDistrict,
  decision,
  idsOf,
  isManual,
  keysOf,
  living,
  onDevice,
  registers,
  ruleOf,
  throughDatabase,
  told,
  values,
} from './testing/any-triple.ts';

function eachChanged(
  { base, mine, district }: Triple & { readonly base: Living },
  rule: MergeRule,
  look: (field: string, was: unknown, here: unknown, there: unknown) => void,
): void {
  for (const field of keysOf(mine.type)) {
    if (isManual(mine.type, field) || ruleOf(mine.type, field) !== rule) continue;
    const [was, here, there] = [base.data[field], mine.data[field], district.data[field]];
    if (!sameValue(was, here) && !sameValue(was, there)) look(field, was, here, there);
  }
}

describe('M1 register, for any three states', () => {
  it('is decided alike on the device and at the district', () => {
    fc.assert(
      fc.property(registers, (triple) => {
        const here = decision(settle(triple, onDevice));
        const there = decision(settle(throughDatabase(triple), atDistrict));
        expect(sameValue(here, there)).toBe(true);
      }),
    );
  });

  it('keeps each change of either side in the record, or both on the card', () => {
    fc.assert(
      fc.property(registers, (triple) => {
        const { base, mine, district } = triple;
        const settled = settle(triple, onDevice);
        for (const field of keysOf(mine.type)) {
          if (!['field', 'items'].includes(ruleOf(mine.type, field))) continue;
          const [was, here, there] = [base.data[field], mine.data[field], district.data[field]];
          const now = settled.record.data[field];
          if (told(settled, field)) continue;
          if (ruleOf(mine.type, field) === 'field') {
            if (!sameValue(was, here)) expect(now).toEqual(here);
            if (!sameValue(was, there)) expect(now).toEqual(there);
            continue;
          }
          const before = new Map(((was ?? []) as PlainData[]).map((row) => [row['id'], row]));
          const after = new Map(((now ?? []) as PlainData[]).map((row) => [row['id'], row]));
          for (const row of [...((here ?? []) as PlainData[]), ...((there ?? []) as PlainData[])])
            for (const cell of ['text', 'route'])
              if (!sameValue(before.get(row['id'])?.[cell], row[cell]))
                expect(after.get(row['id'])?.[cell]).toBe(row[cell]);
        }
      }),
    );
  });

  it('never decides about identity, documents and life by a rule', () => {
    fc.assert(
      fc.property(registers, (triple) => {
        const { base, mine, district } = triple;
        const settled = settle(triple, onDevice);
        for (const field of recordType(mine.type)?.manual ?? []) {
          const [was, here, there] = [base.data[field], mine.data[field], district.data[field]];
          if (sameValue(was, here) || sameValue(was, there) || sameValue(here, there)) continue;
          expect(settled.clashes).toContainEqual({ field, base: was, mine: here, theirs: there });
          expect(settled.record.data[field]).toEqual(there);
        }
      }),
    );
  });

  it('lets no `max` field fall behind what either side verified', () => {
    fc.assert(
      fc.property(registers, (triple) => {
        const settled = settle(triple, onDevice);
        eachChanged(triple, 'max', (field, _was, here, there) => {
          const now = String(settled.record.data[field] ?? '');
          expect(now >= String(here ?? '') && now >= String(there ?? '')).toBe(true);
          expect(told(settled, field)).toBe(false);
        });
      }),
    );
  });

  it('agrees whichever side came first, as far as nothing clashes', () => {
    fc.assert(
      fc.property(registers, (triple) => {
        const { base, mine, district } = triple;
        const one = settle(triple, onDevice);
        const other = settle({ base, mine: district, district: mine }, onDevice);
        expect(one.clashes.map(({ field }) => field).toSorted()).toEqual(
          other.clashes.map(({ field }) => field).toSorted(),
        );
        for (const field of keysOf(mine.type)) {
          if (told(one, field)) continue;
          const [a, b] = [one.record.data[field], other.record.data[field]];
          if (['set', 'items'].includes(ruleOf(mine.type, field)))
            expect(idsOf(a).toSorted()).toEqual(idsOf(b).toSorted());
          else expect(a).toEqual(b);
        }
      }),
    );
  });
});

/** Sets stand in visits; no workflow state is needed to unite them. */
const visitors = fc.tuple(values.set, values.set, values.set).map(([was, here, there]) => ({
  base: living('visit', 'draft', 'base', { visitors: was }),
  mine: living('visit', 'draft', 'mine', { visitors: here }),
  district: living('visit', 'draft', 'district', { visitors: there }),
}));

describe('sets, for any three states', () => {
  it('unite: who was added stays, who was removed goes, and nobody is asked', () => {
    fc.assert(
      fc.property(visitors, (triple) => {
        const { base, mine, district } = triple;
        const settled = settle(triple, onDevice);
        const [was, here, there, now] = [base, mine, district, settled.record].map(
          ({ data }) => new Set(idsOf(data['visitors'])),
        ) as [Set<string>, Set<string>, Set<string>, Set<string>];
        expect(settled.clashes).toEqual([]);
        for (const id of ['a', 'b', 'c', 'd']) {
          const isMeant = was.has(id)
            ? here.has(id) && there.has(id)
            : here.has(id) || there.has(id);
          expect(now.has(id)).toBe(isMeant);
        }
      }),
    );
  });
});
