import { describe, expect, it } from 'vitest';
import { demoForeignName, demoName, isBlockedName } from './demo-names.ts';
import { createRandom } from './random.ts';

const sample = (birthYear: number, sex: '1' | '2', blocked?: ReadonlySet<string>) => {
  const random = createRandom(birthYear);
  return Array.from({ length: 3000 }, () => demoName(random, { sex, birthYear }, blocked));
};

describe('demoName', () => {
  it('never makes a blocked name, ours or the customer’s', () => {
    const mine = new Set([sample(1960, '1')[0] ?? '']);
    for (const birthYear of [1940, 1960, 1990]) {
      for (const sex of ['1', '2'] as const) {
        const names = sample(birthYear, sex, mine);
        expect(names.filter((name) => isBlockedName(name) || mine.has(name))).toEqual([]);
      }
    }
    expect(isBlockedName('屠呦呦')).toBe(true);
  });
  it('takes given names from the era of birth', () => {
    expect(sample(1955, '2').some((name) => name.includes('菊'))).toBe(true);
    expect(sample(1956, '2').some((name) => name.includes('菊'))).toBe(false);
    expect(sample(1979, '1').some((name) => name.includes('建'))).toBe(true);
    expect(sample(1980, '1').some((name) => name.includes('建'))).toBe(false);
  });
  it('has local surnames and the compound one', () => {
    const names = sample(1990, '1');
    const missing = ['陈', '忻', '邬', '欧阳'].filter((s) => !names.some((n) => n.startsWith(s)));
    expect(missing).toEqual([]);
    expect(names.filter((name) => name.startsWith('陈')).length).toBeGreaterThan(
      names.filter((name) => name.startsWith('忻')).length,
    );
  });
  it('never doubles a character and puts 阿 first', () => {
    for (const name of [...sample(1940, '1'), ...sample(1990, '2')]) {
      expect(name).not.toMatch(/(.)\1$/u);
      expect(name).not.toMatch(/阿$/);
    }
  });
});

describe('demoForeignName', () => {
  it('is two Latin words', () => {
    const random = createRandom(3);
    for (let i = 0; i < 50; i += 1)
      expect(demoForeignName(random)).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+$/);
  });
});
