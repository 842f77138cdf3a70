import { expect, it } from 'vitest';
import { scales, specsOf } from './scales.ts';
import { registerSize } from './street-spec.ts';

it('grows from one street to a hundred thousand persons, with codes and numbers of their own', () => {
  const persons = scales.map((scale) =>
    specsOf(scale).reduce((sum, spec) => sum + registerSize(spec), 0),
  );
  expect(persons[0]).toBe(1586);
  expect(persons[2]).toBeGreaterThan(95_000);
  for (const scale of scales) {
    const specs = specsOf(scale);
    expect(new Set(specs.map(({ unit }) => unit)).size).toBe(specs.length);
    const starts = specs.map(({ firstNumber }) => firstNumber).toSorted((a, b) => a - b);
    starts.slice(1).forEach((start, index) => {
      expect(start - (starts[index] ?? 0)).toBeGreaterThan(
        (specs[index] === undefined ? 0 : registerSize(specs[index])) * 3,
      );
    });
  }
});
