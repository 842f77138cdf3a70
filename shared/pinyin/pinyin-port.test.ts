import { describe, expect, it } from 'vitest';
import { matchesPinyin, pinyinQueries } from './pinyin-port.ts';

const entry = { text: '乐绿', full: ['yuelv', 'lelv'], initials: ['yl', 'll'] };

describe('matchesPinyin', () => {
  it.each(['', '乐', '绿', 'yue', 'YueLv', 'le lv', 'lelǜ', 'lelyu', 'yl', 'LL', 'ｙｕｅ'])(
    '%j fits',
    (q) => {
      expect(matchesPinyin(q, entry)).toBe(true);
    },
  );
  it.each(['吕', 'lao', 'yv', 'xl', '乐l'])('%j does not', (q) => {
    expect(matchesPinyin(q, entry)).toBe(false);
  });
  it('finds Latin names by their own letters', () => {
    const rossi = { text: 'Clara Rossi', full: ['clararossi'], initials: ['cr'] };
    expect(matchesPinyin('rossi', rossi)).toBe(true);
    expect(matchesPinyin('a r', rossi)).toBe(true);
  });
});

describe('pinyinQueries', () => {
  it('writes ü as v, and leaves lyu open', () => {
    for (const typed of ['lǚ', 'lü', 'lv', 'lu:']) expect(pinyinQueries(typed)).toEqual(['lv']);
    expect(pinyinQueries('lyu')).toEqual(['lyu', 'lv']);
  });
  it('does not mistake the border of two syllables for ü', () => {
    expect(matchesPinyin('danyue', { text: '单乐', full: ['danyue'], initials: ['dy'] })).toBe(
      true,
    );
  });
  it("drops apostrophes and tones: Xī'ān", () => {
    expect(pinyinQueries("Xī'ān")).toEqual(['xian']);
  });
  it('is empty for text that is not pinyin', () => {
    expect(pinyinQueries('王wang')).toEqual([]);
  });
});
