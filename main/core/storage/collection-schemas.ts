/**
 * The five collections of a profile and their RxDB schemas. They follow how data changes, not what it
 * is about: open RxDB allows 13 open collections, and there are about 80 record types (design.md §3).
 * The types are checked by zod above this room; the schemas here only name fields and indexes.
 */
import type { RxJsonSchema } from 'rxdb';
import type { Envelope, EventDoc, PlainData } from '../../../shared/records/envelope.ts';

export type CollectionName = 'records' | 'events' | 'masters' | 'files' | 'local';

/**
 * One content that lies sealed beside the database. Its id is the SHA-256; who names it is in `file_use`, so what describes one
 * mention (record, name) stays empty here.
 */
export type FileDoc = {
  id: string;
  recordId: string;
  recordType: string;
  unit: string;
  community: string;
  name: string;
  mime: string;
  /** Bytes. */
  size: number;
  sha256: string;
  /** `here`: the district has not said that it has it. `sent`: it has. */
  state: string;
  mutation: string;
  createdAt: string;
  createdBy: string;
  device: string;
  isDemo: boolean;
  data: PlainData;
};

/** Something that never leaves the device: a draft, a conflict card, a setting, sync state. */
export type LocalDoc = { id: string; kind: string; updatedAt: string; data: PlainData };

export type DocTypes = {
  records: Envelope;
  events: EventDoc;
  masters: Envelope;
  files: FileDoc;
  local: LocalDoc;
};

type Properties<T> = RxJsonSchema<T>['properties'];

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const number = { type: 'number' } as const;
const object = { type: 'object', additionalProperties: true } as const;
/** RxDB wants a length for everything indexed. Longer values are still stored whole. */
const key = { type: 'string', maxLength: 100 } as const;
const moment = { type: 'string', maxLength: 30 } as const;

const envelopeProperties: Properties<Envelope> = {
  id: key,
  type: key,
  unit: key,
  community: text,
  state: text,
  bizNo: text,
  class: text,
  isDemo: flag,
  schemaVersion: number,
  version: number,
  mutation: text,
  createdAt: text,
  createdBy: text,
  updatedAt: moment,
  updatedBy: text,
  device: text,
  data: object,
};

const eventProperties: Properties<EventDoc> = {
  id: key,
  recordId: key,
  recordType: text,
  unit: key,
  community: text,
  kind: text,
  at: moment,
  actor: text,
  actorName: text,
  device: text,
  deviceSeq: number,
  mutation: text,
  isDemo: flag,
  data: object,
};

const fileProperties: Properties<FileDoc> = {
  id: key,
  recordId: key,
  recordType: text,
  unit: key,
  community: text,
  name: text,
  mime: text,
  size: number,
  sha256: text,
  state: key,
  mutation: text,
  createdAt: moment,
  createdBy: text,
  device: text,
  isDemo: flag,
  data: object,
};

const localProperties: Properties<LocalDoc> = {
  id: { type: 'string', maxLength: 200 },
  kind: key,
  updatedAt: moment,
  data: object,
};

export const collectionSchemas: { [Name in CollectionName]: RxJsonSchema<DocTypes[Name]> } = {
  records: schema(
    envelopeProperties,
    [
      ['type', 'unit', 'updatedAt'],
      ['unit', 'type'],
    ],
    ['type', 'unit', 'updatedAt'],
  ),
  events: schema(
    eventProperties,
    [
      ['recordId', 'at'],
      ['unit', 'at'],
    ],
    ['recordId', 'unit', 'at'],
  ),
  masters: schema(envelopeProperties, [['type', 'unit']], ['type', 'unit']),
  files: schema(
    fileProperties,
    [
      ['recordId', 'createdAt'],
      ['state', 'createdAt'],
    ],
    ['recordId', 'state', 'createdAt'],
  ),
  local: schema(localProperties, [['kind', 'updatedAt']], ['kind', 'updatedAt']),
};

function schema<T extends { id: string }>(
  properties: Properties<T>,
  indexes: Extract<keyof T, string>[][],
  required: Extract<keyof T, string>[],
): RxJsonSchema<T> {
  return {
    version: 0,
    primaryKey: 'id' as RxJsonSchema<T>['primaryKey'],
    type: 'object',
    properties,
    required: ['id' as Extract<keyof T, string>, ...required],
    indexes,
  };
}
