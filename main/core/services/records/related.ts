/** Which records point to this one: every reference column that a type's list declares is followed backwards, up to a few of each. */
import type { RecordView } from '../../../../shared/bridge/contract.ts';
import { recordTypes } from '../../../../shared/records/registry.ts';
import type { RecordType } from '../../../../shared/records/record-type.ts';
import { findPlain } from '../../documents/stored-documents.ts';
import type { ProfileContext } from '../profile/context.ts';
import { tableOf } from '../profile/type-tables.ts';
import { orderSql } from '../lists/list-sql.ts';

type Related = RecordView['related'];

const perRelation = 20;

export async function findRelated(context: ProfileContext, id: string): Promise<Related> {
  const found: Related = [];
  for (const type of recordTypes.filter((each) => each.collection === 'records')) {
    for (const column of type.list.columns.filter((each) => each.width === 0)) {
      found.push(...(await pointingHere(context, type, column.key, id)));
    }
  }
  return found;
}

async function pointingHere(context: ProfileContext, type: RecordType, column: string, id: string): Promise<Related> {
  const note = type.list.sort[0]?.column ?? 'updated_at';
  const rows = await context.store.read.all<{ id: string; note: string | number | null }>(
    `SELECT id, ${note} AS note FROM ${tableOf(type.name)} AS list WHERE ${column} = ? ORDER BY ${orderSql(type, type.list.sort)} LIMIT ${perRelation}`,
    [id],
  );
  const records = new Map((await findPlain(context.store, 'records', rows.map((row) => row.id))).map((record) => [record.id, record]));
  return rows.flatMap((row) => {
    const record = records.get(row.id);
    return record === undefined
      ? []
      : [{ relation: column, type: type.name, id: row.id, label: type.label(record.data), state: record.state, note: note === 'name' ? '' : String(row.note ?? '') }];
  });
}
