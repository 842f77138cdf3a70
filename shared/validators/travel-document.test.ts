import { describe, expect, it } from 'vitest';
import { checkTravelDocument } from './travel-document.ts';

describe('checkTravelDocument', () => {
  it.each([
    ['homeReturnPermit', 'h12345678', 'H12345678'],
    ['homeReturnPermit', 'M1234567801', 'M1234567801'],
    ['taiwanPermit', '1234 5678', '12345678'],
    ['chinesePassport', 'E12345678', 'E12345678'],
    ['chinesePassport', 'EA1234567', 'EA1234567'],
    ['chinesePassport', 'G12345678', 'G12345678'],
    ['chinesePassport', 'SE1234567', 'SE1234567'],
    ['foreignPassport', 'x1234567', 'X1234567'],
  ] as const)('%s takes %s', (kind, typed, value) => {
    expect(checkTravelDocument(typed, kind)).toEqual({ ok: true, value, warnings: [] });
  });
  it.each([
    ['homeReturnPermit', 'H1234567'],
    ['taiwanPermit', '123456789'],
    ['chinesePassport', 'EI1234567'],
    ['foreignPassport', '1234'],
  ] as const)('%s only warns about %s', (kind, typed) => {
    expect(checkTravelDocument(typed, kind)).toEqual({
      ok: true,
      value: typed,
      warnings: [{ code: `travelDocument.${kind}` }],
    });
  });
  it('refuses nothing and a pasted page', () => {
    expect(checkTravelDocument(' - ', 'chinesePassport')).toMatchObject({
      issue: { code: 'code.empty' },
    });
    expect(checkTravelDocument('E'.repeat(31), 'chinesePassport')).toMatchObject({
      issue: { code: 'code.tooLong' },
    });
  });
});
