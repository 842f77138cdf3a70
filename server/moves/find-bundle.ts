/** What goes along when a record moves to another unit: members of a household, open cases about them, by the types' own fields. */
import type { Envelope } from '../../shared/records/envelope.ts';
import type { RecordType } from '../../shared/records/record-type.ts';
import { recordType, recordTypes } from '../../shared/records/registry.ts';
import type { Queries } from '../database/database.ts';

/** Who is named for a job does not take the record along. */
const people: ReadonlySet<string> = new Set(['user', 'unit']);

/** Reference fields by which records of this type go along (`RecordType.belongsTo`). */
export function belongingFields(type: RecordType): readonly string[] {
  if (type.belongsTo !== undefined) return type.belongsTo;
  if (type.workflow === null) return [];
  return Object.entries(type.fields)
    .filter(([, field]) => field.kind === 'ref' || field.kind === 'refs')
    .filter(([, field]) => (field.refTypes ?? []).some((each) => !people.has(each)))
    .map(([name]) => name);
}

/** Whether the record is still somebody's work, or an entry of a register, which never ends. */
export function isOpen(doc: Envelope): boolean {
  const workflow = recordType(doc.type)?.workflow ?? null;
  return workflow === null || workflow.states[doc.state]?.open === true;
}

/** The ids that a record belongs to. */
export function ownersOf(doc: Envelope): readonly string[] {
  const type = recordType(doc.type);
  const fields = type === undefined ? [] : belongingFields(type);
  return fields.flatMap((field) => {
    const value = doc.data[field];
    return (Array.isArray(value) ? value : [value]).flatMap((each: unknown) => idIn(each));
  });
}

/** The roots that live in `unit`, and everything there that belongs to them, roots first. */
export async function findBundle(
  queries: Queries,
  unit: string,
  ids: readonly string[],
): Promise<Envelope[]> {
  const roots = await queries.query<{ doc: Envelope }>(
    `SELECT doc FROM docs WHERE collection = 'records' AND scope = $1 AND NOT deleted AND id = ANY($2::text[]) ORDER BY id FOR UPDATE`,
    [unit, ids],
  );
  const bundle = new Map(roots.map(({ doc }) => [doc.id, doc]));
  for (let names = [...bundle.keys()]; names.length > 0;) {
    const found = await belongingTo(queries, unit, names);
    const fresh = found.filter((doc) => !bundle.has(doc.id) && isOpen(doc));
    for (const doc of fresh) bundle.set(doc.id, doc);
    names = fresh.map((doc) => doc.id);
  }
  return [...bundle.values()];
}

async function belongingTo(
  queries: Queries,
  unit: string,
  ids: readonly string[],
): Promise<Envelope[]> {
  const pairs = recordTypes
    .filter((type) => type.collection === 'records')
    .flatMap((type) => belongingFields(type).map((field) => ({ type: type.name, field })));
  const rows = await queries.query<{ doc: Envelope }>(
    `SELECT DISTINCT ON (d.id) d.doc FROM docs d
     JOIN jsonb_to_recordset($3::jsonb) AS p(type text, field text) ON p.type = d.type
     CROSS JOIN LATERAL jsonb_path_query(d.doc->'data'->p.field, '$[*].id') AS named
     WHERE d.collection = 'records' AND d.scope = $1 AND NOT d.deleted AND named #>> '{}' = ANY($2::text[])
     ORDER BY d.id`,
    [unit, ids, JSON.stringify(pairs)],
  );
  return rows.map(({ doc }) => doc);
}

function idIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null || !('id' in value)) return [];
  return typeof value.id === 'string' ? [value.id] : [];
}
