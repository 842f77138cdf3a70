/** M3 (domain.md §2.5), for any two competing steps. A failure prints its seed and path; `fc.assert(…, { seed, path })` plays it again. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MergeRule } from '../fields/field.ts';
import { recordType } from '../records/registry.ts';
import { stepsOf, withoutFlow } from '../workflow/flow.ts';
import { sameValue } from './merge.ts';
import { settle, stateField } from './settle.ts';
import {
  atDistrict,
  competing,
  decision,
  idsOf,
  keysOf,
  onDevice,
  ruleOf,
  throughDatabase,
  told,
} from './testing/any-triple.ts';

describe('M3 flow, for any two competing steps', () => {
  it('keeps the step that was accepted first, with its way, and names the other', () => {
    fc.assert(
      fc.property(competing, (triple) => {
        const { base, mine, district } = triple;
        const settled = settle(triple, onDevice);
        expect(settled.record.state).toBe(district.state);
        expect(stepsOf(settled.record)).toEqual(stepsOf(district));
        const clash = settled.clashes.find(({ field }) => field === stateField);
        if (mine.state === district.state) expect(clash).toBeUndefined();
        else
          expect(clash).toEqual({
            field: stateField,
            base: base.state,
            mine: mine.state,
            theirs: district.state,
          });
      }),
    );
  });

  it('is decided alike on the device and at the district', () => {
    fc.assert(
      fc.property(competing, (triple) => {
        const here = decision(settle(triple, onDevice));
        const there = decision(settle(throughDatabase(triple), atDistrict));
        expect(sameValue(here, there)).toBe(true);
      }),
    );
  });

  it('changes nothing of a record that is closed there, and shows all that was written here', () => {
    fc.assert(
      fc.property(competing, (triple) => {
        const { base, mine, district } = triple;
        const states = recordType(mine.type)?.workflow?.states ?? {};
        fc.pre(!(states[district.state]?.editable ?? true));
        const settled = settle(triple, onDevice);
        expect(withoutFlow(settled.record.data)).toEqual(withoutFlow(district.data));
        for (const field of keysOf(mine.type)) {
          const [was, here, there] = [base.data[field], mine.data[field], district.data[field]];
          if (sameValue(was, here) || sameValue(here, there)) continue;
          const rule = ruleOf(mine.type, field);
          expect(told(settled, field) || isMet(rule, was, here, there)).toBe(true);
        }
      }),
    );
  });
});

/** The district's value holds what was written here already. */
function isMet(rule: MergeRule, was: unknown, here: unknown, there: unknown): boolean {
  if (rule === 'max') return String(there ?? '') >= String(here ?? '');
  if (rule === 'field') return false;
  return idsOf(here).every((id) => idsOf(there).includes(id) || idsOf(was).includes(id));
}
