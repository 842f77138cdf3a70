/** What this person may read, as SQL over a projection: the same answer as `can`, for many rows at a time. */
import type { Actor } from '../../../../shared/access/actor.ts';
import { caseField } from '../../../../shared/access/case-field.ts';
import type { Reach } from '../../../../shared/access/can.ts';
import type { RecordType } from '../../../../shared/records/record-type.ts';
import type { SqlPart } from './list-sql.ts';

/**
 * The store holds little else, but a list must not depend on that. The widest reach of the person's roles decides. The plus signs
 * keep SQLite from going by unit, which nearly every row here has, where an index by the list's own order serves.
 */
export function readScope(type: RecordType, actor: Actor): SqlPart {
  const reaches = new Set(
    actor.roles
      .map((role) => type.permissions.read[role])
      .filter((reach): reach is Reach => reach !== undefined),
  );
  if (reaches.has('all')) return { sql: '1', params: [] };
  if (reaches.has('unit') || reaches.has('community')) {
    // A community account stays in its community, however far its roles would reach.
    if (actor.community === '') return { sql: '+unit = ?', params: [actor.unit] };
    return { sql: "(+unit = ? AND +community IN ('', ?))", params: [actor.unit, actor.community] };
  }
  if (reaches.has('case')) return { sql: `${caseField}_id = ?`, params: [actor.userId] };
  return reaches.has('own')
    ? { sql: '(unit = ? AND created_by = ?)', params: [actor.unit, actor.userId] }
    : { sql: '0', params: [] };
}
