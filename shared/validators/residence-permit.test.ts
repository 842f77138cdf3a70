import { describe, expect, it } from 'vitest';
import { mod112CheckCharacter } from './mod-11-2.ts';
import { checkPermanentResidence, checkResidencePermit } from './residence-permit.ts';

const today = '2026-03-01';
const withCheck = (body: string) => body + mod112CheckCharacter(body);

describe('checkResidencePermit', () => {
  it('accepts the three regions', () => {
    expect(withCheck('81000019800101001')).toBe('810000198001010014');
    for (const region of ['810000', '820000', '830000']) {
      const permit = withCheck(`${region}19800101001`);
      expect(checkResidencePermit(permit, { today })).toEqual({
        ok: true,
        value: permit,
        warnings: [],
      });
    }
  });
  it.each([
    ['11010519491231002X', 'residencePermit.address'],
    ['810000198001010015', 'citizenId.checkDigit'],
    ['8100001980010100', 'citizenId.length'],
  ])('refuses %s', (typed, code) => {
    expect(checkResidencePermit(typed, { today })).toMatchObject({ ok: false, issue: { code } });
  });
  it('compares sex with digit 17', () => {
    expect(checkResidencePermit('810000198001010014', { today, sex: '2' })).toMatchObject({
      ok: false,
      issue: { code: 'citizenId.saysMale' },
    });
  });
});

describe('checkPermanentResidence', () => {
  it('accepts new and old cards', () => {
    const card = withCheck('91015619800101001');
    expect(checkPermanentResidence(card)).toEqual({ ok: true, value: card, warnings: [] });
    expect(checkPermanentResidence('usa310080010112')).toMatchObject({
      ok: true,
      value: 'USA310080010112',
    });
  });
  it.each([
    ['', 'code.empty'],
    ['11010519491231002X', 'permanentResidence.format'],
    ['US3100800101123', 'permanentResidence.format'],
    [`${withCheck('91015619800101001').slice(0, 17)}?`, 'permanentResidence.format'],
  ])('refuses %j', (typed, code) => {
    expect(checkPermanentResidence(typed)).toMatchObject({ ok: false, issue: { code } });
  });
  it('names the expected check digit', () => {
    const body = '91015619800101001';
    const expected = mod112CheckCharacter(body);
    const wrong = expected === '0' ? '1' : '0';
    expect(checkPermanentResidence(body + wrong)).toMatchObject({
      ok: false,
      issue: { code: 'citizenId.checkDigit', params: { expected } },
    });
  });
});
