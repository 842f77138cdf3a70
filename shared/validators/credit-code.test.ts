import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  checkCreditCode,
  creditCodeCheckCharacter,
  organisationCheckCharacter,
} from './credit-code.ts';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const PUBLISHED = ['9144030071526726XG', '914403001922038216', '91330100799655058B'];
const DEMO = [
  '91000000DM0000013W',
  '91000000DM0000021P',
  '91000000DM000003XF',
  '91000000DM00004009',
];

describe('checkCreditCode', () => {
  it.each(PUBLISHED)('accepts %s without a warning', (value) => {
    expect(checkCreditCode(value)).toEqual({ ok: true, value, warnings: [] });
  });
  it('normalises full width, lower case and spaces', () => {
    expect(checkCreditCode('９１４４０３００ 71526726xg')).toMatchObject({
      ok: true,
      value: PUBLISHED[0],
    });
  });
  it('names the expected check character', () => {
    expect(checkCreditCode('9144030071526726XH')).toEqual({
      ok: false,
      issue: { code: 'creditCode.checkCharacter', params: { expected: 'G', position: 18 } },
      warnings: [],
    });
  });
  it.each(DEMO)('accepts demo code %s in demo data only', (value) => {
    expect(checkCreditCode(value, { isDemo: true })).toEqual({ ok: true, value, warnings: [] });
    expect(checkCreditCode(value)).toMatchObject({ ok: false, issue: { code: 'code.demoOnly' } });
  });
  it.each([
    ['', 'code.empty', undefined],
    ['91440300', 'creditCode.length', { actual: 8 }],
    [
      '9144O30071526726XG',
      'creditCode.lookalike',
      { position: 5, character: 'O', suggestion: '0' },
    ],
    ['914403007152672深XG', 'creditCode.character', { position: 16, character: '深' }],
  ])('refuses %j', (typed, code, params) => {
    expect(checkCreditCode(typed)).toMatchObject({
      ok: false,
      issue: params === undefined ? { code } : { code, params },
    });
  });
  it('warns when the organisation part fails its own check', () => {
    const first17 = `9133020312345678${organisationCheckCharacter('12345678') === '1' ? '2' : '1'}`;
    expect(checkCreditCode(first17 + creditCodeCheckCharacter(first17))).toMatchObject({
      ok: true,
      warnings: [{ code: 'creditCode.organisationPart' }],
    });
  });
  it('uses all 31 check characters', () => {
    const seen = new Set<string>();
    for (let n = 0; n < 500; n += 1) {
      seen.add(creditCodeCheckCharacter(`91330203${String(n).padStart(9, '0')}`));
    }
    expect([...seen].toSorted().join('')).toBe(ALPHABET);
  });
  it('finds every single wrong character', () => {
    const body = fc.string({
      unit: fc.constantFrom(...ALPHABET.split('')),
      minLength: 17,
      maxLength: 17,
    });
    fc.assert(
      fc.property(body, fc.nat(16), fc.integer({ min: 1, max: 30 }), (first17, at, shift) => {
        const code = first17 + creditCodeCheckCharacter(first17);
        expect(checkCreditCode(code, { isDemo: true }).ok).toBe(true);
        const other = ALPHABET.charAt((ALPHABET.indexOf(code.charAt(at)) + shift) % 31);
        const wrong = code.slice(0, at) + other + code.slice(at + 1);
        expect(checkCreditCode(wrong, { isDemo: true }).ok).toBe(false);
      }),
    );
  });
});
