import { describe, expect, it } from 'vitest';
import { matchesPinyin, toPinyinLetters } from './pinyin-port.ts';

const entry = { text: '乐绿', full: ['yuelv', 'lelv'], initials: ['yl', 'll'] };

describe('matchesPinyin', () => {
  it.each(['', '乐', '绿', 'yue', 'YueLv', 'le lv', 'lelǜ', 'lelyu', 'yl', 'LL', 'ｙｕｅ'])('%j fits', (q) => {
    expect(matchesPinyin(q, entry)).toBe(true);
  });
  it.each(['吕', 'lao', 'yv', 'xl', '乐l'])('%j does not', (q) => {
    expect(matchesPinyin(q, entry)).toBe(false);
  });
  it('finds Latin names by their own letters', () => {
    const rossi = { text: 'Clara Rossi', full: ['clararossi'], initials: ['cr'] };
    expect(matchesPinyin('rossi', rossi)).toBe(true);
    expect(matchesPinyin('a r', rossi)).toBe(true);
  });
});

describe('toPinyinLetters', () => {
  it('writes every way of typing ü as v', () => {
    for (const typed of ['lǚ', 'lü', 'lv', 'lyu', 'lu:']) expect(toPinyinLetters(typed)).toBe('lv');
  });
  it("drops apostrophes and tones: Xī'ān", () => {
    expect(toPinyinLetters("Xī'ān")).toBe('xian');
  });
  it('is empty for text that is not pinyin', () => {
    expect(toPinyinLetters('王wang')).toBe('');
  });
});
