import { describe, expect, it } from 'vitest';
import { createPinyinProPort } from '../pinyin/pinyin-pro-port.ts';
import type { Store } from './open-rxdb.ts';
import { openTestStore } from './testing/open-test-store.ts';
import { sampleRecord } from './testing/sample-documents.ts';
import { storedNames } from './testing/stored-names.ts';

async function openWith(people: [name: string, phone?: string][]): Promise<Store> {
  const pinyin = createPinyinProPort();
  const store = await openTestStore({ ...storedNames, toPinyin: (text) => pinyin.readings(text) });
  await store.collections.records.bulkInsert(
    people.map(([name, phone], index) =>
      sampleRecord(`p${index}`, {
        unit: index % 2 === 0 ? '330203001' : '330203002',
        data: { name, phone },
      }),
    ),
  );
  return store;
}

const titles = async (store: Store, text: string): Promise<string[]> =>
  (await store.search({ text })).map(({ title }) => title);

describe('search', () => {
  it.each([
    ['张', ['张三丰']],
    ['三丰', ['张三丰']],
    ['zhangsan', ['张三丰']],
    ['ZSF', ['张三丰']],
    ['lele', ['单乐乐']],
    ['shanyue', ['单乐乐']],
    ['shan', ['单乐乐']],
    ['8000-0001', ['张三丰']],
    ['0002', ['单乐乐']],
    ['clara', ['Clara Rossi']],
    ['ＣＬＡＲＡ', ['Clara Rossi']],
    ['clara rossi', ['Clara Rossi']],
    ['张 0002', []],
    ['张 0001', ['张三丰']],
    ['zhang 三丰', ['张三丰']],
    ['zsf 138', ['张三丰']],
    ['8000000 sanfeng', ['张三丰']],
    ['éà', ['Éà']],
    ['   ', []],
    ['%', []],
    ['_', []],
    ['\\', []],
  ])('finds by %j', async (text, expected) => {
    const store = await openWith([
      ['张三丰', '138 8000 0001'],
      ['单乐乐', '13900000002'],
      ['Clara Rossi'],
      ['Éà'],
    ]);
    expect(await titles(store, text)).toEqual(expected);
  });

  it('finds signs that LIKE would take for wildcards', async () => {
    const store = await openWith([['100%甲_乙\\丙'], ['100甲x乙丙']]);
    expect(await titles(store, '0%甲')).toEqual(['100%甲_乙\\丙']);
    expect(await titles(store, '甲_乙')).toEqual(['100%甲_乙\\丙']);
    expect(await titles(store, '\\丙')).toEqual(['100%甲_乙\\丙']);
  });

  it('ranks: title begins so, contains so, initials, pinyin, digits', async () => {
    const store = await openWith([
      ['老张'],
      ['张三'],
      ['Ma'],
      ['Bob Ma'],
      ['马安'],
      ['茂安'],
      ['丁', '1'],
    ]);
    expect(await titles(store, '张')).toEqual(['张三', '老张']);
    expect(await titles(store, 'ma')).toEqual(['Ma', 'Bob Ma', '茂安', '马安']);
  });

  it('keeps to the types, units and number asked for', async () => {
    const store = await openWith([['张一'], ['张二'], ['张三']]);
    expect(await store.search({ text: '张', units: ['330203002'] })).toMatchObject([
      { title: '张二', unit: '330203002', community: '330203001001' },
    ]);
    expect(await store.search({ text: '张', units: [] })).toEqual([]);
    expect(await store.search({ text: '张', types: ['visit'] })).toEqual([]);
    expect(await store.search({ text: '张', types: ['person'], limit: 2 })).toHaveLength(2);
  });

  it('forgets old names and deleted records', async () => {
    const store = await openWith([['张三']]);
    const { records } = store.collections;
    await records.upsert(sampleRecord('p0', { data: { name: '李四' } }));
    expect([await titles(store, '张三'), await titles(store, '李四')]).toEqual([[], ['李四']]);
    await (await records.findOne('p0').exec(true)).remove();
    expect(await titles(store, '李四')).toEqual([]);
  });
});
