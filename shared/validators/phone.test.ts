import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { checkPhone, phoneKind } from './phone.ts';

describe('checkPhone', () => {
  it.each([
    ['13800138000', '13800138000', 'mobile'],
    ['138 0013-8000', '13800138000', 'mobile'],
    ['+86 138 0013 8000', '13800138000', 'mobile'],
    ['008613800138000', '13800138000', 'mobile'],
    ['１３８００１３８０００', '13800138000', 'mobile'],
    ['0574-87654321', '0574-87654321', 'landline'],
    ['(0574) 8765 4321', '0574-87654321', 'landline'],
    ['057487654321', '0574-87654321', 'landline'],
    ['0574-87654321-12', '0574-87654321-12', 'landline'],
    ['010-12345678', '010-12345678', 'landline'],
    ['+86-574-87654321', '0574-87654321', 'landline'],
    ['+86 10 12345678', '010-12345678', 'landline'],
    ['+852 9123 4567', '+85291234567', 'overseas'],
    ['0039 06 1234567', '+39061234567', 'overseas'],
  ])('%s', (typed, value, kind) => {
    expect(checkPhone(typed)).toEqual({ ok: true, value, warnings: [] });
    expect(phoneKind(value)).toBe(kind);
  });
  it.each([
    ['', 'phone.empty'],
    ['87654321', 'phone.areaCodeMissing'],
    ['12800138000', 'phone.mobile'],
    ['1380013800', 'phone.mobile'],
    ['13800138000/13900139000', 'phone.character'],
    ['+12345', 'phone.overseas'],
    ['999', 'phone.format'],
    ['0574-8765432109', 'phone.format'],
  ])('refuses %j', (typed, code) => {
    expect(checkPhone(typed)).toMatchObject({ ok: false, issue: { code } });
  });
  it('accepts demo numbers in demo data only', () => {
    expect(checkPhone('101 0000 0001', { isDemo: true })).toMatchObject({
      ok: true,
      value: '10100000001',
    });
    expect(checkPhone('10100000001')).toMatchObject({
      ok: false,
      issue: { code: 'phone.demoOnly' },
    });
    expect(phoneKind('10100000001')).toBe('demo');
  });
  it('warns about a seven-digit number in Ningbo', () => {
    expect(checkPhone('0574-8765432')).toMatchObject({
      ok: true,
      warnings: [{ code: 'phone.ningboEightDigits' }],
    });
  });
  it('leaves canonical values as they are', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^(\+|0|1|00|\+86)?[0-9 -]{5,14}$/), (typed) => {
        const verdict = checkPhone(typed, { isDemo: true });
        if (verdict.ok) expect(checkPhone(verdict.value, { isDemo: true })).toEqual(verdict);
      }),
    );
  });
});
