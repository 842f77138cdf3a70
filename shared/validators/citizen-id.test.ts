import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { addDays } from '../calendar/day.ts';
import { checkCitizenId, citizenIdFacts } from './citizen-id.ts';
import { mod112CheckCharacter } from './mod-11-2.ts';

const today = '2026-03-01';
const STANDARD = '11010519491231002X';
const DEMO = '00000019520915002X';

const codeOf = (input: string, options: Partial<Parameters<typeof checkCitizenId>[1]> = {}) => {
  const verdict = checkCitizenId(input, { today, ...options });
  return verdict.ok ? 'ok' : verdict.issue.code;
};
const withCheck = (body: string) => body + mod112CheckCharacter(body);

describe('checkCitizenId', () => {
  it("accepts the standard's example and normalises it", () => {
    const accepted = { ok: true, value: STANDARD, warnings: [] };
    for (const typed of [
      STANDARD,
      '11010519491231002x',
      '１１０１０５ 19491231 002Ｘ',
      '110105-19491231-002X',
    ]) {
      expect(checkCitizenId(typed, { today })).toEqual(accepted);
    }
    expect(citizenIdFacts(STANDARD)).toEqual({
      addressCode: '110105',
      birth: '1949-12-31',
      sex: '2',
    });
  });
  it('names the expected check digit', () => {
    expect(checkCitizenId('110105194912310021', { today })).toEqual({
      ok: false,
      issue: { code: 'citizenId.checkDigit', params: { expected: 'X', position: 18 } },
      warnings: [],
    });
  });
  it('applies the age rule to a number whose check digit is right', () => {
    expect(checkCitizenId('440524188001010014', { today })).toMatchObject({
      ok: false,
      issue: { code: 'citizenId.tooOld', params: { age: 146 } },
    });
    expect(codeOf(withCheck('33020318960301001'))).toBe('ok');
    expect(codeOf(withCheck('33020318950228001'))).toBe('citizenId.tooOld');
  });
  it.each([
    ['', 'code.empty'],
    ['3.30203194912312E+17', 'code.excelNumber'],
    ['33020319491231', 'citizenId.length'],
    ['1101051949123100XX', 'citizenId.character'],
    [withCheck('33020319490230001'), 'citizenId.birthImpossible'],
    [withCheck('33020320260302001'), 'citizenId.birthInFuture'],
    ['330203194912310000', 'code.excelTruncated'],
    [withCheck('81000019800101001'), 'citizenId.isResidencePermit'],
    [withCheck('91015619800101001'), 'citizenId.isPermanentResidence'],
    [withCheck('03020319800101001'), 'citizenId.addressImpossible'],
    ['110105491231002', 'citizenId.legacy'],
  ])('refuses %s', (typed, code) => {
    expect(codeOf(typed)).toBe(code);
  });
  it('accepts demo numbers in demo data only', () => {
    expect(codeOf(DEMO, { isDemo: true })).toBe('ok');
    expect(codeOf(DEMO)).toBe('code.demoOnly');
    expect(codeOf('000000193803120019', { isDemo: true })).toBe('ok');
    expect(codeOf('000000201306010246', { isDemo: true })).toBe('ok');
  });
  it('only warns about an unknown address, and never demands Haishu', () => {
    for (const prefix of ['330212', '330227', '110105']) {
      expect(checkCitizenId(withCheck(`${prefix}19600101001`), { today })).toMatchObject({
        warnings: [],
      });
    }
    expect(checkCitizenId(withCheck('18010519600101001'), { today })).toMatchObject({
      ok: true,
      warnings: [{ code: 'citizenId.addressUnknown' }],
    });
    expect(
      checkCitizenId(STANDARD, { today, isKnownAddress: (code) => code === '330203' }),
    ).toMatchObject({ ok: true, warnings: [{ code: 'citizenId.addressUnknown' }] });
  });
  it('compares with sex and partial birth date on the record', () => {
    expect(codeOf(STANDARD, { sex: '2', birth: '1949-12' })).toBe('ok');
    expect(codeOf(STANDARD, { sex: '1' })).toBe('citizenId.saysFemale');
    expect(codeOf(STANDARD, { sex: '0' })).toBe('ok');
    expect(codeOf(STANDARD, { birth: '1949-11' })).toBe('citizenId.birthMismatch');
    expect(
      checkCitizenId(STANDARD, { today, sex: '1', birth: '1950', mismatch: 'warning' }),
    ).toEqual({
      ok: true,
      value: STANDARD,
      warnings: [
        { code: 'citizenId.saysFemale' },
        { code: 'citizenId.birthMismatch', params: { inNumber: '1949-12-31', onRecord: '1950' } },
      ],
    });
  });
  it('keeps 15-digit numbers as former documents', () => {
    expect(checkCitizenId('110105491231002', { today, allowLegacy: true })).toEqual({
      ok: true,
      value: '110105491231002',
      warnings: [{ code: 'citizenId.legacyKept' }],
    });
    expect(codeOf('110105491331002', { allowLegacy: true })).toBe('citizenId.birthImpossible');
    expect(codeOf('000000380312001', { allowLegacy: true })).toBe('code.demoOnly');
  });
  it('finds every single wrong digit and every swap of neighbours', () => {
    const valid = fc
      .tuple(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: 0, max: 999 }))
      .map(([n, seq]) => {
        const birth = addDays('1910-01-01', n).replace(/-/g, '');
        return withCheck(`330203${birth}${String(seq).padStart(3, '0')}`);
      });
    fc.assert(
      fc.property(valid, fc.nat(16), fc.integer({ min: 1, max: 9 }), (id, at, shift) => {
        expect(codeOf(id)).toBe('ok');
        const digit = (Number(id[at]) + shift) % 10;
        expect(codeOf(`${id.slice(0, at)}${digit}${id.slice(at + 1)}`)).not.toBe('ok');
        const swapped = id.slice(0, at) + id.charAt(at + 1) + id.charAt(at) + id.slice(at + 2);
        if (swapped !== id) expect(codeOf(swapped)).not.toBe('ok');
      }),
    );
  });
  it('never throws, whatever is typed', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => void codeOf(text)));
  });
});
