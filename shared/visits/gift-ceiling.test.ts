import { describe, expect, it } from 'vitest';
import type { ParameterKey } from '../parameters/parameters.ts';
import { classFact, giftCeiling, giftCeilingOf, giftSum } from './gift-ceiling.ts';
import { visitClasses } from './visit-class.ts';

const set = (values: Partial<Record<ParameterKey, number>>) => (key: ParameterKey) =>
  values[key] ?? 100_000;

describe('the gift ceiling', () => {
  it('is the parameter of the class', () => {
    const parameter = set({ gift_ceiling_elder: 200_000 });
    expect(giftCeilingOf('elder', { parameter })).toBe(200_000);
    expect(giftCeilingOf('ordinary', { parameter })).toBe(100_000);
    expect(giftCeilingOf('hardship')).toBe(140_000);
  });

  it('is the class’s own where the class is known, else the highest of all', () => {
    const parameter = set({ gift_ceiling_elder: 200_000 });
    const facts = { [classFact]: visitClasses.indexOf('ordinary') };
    expect(giftCeiling({ parameter, facts })).toBe(100_000);
    expect(giftCeiling({ parameter })).toBe(200_000);
  });

  it('is compared with everything that one visit gave, money and goods', () => {
    expect(giftSum({})).toBe(0);
    expect(giftSum({ gifts: [{ amount: 50_000 }, { amount: 20_000 }] as never })).toBe(70_000);
  });
});
