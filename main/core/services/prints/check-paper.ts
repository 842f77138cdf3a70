/** `prints.check`: whether a paper shows the record as it is, as it once was, or as it never was. */
import type { Output } from '../../../../shared/bridge/contract.ts';
import { can } from '../../../../shared/access/can.ts';
import type { Envelope, EventDoc } from '../../../../shared/records/envelope.ts';
import { recordType, recordTypes } from '../../../../shared/records/registry.ts';
import type { RecordType } from '../../../../shared/records/record-type.ts';
import { ok } from '../../../../shared/result.ts';
import { findPlain } from '../../documents/stored-documents.ts';
import type { Answer } from '../answer.ts';
import { tableOf } from '../profile/type-tables.ts';
import { timelineOf } from '../records/timeline.ts';
import { checkCode, readCode } from './check-code.ts';
import { listKey, type PrintDeps } from './note-print.ts';
import { readPaperMark } from './paper-mark.ts';

type Checked = Extract<Output<'prints.check'>, { ok: true }>['value'];

const nothing: Checked = { verdict: 'absent', record: null, at: null, since: [], lines: null };

export async function checkPaper(
  deps: PrintDeps,
  { text }: { readonly text: string },
): Promise<Answer<Checked>> {
  const mark = readPaperMark(text);
  if (mark?.kind === 'list') return ok(await checkList(deps, mark.code));
  if (mark !== null) {
    const type = recordType(mark.type);
    const [record] =
      type === undefined ? [] : await findPlain(deps.context.store, type.collection, [mark.id]);
    return ok(await checkRecord(deps, record, mark.code));
  }
  const number = /[A-Za-z]{2}\d{7}-[A-Za-z]\d{4,}/.exec(text)?.[0] ?? '';
  const code = readCode(text.replace(number, ''));
  if (code === null) return ok(nothing);
  if (number === '') return ok(await checkList(deps, code));
  return ok(await checkRecord(deps, await byNumber(deps, number.toUpperCase()), code));
}

async function byNumber({ context }: PrintDeps, number: string): Promise<Envelope | undefined> {
  const numbered = recordTypes.filter(
    (type) =>
      type.numberPrefix === number.slice(0, 2) &&
      type.list.columns.some(({ key }) => key === 'biz_no'),
  );
  for (const type of numbered) {
    const rows = await context.store.read.all<{ id: string }>(
      `SELECT id FROM ${tableOf(type.name)} WHERE biz_no = ? LIMIT 1`,
      [number],
    );
    const [record] = await findPlain(
      context.store,
      type.collection,
      rows.map(({ id }) => id),
    );
    if (record !== undefined) return record;
  }
  return undefined;
}

async function checkRecord(
  { context }: PrintDeps,
  record: Envelope | undefined,
  typed: string,
): Promise<Checked> {
  const type = record === undefined ? undefined : recordType(record.type);
  if (record === undefined || type === undefined) return nothing;
  if (!can(context.actor(), 'read', type, record, record).allow) return nothing;
  const code = readCode(typed);
  const shown = { ...nothing, record: shownRecord(type, record) };
  if (code === checkCode(record.id, record.mutation))
    return { ...shown, verdict: 'same', at: record.updatedAt };
  const history = await timelineOf(context, { id: record.id });
  const events = history.ok ? (history.value as readonly EventDoc[]) : [];
  // Newest first: the index is also the number of things that happened since.
  const index = events.findIndex(
    ({ mutation }) => mutation !== '' && checkCode(record.id, mutation) === code,
  );
  if (index === -1) return { ...shown, verdict: 'unknown' };
  const since = events
    .slice(0, index)
    .filter(({ kind }) => !['print', 'unmask', 'export'].includes(kind))
    .toReversed();
  return {
    ...shown,
    verdict: 'older',
    at: events[index]?.at ?? null,
    since: since.map(({ at, actorName, kind, data }) => ({
      at,
      who: actorName,
      kind,
      action: typeof data['action'] === 'string' ? data['action'] : '',
    })),
  };
}

/** A list is known on the computer that printed it. */
async function checkList({ context, local }: PrintDeps, typed: string): Promise<Checked> {
  const code = readCode(typed);
  const kept = code === null ? undefined : await local.get(listKey(code));
  if (kept === undefined) return nothing;
  const lines = kept['lines'] as readonly (readonly [string, string])[];
  const records = await findPlain(
    context.store,
    'records',
    lines.map(([id]) => id),
  );
  const now = new Map(records.map(({ id, mutation }) => [id, mutation]));
  const changed = lines.filter(([id, mutation]) => now.get(id) !== mutation).length;
  return {
    ...nothing,
    verdict: changed === 0 ? 'same' : 'older',
    at: String(kept['at']),
    lines: { count: lines.length, changed },
  };
}

function shownRecord(type: RecordType, record: Envelope): NonNullable<Checked['record']> {
  return {
    type: record.type,
    id: record.id,
    label: type.label(record.data),
    state: record.state,
    number: record.bizNo,
  };
}
