/**
 * Random documents and queries, and the judge: RxDB's own matcher and comparator over a plain array.
 * Any storage must answer the same.
 */
import fc from 'fast-check';
import { getQueryMatcher, getSortComparator, normalizeMangoQuery, prepareQuery } from 'rxdb';
import type { FilledMangoQuery, MangoQuery, RxDocumentData, RxStorageInstance } from 'rxdb';
import { expect } from 'vitest';
import { storedDoc, testSchema } from './test-schema.ts';
import type { TestDoc } from './test-schema.ts';

/** Texts where UTF-8 and UTF-16 disagree, and other trouble. */
const awkward = [
  '',
  'a',
  'A',
  'b',
  '张',
  '张三',
  '（',
  '：',
  '𠮷',
  '𠮷野',
  '\ufa11',
  '\uffff',
  'z\u0000a',
  'null',
  '0',
];

export const textArbitrary = fc.oneof(
  fc.constantFrom(...awkward),
  // RxDB's memory storage takes a range that ends at U+0001 for one that ends before the empty text.
  fc.string({ unit: 'binary', maxLength: 3 }).map((text) => text.replaceAll('\u0001', '')),
);
const numberArbitrary = fc.integer({ min: -6, max: 6 }).map((value) => value / 2);

const fieldsWith = (text: fc.Arbitrary<string>) =>
  fc.record({
    text,
    number: numberArbitrary,
    flag: fc.boolean(),
    nested: fc.record({ key: text }),
    free: fc.option(fc.oneof(numberArbitrary, text), { nil: undefined }),
  });

/** Documents as their schema says, with any text in them. */
export const awkwardDocs = fc.array(fieldsWith(textArbitrary), { minLength: 1, maxLength: 25 });

/** The same without the signs that RxDB's memory storage uses to build its index keys. */
export const regularDocs = fc.array(
  fieldsWith(
    textArbitrary.filter((text) => text.split('').every((sign) => sign > ' ' && sign !== '\uffff')),
  ),
  { minLength: 1, maxLength: 25 },
);

/** Documents in which indexed values may be missing, but are never of a wrong type. */
export const incompleteDocs = fc.array(
  fc
    .tuple(fieldsWith(textArbitrary), fc.subarray(['text', 'number', 'flag', 'nested']))
    .map(
      ([fields, missing]) =>
        Object.assign({}, fields, ...missing.map((name) => ({ [name]: undefined }))) as object,
    ),
  { minLength: 1, maxLength: 25 },
);

/** Documents in which indexed values may be missing, null, or of another type. */
export const irregularDocs = fc.array(
  fc
    .tuple(
      fieldsWith(textArbitrary),
      fc.dictionary(
        fc.constantFrom('text', 'number', 'flag', 'nested'),
        fc.constantFrom<unknown>(
          undefined,
          null,
          'x',
          1,
          true,
          ['a', 'b'],
          [1],
          { key: 1 },
          { key: ['a'] },
          {},
        ),
        { maxKeys: 1 },
      ),
    )
    .map(([fields, odd]) => ({ ...fields, ...odd })),
  { minLength: 1, maxLength: 25 },
);

const valueFor: Record<string, fc.Arbitrary<unknown>> = {
  id: fc.integer({ min: 0, max: 25 }).map(idOf),
  text: textArbitrary,
  number: numberArbitrary,
  flag: fc.boolean(),
  'nested.key': textArbitrary,
  free: fc.oneof(numberArbitrary, textArbitrary),
};
const pathArbitrary = fc.constantFrom(...Object.keys(valueFor));

/** How often an operand is of a type that its field never has: RxDB's memory storage is wrong about these. */
type Oddity = { weight: number };

