/** What services, sync and safekeeping may use of storage. */
export { openStore } from './open-rxdb.ts';
export type { Collections, OpenStoreResult, Store, StoreOptions } from './open-rxdb.ts';
export type { CollectionName, DocTypes, FileDoc, LocalDoc } from './collection-schemas.ts';
export type { CollectionDigest, DigestOptions, DigestReader } from './digest-table.ts';
export { replicationName, sentAgain } from './district-state.ts';
export { isFromDistrict } from './outbox.ts';
export type { Outbox, OutboxOptions, OutboxRow } from './outbox.ts';
export { BASE_COLUMNS } from './projections.ts';
export type { ProjectionColumn, ProjectionSpec } from './projections.ts';
export type { ReadSql } from './read-sql.ts';
export { searchCondition } from './search-query.ts';
export type { SearchHit, SearchQuery, SearchRecords } from './search-query.ts';
export type { SearchSpec, ToPinyin } from './search-table.ts';
export type { RebuildProgress, SideTable } from './side-tables.ts';
export { twinHasher, twinTable } from './twin-table.ts';
export type { TwinSpec } from './twin-table.ts';
export { openSqlite } from './sqlite-database.ts';
export type {
  CipherName,
  OpenSqliteOptions,
  OpenSqliteResult,
  Sql,
  SqliteDatabase,
  SqlValue,
} from './sqlite-database.ts';
export type { StoreStep } from './store-version.ts';
export { StorageError, storageErrorCode } from './storage-error.ts';
export type { StorageErrorCode } from './storage-error.ts';
export type { DocumentWrite, StoredDocument, WriteHook, WrittenDocument } from './write-hooks.ts';
