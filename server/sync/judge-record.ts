/**
 * Decides one pushed record against what the district holds: seen before, conflict, or a change that must be allowed
 * (rights on the old and the new place), legal (workflow) and valid (the type's own rules). Pure.
 */
import { can, type Verb } from '../../shared/access/can.ts';
import type { Envelope, PlainData } from '../../shared/records/envelope.ts';
import type { RecordType } from '../../shared/records/record-type.ts';
import { recordType } from '../../shared/records/registry.ts';
import { cleanData, hasErrors, validateRecord } from '../../shared/records/validate.ts';
import type { Place } from '../docs/places.ts';
import type { StoredRow } from '../docs/stored-row.ts';
import { rejected, type JudgeContext, type Rejection, type Verdict } from './judgement.ts';
import { judgeStep } from './judge-step.ts';

export function judgeRecord(
  context: JudgeContext,
  base: string | null,
  row: StoredRow,
  master: StoredRow | undefined,
): Verdict {
  const { doc } = row;
  if ('recordType' in doc) return rejected('malformed');
  const type = recordType(doc.type);
  if (type === undefined || type.collection !== 'records') return rejected('unknown_type');
  if (master !== undefined) {
    if (master.doc.mutation === doc.mutation && master.deleted === row.deleted)
      return { kind: 'same' };
    if (base !== master.doc.mutation) return { kind: 'conflict', master };
  } else if (row.deleted && base === null) {
    // Made and removed on a device that cannot know whether it ever came here: it did not, and both sides agree.
    return { kind: 'same' };
  }
  const before =
    master === undefined || 'recordType' in master.doc
      ? null
      : { doc: master.doc, deleted: master.deleted };
  return (
    judgeIdentity(context, type, doc, before?.doc ?? null) ??
    judgeRights(context, type, row.deleted, doc, before) ??
    (row.deleted ? null : judgeContent(context, type, doc, before)) ?? { kind: 'write', row }
  );
}

/** A row whose record the actor may not see: it is neither shown as a conflict nor changed. */
export function judgeHidden(context: JudgeContext, row: StoredRow, place: Place): Verdict {
  if (place.mutation === row.doc.mutation && place.deleted === row.deleted) return { kind: 'same' };
  return rejected(whereabouts(context, place));
}

function whereabouts(
  context: JudgeContext,
  place: Place,
): 'other_unit' | 'other_community' | 'no_role' {
  if (!context.visibility.scopes.includes(place.scope)) return 'other_unit';
  const { community } = context.visibility;
  return community !== '' && place.community !== '' && place.community !== community
    ? 'other_community'
    : 'no_role';
}

/** Who wrote it and what never changes. */
function judgeIdentity(
  context: JudgeContext,
  type: RecordType,
  doc: Envelope,
  before: Envelope | null,
): Rejection | null {
  if (doc.schemaVersion > type.version) return rejected('newer_schema');
  if (doc.isDemo !== context.isDemo) return rejected('demo_mixed');
  if (doc.updatedBy !== context.actor.userId) return rejected('not_author');
  if (before === null)
    return doc.createdBy === context.actor.userId ? null : rejected('not_author');
  const kept =
    doc.type === before.type &&
    doc.createdBy === before.createdBy &&
    doc.createdAt === before.createdAt &&
    (before.bizNo === '' || doc.bizNo === before.bizNo);
  return kept ? null : rejected('fixed_changed');
}

function judgeRights(
  context: JudgeContext,
  type: RecordType,
  isRemoval: boolean,
  doc: Envelope,
  before: { readonly doc: Envelope; readonly deleted: boolean } | null,
): Rejection | null {
  if (before === null || before.deleted)
    return denial(context, isRemoval ? 'remove' : 'create', type, doc, null);
  if (isRemoval) return denial(context, 'remove', type, before.doc, before.doc);
  const moved = doc.unit !== before.doc.unit || doc.community !== before.doc.community;
  if (!moved) return null;
  return (
    denial(context, 'edit', type, before.doc, before.doc) ??
    denial(context, 'edit', type, doc, before.doc)
  );
}

function denial(
  context: JudgeContext,
  verb: Verb,
  type: RecordType,
  place: Envelope,
  record: Envelope | null,
): Rejection | null {
  const permission = can(context.actor, verb, type, place, record ?? undefined);
  return permission.allow ? null : rejected(permission.reason);
}

function judgeContent(
  context: JudgeContext,
  type: RecordType,
  doc: Envelope,
  before: { readonly doc: Envelope; readonly deleted: boolean } | null,
): Rejection | null {
  // Judged in its tidy form but kept as sent: a changed row under the same mutation would no longer be the device's row.
  const data = cleanData(type.fields, upToDate(type, doc));
  const problems = validateRecord(type, data, context);
  if (hasErrors(problems)) return rejected('invalid', problems);
  return judgeStep(context, type, doc, before === null || before.deleted ? null : before.doc);
}

/** Data of an older schema, as this server's rules know it. */
function upToDate(type: RecordType, doc: Envelope): PlainData {
  return type.migrations
    .filter((migration) => migration.from >= doc.schemaVersion)
    .toSorted((a, b) => a.from - b.from)
    .reduce((data, migration) => migration.up(data), doc.data);
}
