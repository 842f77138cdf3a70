/** Turns the registry's list declarations into the storage's projection and search tables. */
import { createHash } from 'node:crypto';
import { clockColumns } from '../../../../shared/records/columns.ts';
import type { Envelope } from '../../../../shared/records/envelope.ts';
import type { Cell } from '../../../../shared/records/list-spec.ts';
import type { RecordType } from '../../../../shared/records/record-type.ts';
import { recordTypes } from '../../../../shared/records/registry.ts';
import type { ProjectionSpec, SearchSpec } from '../../storage/index.ts';

/** Name of a type's projection table. */
export function tableOf(type: string): string {
  return `p_${type}`;
}

export const projectionSpecs: readonly ProjectionSpec[] = recordTypes.map((type) => ({
  table: tableOf(type.name),
  type: type.name,
  collection: type.collection,
  version: versionOf([type.list.columns, type.list.indexes, clockColumnsOf(type)]),
  columns: [
    ...clockColumnsOf(type),
    ...type.list.columns.map((column) => ({
      name: column.key,
      sqlType: column.sqlType,
      value: column.value,
    })),
    { name: 'created_by', sqlType: 'text' as const, value: (record) => record.createdBy },
  ],
  indexes: [
    ['unit'],
    ...(type.workflow === null
      ? []
      : [
          ['unit', 'due_on'],
          ['unit', 'state', 'due_on'],
        ]),
    ...type.list.indexes.map((columns) => ['unit', ...columns]),
  ],
}));

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
