import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { menuTemplate } from './menu.ts';

type Item = MenuItemConstructorOptions;

const idle = { lock: () => {}, about: () => {} };

function flat(items: readonly Item[]): Item[] {
  return items.flatMap((item) => [
    item,
    ...(Array.isArray(item.submenu) ? flat(item.submenu) : []),
  ]);
}

function labels(language: 'zh' | 'en', packaged = true): string[] {
  const items = flat(menuTemplate({ language, packaged, ...idle }));
  return items.flatMap(({ label, type }) => (type === 'separator' ? [] : [label ?? 'no label']));
}

describe('menuTemplate', () => {
  it('is Chinese in Chinese and English in English', () => {
    expect(labels('zh').every((label) => /^[\u4e00-\u9fff]+$/.test(label))).toBe(true);
    expect(labels('en').every((label) => /^[A-Za-z ]+$/.test(label))).toBe(true);
    expect(labels('zh')).toHaveLength(labels('en').length);
  });

  it('gives reload and developer tools to developers only', () => {
    const roles = (packaged: boolean) =>
      flat(menuTemplate({ language: 'zh', packaged, ...idle })).map(({ role }) => role);
    expect(roles(true)).not.toContain('reload');
    expect(roles(true)).not.toContain('toggleDevTools');
    expect(roles(false)).toContain('toggleDevTools');
  });

  it('locks', () => {
    let locked = 0;
    const items = flat(
      menuTemplate({ language: 'zh', packaged: true, lock: () => (locked += 1), about: () => {} }),
    );
    const click = items.find(({ label }) => label === '锁定')?.click as (() => void) | undefined;
    click?.();
    expect(locked).toBe(1);
  });
});
