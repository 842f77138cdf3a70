/** The schema that the storage suites run on: indexed text, number and flag, and fields without an index. */
import { fillWithDefaultSettings } from 'rxdb';
import type { BulkWriteRow, RxDocumentData, RxJsonSchema } from 'rxdb';

export type TestDoc = {
  id: string;
  text: string;
  number: number;
  flag: boolean;
  nested: { key: string };
  free?: unknown;
};

const text = { type: 'string', maxLength: 40 } as const;

/** Filled as RxDB hands it to a storage. */
export const testSchema: RxJsonSchema<RxDocumentData<TestDoc>> = fillWithDefaultSettings<TestDoc>({
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: text,
    text,
    number: { type: 'number', minimum: -1000, maximum: 1000, multipleOf: 0.5 },
    flag: { type: 'boolean' },
    nested: { type: 'object', properties: { key: text }, required: ['key'] },
    free: {},
  },
  required: ['id', 'text', 'number', 'flag', 'nested'],
  indexes: ['text', ['number', 'text'], ['flag', 'number'], 'nested.key'],
  attachments: {},
});

/** Lets `lwt` grow without a clock. */
let ticks = 1_700_000_000_000;

/** A document as RxDB writes it; `height` is the number in its revision. */
export function storedDoc(
  fields: Partial<TestDoc> & { id: string },
  height = 1,
  deleted = false,
): RxDocumentData<TestDoc> {
  ticks += 1;
  return {
    text: '',
    number: 0,
    flag: false,
    nested: { key: '' },
    ...fields,
    _deleted: deleted,
    _rev: `${height}-test`,
    _meta: { lwt: ticks },
    _attachments: {},
  };
}

export function insertRow(fields: Partial<TestDoc> & { id: string }): BulkWriteRow<TestDoc> {
  return { document: storedDoc(fields) };
}

export function updateRow(
  previous: RxDocumentData<TestDoc>,
  fields: Partial<TestDoc>,
  deleted = false,
): BulkWriteRow<TestDoc> {
  const height = Number(previous._rev.split('-')[0]) + 1;
  return { previous, document: storedDoc({ ...previous, ...fields }, height, deleted) };
}
