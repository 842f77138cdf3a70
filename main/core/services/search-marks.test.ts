import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPinyinProPort } from '../pinyin/pinyin-pro-port.ts';
import { marksIn, matchOf } from './search-marks.ts';

const pinyin = createPinyinProPort();
const marked = (text: string, typed: string) =>
  marksIn(text, typed, pinyin).map(([start, end]) => text.slice(start, end));

describe('marks of a hit', () => {
  it.each([
    ['张三丰', '三丰', ['三丰']],
    ['张三丰', 'sanf', ['三丰']],
    ['张三丰', 'zsf', ['张三丰']],
    ['张三丰', 'zhangsan', ['张三']],
    ['单乐', 'shan', ['单']],
    ['单乐', 'le', ['乐']],
    ['单乐', 'yue', ['乐']],
    ['Clara Rossi', 'ross', ['Ross']],
    ['（ＡＢ）公司', 'ab公', []],
    ['ＡＢ公司', 'ab', ['ＡＢ']],
    ['望春街道 演示路18弄', '演示路 望春', ['望春', '演示路']],
    ['张三丰', '李', []],
  ])('%s by %s', (text, typed, wanted) => expect(marked(text, typed)).toEqual(wanted));

  it('says where it was found, and that a number is not shown', () => {
    const hit = { title: '虞菊兰', subtitle: '演示路18弄' };
    expect(matchOf(hit, '演示', pinyin)).toMatchObject({ in: 'subtitle', marks: [[0, 2]] });
    expect(matchOf(hit, '0001', pinyin)).toEqual({ in: 'other', text: '', marks: [] });
  });

  it('marks lie in order inside the text, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, typed) => {
        let last = 0;
        for (const [start, end] of marksIn(text, typed, pinyin)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          last = end;
        }
      }),
    );
  });
});
