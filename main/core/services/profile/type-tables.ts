/** Turns the registry's list declarations into the storage's projection and search tables. */
import { createHash } from 'node:crypto';
import { clockColumns } from '../../../../shared/records/columns.ts';
import type { Envelope } from '../../../../shared/records/envelope.ts';
import type { Cell } from '../../../../shared/records/list-spec.ts';
import type { RecordType } from '../../../../shared/records/record-type.ts';
import { recordTypes } from '../../../../shared/records/registry.ts';
import { createPinyinProPort } from '../../pinyin/pinyin-pro-port.ts';
import type { ProjectionSpec, SearchSpec } from '../../storage/index.ts';
import { nameSortOf } from './list-columns.ts';
import { indexesFor } from './list-indexes.ts';
import { flagColumns } from './view-flags.ts';

/** Name of a type's projection table. */
export function tableOf(type: string): string {
  return `p_${type}`;
}

/** Remembers the readings of characters. */
const pinyin = createPinyinProPort();

export const projectionSpecs: readonly ProjectionSpec[] = recordTypes.map((type) => {
  const indexes = indexesFor(type);
  return {
    table: tableOf(type.name),
    type: type.name,
    collection: type.collection,
    version: versionOf([
      type.list.columns,
      clockColumnsOf(type),
      type.list.views,
      indexes,
      'pinyin 1',
    ]),
    columns: [
      ...clockColumnsOf(type),
      ...type.list.columns.map((column) => ({
        name: column.key,
        sqlType: column.sqlType,
        value: column.value,
      })),
      { name: 'created_by', sqlType: 'text' as const, value: (record) => record.createdBy },
      ...nameSortColumns(type),
      ...flagColumns(type),
    ],
    indexes,
  };
});

function nameSortColumns(type: RecordType): ProjectionSpec['columns'] {
  const name = nameSortOf(type);
  const source = type.list.columns.find(({ key }) => key === 'name');
  if (name === null || source === undefined) return [];
  return [
    {
      name,
      sqlType: 'text',
      // The name follows its sound, so that namesakes by sound alone do not mix.
      value(record) {
        const text = source.value(record);
        return typeof text === 'string' ? `${pinyin.readings(text).full[0] ?? ''} ${text}` : null;
      },
    },
  ];
}

/** Every type with a workflow can be asked for what is due, whether its list shows it or not. */
function clockColumnsOf(
  type: RecordType,
): { name: string; sqlType: 'text' | 'integer'; value: (record: Envelope) => Cell }[] {
  if (type.workflow === null) return [];
  const shown = new Set(type.list.columns.map((column) => column.key));
  return clockColumns
    .filter((column) => !shown.has(column.key))
    .map(({ key, sqlType, value }) => ({
      name: key,
      sqlType: sqlType as 'text' | 'integer',
      value,
    }));
}

export const searchSpecs: readonly SearchSpec[] = recordTypes.flatMap((type) => searchSpecOf(type));

function searchSpecOf(type: RecordType): SearchSpec[] {
  const { search } = type.list;
  return search === null
    ? []
    : [{ type: type.name, collection: type.collection, version: versionOf(search), ...search }];
}

/** A hash over the declaration with the text of its functions: any change of meaning builds the table again, once. */
function versionOf(declaration: unknown): string {
  const text = JSON.stringify(declaration, (_key, value: unknown) =>
    typeof value === 'function' ? value.toString() : value,
  );
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
