/** Finds records and communities by the words that a file has for them, among what this person may read. */
import { can } from '../../../../../shared/access/can.ts';
import type { Ref } from '../../../../../shared/fields/kinds.ts';
import type { CellLookup } from '../../../../../shared/ledgers/parse-cell.ts';
import { recordType } from '../../../../../shared/records/registry.ts';
import type { RecordType } from '../../../../../shared/records/record-type.ts';
import { findPlain } from '../../../documents/stored-documents.ts';
import { listCommunities } from '../../masters.ts';
import type { ProfileContext } from '../../profile/context.ts';
import { tableOf } from '../../profile/type-tables.ts';

const chunk = 500;

/** Reads the names of these types once, before the rows are looked at. */
export async function readLookup(
  context: ProfileContext,
  types: ReadonlySet<string>,
): Promise<CellLookup> {
  const byType = new Map<string, ReadonlyMap<string, readonly Ref[]>>();
  for (const name of types) {
    const type = recordType(name);
    if (type !== undefined) byType.set(name, await namesOf(context, type));
  }
  const communities = await listCommunities(context);
  const codes = communities.ok ? communities.value : [];
  return {
    records: (wanted, label) =>
      wanted.flatMap((name) => byType.get(name)?.get(plainName(label)) ?? []),
    communities: (name) =>
      codes
        .filter((each) => each.code === name || plainName(each.name) === plainName(name))
        .map(({ code }) => code),
  };
}

async function namesOf(
  context: ProfileContext,
  type: RecordType,
): Promise<ReadonlyMap<string, readonly Ref[]>> {
  const names = new Map<string, Ref[]>();
  for await (const record of recordsOf(context, type)) {
    const label = type.label(record.data);
    const key = plainName(label);
    names.set(key, [...(names.get(key) ?? []), { type: type.name, id: record.id, label }]);
  }
  return names;
}

/** All records of a type that this person may read, in pages. */
export async function* recordsOf(context: ProfileContext, type: RecordType) {
  const rows = await context.store.read.all<{ id: string }>(
    `SELECT id FROM ${tableOf(type.name)} ORDER BY id`,
    [],
  );
  for (let start = 0; start < rows.length; start += chunk) {
    const ids = rows.slice(start, start + chunk).map(({ id }) => id);
    for (const record of await findPlain(context.store, type.collection, ids))
      if (can(context.actor(), 'read', type, record, record).allow) yield record;
  }
}

function plainName(label: string): string {
  return label.normalize('NFKC').replaceAll(/\s/g, '');
}
