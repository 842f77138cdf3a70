/** Looks up what a type's rules between records want to know (shared/records/beside.ts) and asks them. */
import type { Problem } from '../../../../shared/fields/field.ts';
import type { Envelope, PlainData } from '../../../../shared/records/envelope.ts';
import type { RecordType } from '../../../../shared/records/record-type.ts';
import { findPlain } from '../../documents/stored-documents.ts';
import type { ProfileContext } from '../profile/context.ts';
import { tableOf } from '../profile/type-tables.ts';
import { workflowContext } from '../workflow/workflow-context.ts';

/** Neighbours of one value beyond this many say nothing new. */
const most = 200;

/** `id` is null for a record that is not stored yet. Nothing where the type has no such rules. */
export async function besideProblems(
  context: ProfileContext,
  type: RecordType,
  id: string | null,
  data: PlainData,
): Promise<readonly Problem[]> {
  const { beside } = type;
  if (beside === undefined) return [];
  const [records, neighbours] = await Promise.all([
    findPlain(
      context.store,
      'records',
      beside.wants(data).map((ref) => ref.id),
    ),
    neighboursOf(context, type, data),
  ]);
  const known = new Map(records.map((record) => [record.id, record]));
  return beside.check(
    data,
    {
      record: (wanted) => known.get(wanted),
      neighbours: neighbours.filter((each) => each.id !== id),
    },
    await workflowContext(context),
  );
}

async function neighboursOf(
  context: ProfileContext,
  type: RecordType,
  data: PlainData,
): Promise<readonly Envelope[]> {
  const found = await Promise.all(
    (type.beside?.neighbours(data) ?? []).map(({ type: other, column, value }) =>
      context.store.read.all<{ id: string }>(
        `SELECT id FROM ${tableOf(other ?? type.name)} WHERE ${column} = ? LIMIT ${most}`,
        [value],
      ),
    ),
  );
  const ids = new Set(found.flatMap((rows) => rows.map((row) => row.id)));
  return findPlain(context.store, 'records', [...ids]);
}
