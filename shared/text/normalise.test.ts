import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  hasPrivateUse,
  normaliseCode,
  normaliseName,
  normaliseText,
  textLength,
  toHalfWidth,
} from './normalise.ts';

describe('normaliseName', () => {
  it('unifies the dots of a name and drops spaces around them', () => {
    expect(normaliseName('阿依古丽 • 买买提')).toBe('阿依古丽·买买提');
    expect(normaliseName('阿依古丽・买买提')).toBe('阿依古丽·买买提');
  });
  it('keeps rare, astral and private-use characters', () => {
    for (const name of ['忻䶮', '𬭩㛃', '王\uE000']) expect(normaliseName(name)).toBe(name);
  });
  it('keeps long Latin names and single spaces', () => {
    expect(normaliseName('  Maria   Fernanda de la  Cruz ')).toBe('Maria Fernanda de la Cruz');
  });
  it('removes zero-width and bidi controls that make equal names differ', () => {
    expect(normaliseName('王\u200B小\u202E明\uFEFF')).toBe('王小明');
  });
  it('composes accents', () => {
    expect(normaliseName('Jose\u0301')).toBe('José');
  });
  it('is idempotent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = normaliseName(text);
        expect(normaliseName(once)).toBe(once);
      }),
    );
  });
});

describe('normaliseCode', () => {
  it('folds full width and case and drops separators', () => {
    expect(normaliseCode('１１０１０５　19491231－002ｘ')).toBe('11010519491231002X');
  });
  it('turns every half-width code typed in full width back into itself', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Z]{1,30}$/), (code) => {
        const full = code.replace(/./g, (c) => String.fromCodePoint(c.charCodeAt(0) + 0xfee0));
        expect(normaliseCode(full)).toBe(code);
        expect(toHalfWidth(full)).toBe(code);
      }),
    );
  });
});

describe('text measures', () => {
  it('counts code points', () => {
    expect(textLength('𬭩㛃王')).toBe(3);
    expect(textLength('')).toBe(0);
  });
  it('sees private-use characters in both planes', () => {
    expect(hasPrivateUse('王\uE000')).toBe(true);
    expect(hasPrivateUse('王\u{F0000}')).toBe(true);
    expect(hasPrivateUse('𬭩')).toBe(false);
  });
  it('brings line ends of free text to one form', () => {
    expect(normaliseText(' 一\r\n二\r三 ')).toBe('一\n二\n三');
  });
});
