import { describe, expect, it } from 'vitest';
import { checkTravelDocument } from './travel-document.ts';

describe('checkTravelDocument', () => {
  it.each([
    ['home_return', 'h12345678', 'H12345678'],
    ['home_return', 'M1234567801', 'M1234567801'],
    ['taiwan_permit', '1234 5678', '12345678'],
    ['cn_passport', 'E12345678', 'E12345678'],
    ['cn_passport', 'EA1234567', 'EA1234567'],
    ['cn_passport', 'G12345678', 'G12345678'],
    ['cn_passport', 'SE1234567', 'SE1234567'],
    ['foreign_passport', 'x1234567', 'X1234567'],
  ] as const)('%s takes %s', (kind, typed, value) => {
    expect(checkTravelDocument(typed, kind)).toEqual({ ok: true, value, warnings: [] });
  });
  it.each([
    ['home_return', 'H1234567'],
    ['taiwan_permit', '123456789'],
    ['cn_passport', 'EI1234567'],
    ['foreign_passport', '1234'],
  ] as const)('%s only warns about %s', (kind, typed) => {
    expect(checkTravelDocument(typed, kind)).toEqual({
      ok: true,
      value: typed,
      warnings: [{ code: `travelDocument.${kind}` }],
    });
  });
  it('refuses nothing and a pasted page', () => {
    expect(checkTravelDocument(' - ', 'cn_passport')).toMatchObject({ issue: { code: 'code.empty' } });
    expect(checkTravelDocument('E'.repeat(31), 'cn_passport')).toMatchObject({
      issue: { code: 'code.tooLong' },
    });
  });
});
