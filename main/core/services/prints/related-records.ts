/** Follows the references that a sheet names, for all its records at once. */
import { can } from '../../../../shared/access/can.ts';
import type { Envelope } from '../../../../shared/records/envelope.ts';
import { recordType } from '../../../../shared/records/registry.ts';
import type { RecordType } from '../../../../shared/records/record-type.ts';
import type { Sheet } from '../../../../shared/prints/sheet.ts';
import { findPlain } from '../../documents/stored-documents.ts';
import type { ProfileContext } from '../profile/context.ts';

export interface Found {
  readonly type: RecordType;
  readonly record: Envelope;
}

/** For each record, what lies behind each path. What this person may not read is not there. */
export async function relatedRecords(
  context: ProfileContext,
  sheet: Sheet,
  records: readonly Envelope[],
): Promise<readonly ReadonlyMap<string, Found>[]> {
  const found = records.map(() => new Map<string, Found>());
  // Shorter paths first: `subject.head` starts from what `subject` led to.
  const paths = Object.keys(sheet.related ?? {}).toSorted(
    (a, b) => a.split('.').length - b.split('.').length,
  );
  for (const path of paths) {
    const parts = path.split('.');
    const before = parts.slice(0, -1).join('.');
    const field = parts.at(-1) ?? '';
    const starts = records.map((record, index) =>
      before === '' ? record : found[index]?.get(before)?.record,
    );
    const wanted = starts.map((record) => refId(record?.data[field]));
    const ids = [...new Set(wanted.filter((id): id is string => id !== null))];
    const byId = await readable(context, ids);
    wanted.forEach((id, index) => {
      const target = id === null ? undefined : byId.get(id);
      if (target !== undefined) found[index]?.set(path, target);
    });
  }
  return found;
}

async function readable(
  context: ProfileContext,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Found>> {
  const records = [
    ...(await findPlain(context.store, 'records', ids)),
    ...(await findPlain(context.store, 'masters', ids)),
  ];
  return new Map(
    records.flatMap((record) => {
      const type = recordType(record.type);
      const allowed =
        type !== undefined && can(context.actor(), 'read', type, record, record).allow;
      return allowed ? [[record.id, { type, record }] as const] : [];
    }),
  );
}

function refId(value: unknown): string | null {
  return typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : null;
}
