import { describe, expect, it } from 'vitest';
import { createTexts, textGroups } from './index.ts';
import type { TextRows } from './text-rows.ts';

const groups = Object.entries(textGroups as Record<string, TextRows>);
const rows = groups.flatMap(([group, texts]) =>
  Object.entries(texts).map(([key, [zh, en]]) => ({ key: `${group}.${key}`, zh, en })),
);
const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

describe('texts of the page', () => {
  it.each(rows)('$key is there in both languages', ({ zh, en }) => {
    expect(zh.trim()).not.toBe('');
    expect(en.trim()).not.toBe('');
  });

  it.each(rows.filter(({ zh, en }) => holes(zh).length + holes(en).length > 0))(
    '$key only fills holes that both languages know',
    ({ zh, en }) => {
      expect(new Set([...holes(zh), ...holes(en)]).size).toBeLessThanOrEqual(
        Math.max(holes(zh).length, holes(en).length),
      );
    },
  );

  it('answers in words for every key, in both languages', async () => {
    for (const language of ['zh', 'en'] as const) {
      const texts = await createTexts(language);
      for (const { key, zh, en } of rows) {
        const said = texts.t(key, { skipInterpolation: true });
        expect(said).toBe(language === 'zh' ? zh : en);
      }
    }
  });

  it('has no exclamation marks, no 请 and no 系统 (the house words)', () => {
    expect(rows.filter(({ zh }) => /[！!]|(?<!申)请|系统/.test(zh)).map(({ key }) => key)).toEqual(
      [],
    );
  });

  it('fills holes in the house style', async () => {
    const texts = await createTexts('zh');
    expect(texts.t('list.total', { count: 12 })).toBe('共 12 条');
  });
});
