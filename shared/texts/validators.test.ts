import { describe, expect, it } from 'vitest';
import { validatorText, validatorTexts } from './validators.ts';

const entries = Object.entries(validatorTexts);
const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).toSorted();

describe('validator texts', () => {
  it.each(entries)('%s says the same with the same params in both languages', (_, { zh, en }) => {
    expect(zh).toMatch(/\p{Script=Han}/u);
    expect(en).toMatch(/[A-Za-z]/);
    expect(holes(en)).toEqual(holes(zh));
  });
  it('fills params in', () => {
    const issue = { code: 'citizenId.checkDigit', params: { expected: 'X', position: 18 } };
    expect(validatorText(issue, 'zh')).toBe('校验码应为 X，请核对第 18 位及其余各位');
    expect(validatorText(issue, 'en')).toContain('should be X');
  });
  it('shows an unknown code rather than nothing', () => {
    expect(validatorText({ code: 'some.newer.code' }, 'zh')).toBe('some.newer.code');
  });
});
