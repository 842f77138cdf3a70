import { expect, it } from 'vitest';
import { createStatementNames } from './statement-names.ts';

it('names a statement from its second use on, each differently and always the same', () => {
  const name = createStatementNames();
  expect([name('SELECT 1'), name('SELECT 2')]).toEqual([null, null]);
  const [one, two] = [name('SELECT 1'), name('SELECT 2')];
  expect(one).toEqual(expect.any(String));
  expect(two).not.toBe(one);
  expect(name('SELECT 1')).toBe(one);
});

it('keeps no more than some hundreds, however many texts there are', () => {
  const name = createStatementNames();
  for (let index = 0; index < 2_000; index += 1) name(`SELECT ${index}`);
  const named = Array.from({ length: 2_000 }, (_, index) => name(`SELECT ${index}`));
  expect(named.filter((each) => each !== null)).toHaveLength(500);
});
