import { describe, expect, it } from 'vitest';
import { checkCommunityCode, checkUnitCode } from './division-code.ts';

describe('checkUnitCode', () => {
  it.each(['330203008', ' ３３０２０３１０３ ', '330203000', '330203901'])(
    'accepts %s',
    (typed) => {
      expect(checkUnitCode(typed).ok).toBe(true);
    },
  );
  it.each([
    ['', 'code.empty'],
    ['330203', 'division.unitFormat'],
    ['330212001', 'division.unitFormat'],
    ['330203777', 'division.unitUnknown'],
  ])('refuses %j', (typed, code) => {
    expect(checkUnitCode(typed)).toMatchObject({ ok: false, issue: { code } });
  });
  it('takes another table', () => {
    expect(checkUnitCode('330203777', new Set(['330203777'])).ok).toBe(true);
  });
});

describe('checkCommunityCode', () => {
  it('accepts a community of a known unit', () => {
    expect(checkCommunityCode('330203008901', { unit: '330203008' })).toMatchObject({ ok: true });
  });
  it.each([
    ['', 'code.empty'],
    ['330203008', 'division.communityFormat'],
    ['330203777001', 'division.unitUnknown'],
    ['330203009001', 'division.communityElsewhere'],
  ])('refuses %j', (typed, code) => {
    expect(checkCommunityCode(typed, { unit: '330203008' })).toMatchObject({
      ok: false,
      issue: { code },
    });
  });
});
