/**
 * One narrow SQL table per record type with real columns, so that lists, facets and KPIs are plain
 * SELECTs. Only living documents have a row, and those merged into another have none either. Texts are stored as they are, not in the sortable form of
 * the documents' own columns: people read these values, and only SQL ever sorts them.
 */
import { absorbedState } from '../../../shared/duplicates/key.ts';
import type { Envelope } from '../../../shared/records/envelope.ts';
import type { CollectionName } from './collection-schemas.ts';
import type { SideTable } from './side-tables.ts';
import type { SqlValue } from './sqlite-database.ts';

export type ProjectionColumn = {
  /** A plain SQL name: letters, digits, underscore. */
  name: string;
  sqlType: 'text' | 'integer' | 'real';
  value: (document: Envelope) => string | number | null;
};

export type ProjectionSpec = {
  /** SQL table, e.g. `p_visit`. */
  table: string;
  /** Record type. */
  type: string;
  /** Where the type lives; `records` unless told otherwise. */
  collection?: Extract<CollectionName, 'records' | 'masters'>;
  /** Hash of the declaration; a new one builds the table again. */
  version: string;
  columns: readonly ProjectionColumn[];
  /** Columns of each index; base columns may be used. */
  indexes: readonly (readonly string[])[];
};

/** Every projection has these; `updated_at` is the record's own `updatedAt`. */
export const BASE_COLUMNS = ['id', 'unit', 'community', 'state', 'updated_at'] as const;

/** Turns a declaration into a side table. Throws on names that are not plain, because they become SQL. */
export function projectionTable(spec: ProjectionSpec): SideTable {
  const names = spec.columns.map((column) => column.name);
  [spec.table, ...names, ...spec.indexes.flat()].forEach(refuseOddName);
  const base: readonly string[] = BASE_COLUMNS;
  const clash = names.find((name, index) => base.includes(name) || names.indexOf(name) !== index);
  if (clash !== undefined) throw new Error(`projection ${spec.table}: column ${clash} twice`);

  const all = [...BASE_COLUMNS, ...names];
  const insert = `INSERT OR REPLACE INTO ${spec.table}(${all.join()}) VALUES(${all.map(() => '?').join()})`;
  return {
    name: spec.table,
    version: JSON.stringify([
      1,
      spec.version,
      spec.columns.map((column) => [column.name, column.sqlType]),
      spec.indexes,
    ]),
    collections: [spec.collection ?? 'records'],
    create(database) {
      const columns = spec.columns.map((column) => `, ${column.name} ${column.sqlType}`).join('');
      database.exec(
        `CREATE TABLE ${spec.table}(id TEXT PRIMARY KEY, unit TEXT, community TEXT, state TEXT, updated_at TEXT${columns}) WITHOUT ROWID`,
      );
    },
    indexes: spec.indexes.map((index, n) => ({
      name: `${spec.table}_x${n}`,
      on: `${spec.table}(${index.join()})`,
    })),
    write(tx, _collection, id, document) {
      if (document['type'] !== spec.type) return;
      if (document._deleted || document['state'] === absorbedState) {
        tx.run(`DELETE FROM ${spec.table} WHERE id=?`, wellFormed(id));
        return;
      }
      const record = document as unknown as Envelope;
      const base = [record.id, record.unit, record.community, record.state, record.updatedAt];
      const declared = spec.columns.map((column) => column.value(record));
      tx.run(insert, ...base.map(toCell), ...declared.map(toCell));
    },
  };
}

function refuseOddName(name: string): void {
  if (!/^[a-z][a-z0-9_]*$/i.test(name)) throw new Error(`not a plain SQL name: ${name}`);
}

function toCell(value: unknown): SqlValue {
  if (typeof value === 'string') return wellFormed(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return typeof value === 'boolean' ? Number(value) : null;
}

/** SQLite would replace a lone surrogate by itself, but not on every path in the same way. */
function wellFormed(value: string): string {
  return value.toWellFormed();
}
