import { describe, expect, it } from 'vitest';
import { figureText } from './figure-words.ts';

const figure = (value: number | null) => ({ key: 'k', value, numerator: 0, denominator: null });

describe('the words of a figure', () => {
  it.each([
    [null, 'percent', '—'],
    [0, 'percent', '0.00 %'],
    [66.67, 'percent', '66.67 %'],
    [1234, 'count', '1,234'],
    [3.5, 'days', '3.50'],
  ] as const)('of %j in %s are %s', (value, unit, words) => {
    expect(figureText(figure(value), unit)).toBe(words);
  });
});
