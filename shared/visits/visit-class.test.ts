import { describe, expect, it } from 'vitest';
import { cadenceOf, classOfEnterprise, classOfHousehold, classOfPerson } from './visit-class.ts';

const today = '2026-11-25';
const returnee = (birth: string, segment = 'C') => ({ isReturnee: true, birth, segment });

describe('visit class', () => {
  it.each([
    [returnee('1946-11-25'), 'elder'],
    [returnee('1946-11-26'), 'ordinary'],
    [returnee('1946'), 'ordinary'],
    [returnee('1945'), 'elder'],
    [returnee('1980', 'A'), 'key'],
    [returnee('1980', 'B'), 'watch'],
    [{ isReturnee: false, birth: '1930', segment: 'C' }, 'ordinary'],
  ] as const)('of %j is %s', (person, expected) => {
    expect(classOfPerson(person, today)).toBe(expected);
  });

  it('of a household is that of the strictest behind the door', () => {
    expect(classOfHousehold([], [], today)).toBe('ordinary');
    expect(classOfHousehold([], [returnee('1980', 'B'), returnee('1940')], today)).toBe('elder');
    expect(classOfHousehold(['key', 'hardship'], [returnee('1940')], today)).toBe('hardship');
  });

  it('has a cadence that the district may set otherwise', () => {
    expect(cadenceOf(classOfEnterprise(true))).toBe(180);
    expect(cadenceOf('hardship', { parameter: () => 60 })).toBe(60);
  });
});
