import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { fenToCapital } from './capital.ts';
import { MAX_FEN } from './fen.ts';

describe('fenToCapital', () => {
  it.each([
    [0, '零元整'],
    [5, '伍分'],
    [50, '伍角整'],
    [100, '壹元整'],
    [105, '壹元零伍分'],
    [1000, '壹拾元整'],
    [140950, '壹仟肆佰零玖元伍角整'],
    [600714, '陆仟零柒元壹角肆分'],
    [1640902, '壹万陆仟肆佰零玖元零贰分'],
    [32504, '叁佰贰拾伍元零肆分'],
    [10700053, '壹拾万柒仟元伍角叁分'],
    [10000100, '壹拾万零壹元整'],
    [10000000000, '壹亿元整'],
    [10000000100, '壹亿零壹元整'],
    [10010000000, '壹亿零壹拾万元整'],
    [100000100, '壹佰万零壹元整'],
    [1001000000, '壹仟零壹万元整'],
    [1000100000, '壹仟万壹仟元整'],
    [MAX_FEN, '壹佰亿元整'],
    [-50000, '负伍佰元整'],
  ])('%i', (fen, text) => {
    expect(fenToCapital(fen)).toBe(text);
  });
  it('never doubles 零, never ends a group with it, and names each amount differently', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: MAX_FEN - 1 }), (fen) => {
        const text = fenToCapital(fen);
        expect(text).not.toMatch(/零零|零[元万亿角分整]/);
        expect(text).not.toBe(fenToCapital(fen + 1));
      }),
    );
  });
  it('refuses fractions of a 分', () => {
    expect(() => fenToCapital(1.5)).toThrow(RangeError);
  });
});
