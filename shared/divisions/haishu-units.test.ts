import { describe, expect, it } from 'vitest';
import { findUnitByCode, findUnitByName, HAISHU_UNITS } from './haishu-units.ts';

describe('units of Haishu', () => {
  it('are 9 streets, 7 towns, 1 township, the district and a park', () => {
    const count = (kind: string) => HAISHU_UNITS.filter((u) => u.kind === kind).length;
    expect([count('street'), count('town'), count('township')]).toEqual([9, 7, 1]);
    expect([count('district'), count('park')]).toEqual([1, 1]);
    expect(new Set(HAISHU_UNITS.map((u) => u.code)).size).toBe(HAISHU_UNITS.length);
  });
  it('are found by official name, by alias and by code', () => {
    expect(findUnitByName('集仕港镇')?.code).toBe('330203102');
    expect(findUnitByName('古林街道')?.name).toBe('古林镇');
    expect(findUnitByName('海曙区望春街道')?.code).toBe('330203008');
    expect(findUnitByName('海曙区')?.code).toBe('330203000');
    expect(findUnitByName('某某街道')).toBeNull();
    expect(findUnitByCode('330203008')?.name).toBe('望春街道');
    expect(findUnitByCode('330203777')).toBeNull();
  });
});