const matchers = (odd: Oddity): fc.Arbitrary<object> =>
  pathArbitrary.chain((path) => {
    const value = fc.oneof(
      { weight: 8, arbitrary: valueFor[path] ?? fc.constant(null) },
      { ...odd, arbitrary: fc.constantFrom<unknown>(null, 1, 'a') },
    );
    const compare = fc
      .tuple(fc.constantFrom('$eq', '$ne', '$gt', '$gte', '$lt', '$lte'), value)
      .map(([operator, operand]) => ({ [operator]: operand }));
    const list = fc
      .tuple(fc.constantFrom('$in', '$nin'), fc.array(value, { maxLength: 4 }))
      .map(([operator, operand]) => ({ [operator]: operand }));
    const other = fc.oneof(
      fc.boolean().map((exists) => ({ $exists: exists })),
      compare.map((inner) => ({ $not: inner })),
    );
    return fc
      .oneof(
        { weight: 6, arbitrary: compare },
        { weight: 2, arbitrary: list },
        { weight: 1, arbitrary: other },
      )
      .map((matcher): object => ({ [path]: matcher }));
  });

const selectors = (odd: Oddity): fc.Arbitrary<object> =>
  fc.letrec<{ selector: object; group: object }>((tie) => ({
    group: fc
      .tuple(
        fc.constantFrom('$and', '$or', '$nor'),
        fc.array(tie('selector'), { minLength: 1, maxLength: 3 }),
      )
      .map(([key, parts]) => ({ [key]: parts })),
    selector: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc
        .array(matchers(odd), { maxLength: 2 })
        .map((parts): object => Object.assign({}, ...parts) as object),
      tie('group'),
    ),
  })).selector;

const queries = (odd: Oddity): fc.Arbitrary<MangoQuery<TestDoc>> =>
  fc.record(
    {
      selector: selectors(odd),
      sort: fc
        .uniqueArray(fc.tuple(pathArbitrary, fc.constantFrom('asc' as const, 'desc' as const)), {
          minLength: 1,
          maxLength: 2,
          selector: ([path]) => path,
        })
        .map((parts) => parts.map(([path, direction]) => ({ [path]: direction }))),
      skip: fc.integer({ min: 0, max: 3 }),
      limit: fc.integer({ min: 0, max: 6 }),
    },
    { requiredKeys: ['selector', 'sort'] },
  );

/** Operands of the type that the schema gives their field. */
export const regularQueries = queries({ weight: 0 });

/** Operands of any type. */
export const anyQueries = queries({ weight: 1 });

/** Numbers the documents; every fifth is a deleted one, which no query may return. */
export function toStoredDocs(all: object[]): RxDocumentData<TestDoc>[] {
  return all.map((fields, index) => storedDoc({ ...fields, id: idOf(index) }, 1, index % 5 === 4));
}

/** Asks the storage and the judge, and compares. */
export async function expectSameAnswer(
  instance: RxStorageInstance<TestDoc, unknown, unknown>,
  docs: RxDocumentData<TestDoc>[],
  query: MangoQuery<TestDoc>,
): Promise<void> {
  const filled = normalizeMangoQuery<TestDoc>(testSchema, {
    ...query,
    selector: { ...query.selector, _deleted: { $eq: false } } as never,
  });
  const answer = await instance.query(prepareQuery(testSchema, filled));
  expect(answer.documents.map((document) => document.id)).toEqual(
    judge(docs, filled).map((document) => document.id),
  );

  const { skip, limit, ...whole } = filled;
  const counted = await instance.count(prepareQuery(testSchema, { ...whole, skip: 0 }));
  expect(counted.count, `without skip ${skip} and limit ${String(limit)}`).toBe(
    judge(docs, { ...whole, skip: 0 }).length,
  );
}

function judge(
  docs: RxDocumentData<TestDoc>[],
  query: FilledMangoQuery<TestDoc>,
): RxDocumentData<TestDoc>[] {
  const matches = getQueryMatcher(testSchema, query);
  const found = docs
    .filter((document) => matches(document))
    .toSorted(getSortComparator(testSchema, query));
  return found.slice(query.skip, query.limit === undefined ? undefined : query.skip + query.limit);
}

function idOf(index: number): string {
  return `id${String(index).padStart(3, '0')}`;
}
