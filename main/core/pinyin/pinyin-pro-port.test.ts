import { describe, expect, it } from 'vitest';
import { matchesPinyin } from '../../../shared/pinyin/pinyin-port.ts';
import { createPinyinProPort } from './pinyin-pro-port.ts';

const port = createPinyinProPort();
const readings = (text: string) => port.readings(text);

describe('readings of names', () => {
  it.each([
    ['忻海平', 'xinhaiping', 'xhp'],
    ['虞明', 'yuming', 'ym'],
    ['竺建', 'zhujian', 'zj'],
    ['邬德', 'wude', 'wd'],
    ['欧阳禾', 'ouyanghe', 'oyh'],
    ['曾国', 'zengguo', 'zg'],
    ['单建国', 'shanjianguo', 'sjg'],
    ['解海', 'xiehai', 'xh'],
    ['乐明', 'yueming', 'ym'],
    ['吕明', 'lvming', 'lm'],
  ])('%s is first of all %s', (name, full, initials) => {
    expect(readings(name).full[0]).toBe(full);
    expect(readings(name).initials[0]).toBe(initials);
  });
  it.each([
    ['乐明', 'leming', 'lm'],
    ['单建国', 'danjianguo', 'djg'],
    ['解海', 'jiehai', 'jh'],
    ['曾国', 'cengguo', 'cg'],
  ])('%s is also found as %s', (name, full, initials) => {
    expect(readings(name).full).toContain(full);
    expect(readings(name).initials).toContain(initials);
  });
  it('reads rare and astral characters the library knows, and skips those it does not', () => {
    expect(readings('忻䶮').full[0]).toBe('xinyan');
    expect(readings('竺𬭩').full[0]).toBe('zhuweng');
    expect(readings('王\uE000').full).toEqual(['wang']);
  });
  it('keeps Latin letters and digits of mixed names', () => {
    expect(readings('José Cruz')).toEqual({ full: ['josecruz'], initials: ['jc'] });
    expect(readings('演示3弄').initials[0]).toBe('ys3n');
  });
  it('stays within 16 readings for a long text of 多音字', () => {
    const { full, initials } = readings('乐单解曾重行长中'.repeat(10));
    expect(full).toHaveLength(16);
    expect(new Set(full).size).toBe(16);
    expect(initials.length).toBeLessThanOrEqual(16);
  });
  it('has one empty reading for nothing', () => {
    expect(readings('')).toEqual({ full: [''], initials: [''] });
  });
  it('works with the matcher', () => {
    const entry = { text: '单乐明', ...readings('单乐明') };
    for (const typed of ['shanle', 'danyue', 'slm', '乐明'])
      expect(matchesPinyin(typed, entry)).toBe(true);
  });
});
