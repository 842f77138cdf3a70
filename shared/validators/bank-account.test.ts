import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { checkBankAccount, satisfiesLuhn } from './bank-account.ts';

describe('checkBankAccount', () => {
  it('accepts digits in groups', () => {
    expect(checkBankAccount('4111 1111-1111 1111')).toEqual({
      ok: true,
      value: '4111111111111111',
      warnings: [],
    });
  });
  it('only warns when Luhn fails', () => {
    expect(checkBankAccount('4111111111111112')).toMatchObject({
      ok: true,
      warnings: [{ code: 'bankAccount.luhn' }],
    });
  });
  it.each([
    ['', 'code.empty'],
    ['6.22202E+18', 'code.excelNumber'],
    ['12345X7890', 'bankAccount.digits'],
    ['123456789', 'bankAccount.length'],
    ['1'.repeat(31), 'bankAccount.length'],
    ['0000000000000000018', 'code.demoOnly'],
  ])('refuses %j', (typed, code) => {
    expect(checkBankAccount(typed)).toMatchObject({ ok: false, issue: { code } });
  });
  it('accepts the demo account in demo data', () => {
    expect(checkBankAccount('0000000000000000018', { isDemo: true })).toMatchObject({
      ok: true,
      warnings: [],
    });
  });
});

describe('satisfiesLuhn', () => {
  it('has exactly one right check digit for every body', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{1,29}$/), (body) => {
        const right = '0123456789'.split('').filter((check) => satisfiesLuhn(body + check));
        expect(right).toHaveLength(1);
      }),
    );
  });
});
