/** The district's own records (units, users): checked like anybody's, written through the same counters. */
import { randomUUID } from 'node:crypto';
import { businessDateOf } from '../../shared/calendar/time-zone.ts';
import type { Problem } from '../../shared/fields/field.ts';
import type { Envelope, PlainData } from '../../shared/records/envelope.ts';
import { recordType } from '../../shared/records/registry.ts';
import { cleanData, hasErrors, validateRecord } from '../../shared/records/validate.ts';
import { sameValue } from '../../shared/sync/merge.ts';
import type { Transaction } from '../database/database.ts';
import { isoNow, type ServerDeps } from '../deps.ts';
import { scopeCounters } from '../docs/scope-counters.ts';
import { readRows } from '../docs/stored-row.ts';
import { writeRows, type RowWrite } from '../docs/write-rows.ts';
import { serverActor } from '../instance.ts';
import { tellScopes } from '../live/notices.ts';

export interface MasterDraft {
  readonly id: string;
  readonly type: string;
  /** The unit that receives it; the district's own code sends it to everybody. */
  readonly unit: string;
  readonly community: string;
  readonly data: PlainData;
}

export type MastersWritten =
  | { readonly ok: true; readonly changed: number }
  | {
      readonly ok: false;
      readonly code: 'invalid';
      readonly id: string;
      readonly problems: readonly Problem[];
    };

/** Writes what differs from what is there; the same drafts again change nothing. All or none. */
export async function writeMasters(
  deps: ServerDeps,
  tx: Transaction,
  drafts: readonly MasterDraft[],
): Promise<MastersWritten> {
  const at = isoNow(deps.clock);
  const context = { now: at, today: businessDateOf(at), isDemo: deps.instance.isDemo };
  const counters = scopeCounters(tx, 'masters');
  const ids = drafts.map((draft) => draft.id);
  const known = await readRows(tx, 'masters', ids);
  await counters.lock([
    ...drafts.map((draft) => draft.unit),
    ...[...known.values()].map((row) => row.doc.unit),
  ]);
  const standing = await readRows(tx, 'masters', ids);
  const writes: RowWrite[] = [];
  for (const draft of drafts) {
    const type = recordType(draft.type);
    if (type === undefined) throw new Error('not a registered type');
    const data = cleanData(type.fields, draft.data);
    const problems = validateRecord(type, data, context);
    if (hasErrors(problems)) return { ok: false, code: 'invalid', id: draft.id, problems };
    const before = standing.get(draft.id);
    const previous = before !== undefined && 'version' in before.doc ? before.doc : null;
    const same =
      previous?.unit === draft.unit && sameValue(previous.data, data) && before?.deleted === false;
    if (same && previous.community === draft.community) continue;
    writes.push({
      doc: envelopeOf(deps, { ...draft, data }, type.version, previous, at),
      deleted: false,
      before,
    });
  }
  const writer = {
    collection: 'masters',
    counters,
    at,
    device: '',
    actor: serverActor.id,
  } as const;
  await writeRows(tx, writer, writes);
  await tellScopes(tx, writer, await counters.save());
  return { ok: true, changed: writes.length };
}

function envelopeOf(
  deps: ServerDeps,
  draft: MasterDraft,
  schemaVersion: number,
  previous: Envelope | null,
  at: string,
): Envelope {
  return {
    id: draft.id,
    type: draft.type,
    unit: draft.unit,
    community: draft.community,
    state: 'active',
    bizNo: '',
    class: 'internal',
    isDemo: deps.instance.isDemo,
    schemaVersion,
    version: (previous?.version ?? 0) + 1,
    mutation: randomUUID(),
    createdAt: previous?.createdAt ?? at,
    createdBy: previous?.createdBy ?? serverActor.id,
    updatedAt: at,
    updatedBy: serverActor.id,
    device: serverActor.id,
    data: draft.data,
  };
}
