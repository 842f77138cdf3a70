/** The shape of one pushed row, before anybody asks what it says. */
import type { Problem } from '../../shared/fields/field.ts';
import { wireRow, type PushRequest, type SyncCollection } from '../../shared/sync/protocol.ts';
import { fromWire, type StoredRow } from '../docs/stored-row.ts';
import { jsonTrouble } from '../http/json-limits.ts';

export type ReadRow =
  | {
      readonly ok: true;
      readonly id: string;
      readonly base: string | null;
      readonly row: StoredRow;
      readonly raw: unknown;
    }
  | {
      readonly ok: false;
      readonly id: string;
      readonly base: string | null;
      readonly code: 'malformed' | 'not_storable';
      readonly problems: readonly Problem[];
      readonly raw: unknown;
    };

/** Reads one row. A row without a usable id is named after its place in the request. */
export function readPushRow(
  collection: SyncCollection,
  { base, row }: PushRequest['rows'][number],
  index: number,
): ReadRow {
  const id = idOf(row) ?? `row-${index}`;
  const trouble = jsonTrouble(row) ?? jsonTrouble(base);
  // Too deep to be written down again, and nothing that our own program makes: it is refused and not kept.
  if (trouble === 'too_deep')
    return { ok: false, id, base: null, code: 'malformed', problems: [], raw: null };
  if (trouble === 'bad_text')
    return { ok: false, id, base: null, code: 'not_storable', problems: [], raw: row };
  const parsed = wireRow.safeParse(row);
  if (!parsed.success || isEvent(parsed.data) !== (collection === 'events')) {
    const problems = parsed.success ? [] : parsed.error.issues.slice(0, 20).map(asProblem);
    return { ok: false, id, base, code: 'malformed', problems, raw: row };
  }
  return { ok: true, id, base, row: fromWire(parsed.data), raw: row };
}

function isEvent(row: object): boolean {
  return 'recordId' in row;
}

function idOf(row: unknown): string | null {
  if (typeof row !== 'object' || row === null || !('id' in row)) return null;
  const { id } = row;
  const usable = typeof id === 'string' && id.length > 0 && id.length <= 64;
  return usable && jsonTrouble(id) === null ? id : null;
}

function asProblem(issue: {
  readonly path: readonly PropertyKey[];
  readonly code?: string;
}): Problem {
  return {
    field: issue.path.map(String).join('.'),
    code: issue.code ?? 'malformed',
    severity: 'error',
  };
}
