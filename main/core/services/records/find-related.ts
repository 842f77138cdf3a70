/** Records that a record points to, and records that point to it, by the reference fields that the types declare. */
import { can } from '../../../../shared/access/can.ts';
import type { RecordView } from '../../../../shared/bridge/contract.ts';
import type { Envelope, PlainData } from '../../../../shared/records/envelope.ts';
import type { RecordType } from '../../../../shared/records/record-type.ts';
import { recordType, recordTypes } from '../../../../shared/records/registry.ts';
import { findPlain } from '../../documents/stored-documents.ts';
import type { ProfileContext } from '../profile/context.ts';
import { idsOf, withWinners } from '../register/absorbed.ts';
import { tableOf } from '../profile/type-tables.ts';

type Related = RecordView['related'];

/** Per relation; more are found through the list of that type. */
const most = 20;

/** `relation` is `field` for a record pointed to, `type.field` for one that points here. Staff and units are not relations. */
export async function findRelated(
  context: ProfileContext,
  type: RecordType,
  record: Envelope,
): Promise<Related> {
  const [forward, backward] = await Promise.all([
    pointedTo(context, type, record),
    pointingHere(context, type.name, await idsOf(context, record.id)),
  ]);
  return oncePerRecord([...forward, ...backward]);
}

/** A person who heads the household they live in is one related record, not two. */
function oncePerRecord(related: Related): Related {
  const seen = new Set<string>();
  return related.filter(({ id }) => !seen.has(id) && seen.add(id));
}

async function pointedTo(
  context: ProfileContext,
  type: RecordType,
  record: Envelope,
): Promise<Related> {
  const references = Object.entries(type.fields).flatMap(([field, { kind }]) =>
    kind === 'ref' || kind === 'refs'
      ? refsIn(record.data[field]).map((ref) => ({ field, ref }))
      : [],
  );
  const work = references.filter(({ ref }) => recordType(ref.type)?.collection === 'records');
  const records = await findPlain(
    context.store,
    'records',
    work.map(({ ref }) => ref.id),
  );
  const shown = new Map(
    await Promise.all(
      records.map(async (record) => {
        const [winner = record] = await withWinners(context, [record]);
        return [record.id, winner] as const;
      }),
    ),
  );
  return work.flatMap(({ field, ref }) => {
    const found = shown.get(ref.id);
    return found === undefined ? [] : describe(context, field, found);
  });
}

async function pointingHere(
  context: ProfileContext,
  name: string,
  ids: readonly string[],
): Promise<Related> {
  const relations = await Promise.all(
    recordTypes.flatMap((type) =>
      referencesTo(type, name).map(async ({ field, column }) => {
        const rows = await context.store.read.all<{ id: string }>(
          `SELECT id FROM ${tableOf(type.name)} WHERE ${column} IN (SELECT value FROM json_each(?)) ORDER BY updated_at DESC LIMIT ${most}`,
          [JSON.stringify(ids)],
        );
        const records = await findPlain(
          context.store,
          'records',
          rows.map((row) => row.id),
        );
        return records.flatMap((record) => describe(context, `${type.name}.${field}`, record));
      }),
    ),
  );
  return relations.flat();
}

/** A reference field can be searched backwards when its type projects it as `<field>_id`. */
function referencesTo(type: RecordType, name: string): { field: string; column: string }[] {
  if (type.collection !== 'records') return [];
  return Object.entries(type.fields).flatMap(([field, { kind, refTypes }]) => {
    const column = `${field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}_id`;
    const projected = type.list.columns.some((each) => each.key === column);
    return kind === 'ref' && refTypes?.includes(name) === true && projected
      ? [{ field, column }]
      : [];
  });
}

function describe(context: ProfileContext, relation: string, record: Envelope): Related {
  const type = recordType(record.type);
  if (type === undefined || !can(context.actor(), 'read', type, record, record).allow) return [];
  const first = type.list.columns.find((column) => column.key === type.list.sort[0]?.column);
  const isDate = first?.format === 'date' || first?.format === 'instant';
  return [
    {
      relation,
      type: type.name,
      id: record.id,
      label: type.label(record.data),
      state: record.state,
      note: isDate ? String(first.value(record) ?? '') : record.bizNo,
    },
  ];
}

function refsIn(value: unknown): { type: string; id: string }[] {
  return (Array.isArray(value) ? value : [value]).filter(
    (each): each is { type: string; id: string } => isRef(each),
  );
}

function isRef(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as PlainData)['id'] === 'string' &&
    typeof (value as PlainData)['type'] === 'string'
  );
}
