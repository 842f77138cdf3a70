/** `register.verify`: records that were looked at again get their day and an entry of the log (E72), each judged as if it were saved alone. */
import type { Input, Output } from '../../../../shared/bridge/contract.ts';
import type { Failure } from '../../../../shared/bridge/errors.ts';
import { can } from '../../../../shared/access/can.ts';
import { dictionaryHas } from '../../../../shared/dictionaries/dictionary.ts';
import type { Envelope, PlainData } from '../../../../shared/records/envelope.ts';
import type { RecordType } from '../../../../shared/records/record-type.ts';
import { cleanData, hasErrors, validateRecord } from '../../../../shared/records/validate.ts';
import { verificationLog } from '../../../../shared/records/verification_log/index.ts';
import type { VerificationLogData } from '../../../../shared/records/verification_log/index.ts';
import { ok } from '../../../../shared/result.ts';
import type { LocalValues } from '../../documents/local-values.ts';
import { findPlain } from '../../documents/stored-documents.ts';
import type { Work } from '../../documents/unit-of-work.ts';
import { denied, fail, findType, invalid, type Answer } from '../answer.ts';
import {
  batchesOf,
  partKey,
  readTrace,
  rememberBatch,
  type Trace,
} from '../excel/importing/batches.ts';
import { checkContextOf, type ProfileContext } from '../profile/context.ts';
import { changesBetween } from '../records/mask-fields.ts';
import { nextEnvelope, type NumberBook } from '../records/new-envelope.ts';
import { idsOf } from './absorbed.ts';
import { me, putEntry } from './log-verification.ts';

type Context = ProfileContext & { readonly numbers: NumberBook };
type Value<P extends 'register.verify' | 'register.undoVerify' | 'register.verifications'> =
  Extract<Output<P>, { ok: true }>['value'];
interface Deps {
  readonly context: Context;
  readonly local: LocalValues;
}
/** What takes one verification back: the record as it was, and its entry. */
interface VerifyTrace extends Trace {
  readonly entry: string;
}

const slice = 100;
const refusedShown = 20;
const entriesShown = 8;
const batchType = 'verify';

export async function verifyRecords(
  { context, local }: Deps,
  input: Input<'register.verify'>,
): Promise<Answer<Value<'register.verify'>>> {
  const type = findType(input.type);
  if (!type.ok) return type;
  if (verificationLog.fields['subject']?.refTypes?.includes(type.value.name) !== true)
    return fail('E_NOT_FOUND');
  const actor = context.actor();
  const allowed = can(actor, 'create', verificationLog, actor);
  if (!allowed.allow) return denied(allowed.reason);
  if (!dictionaryHas('verify_method', input.method))
    return invalid([{ field: 'method', code: 'required', severity: 'error' }]);
  const { today } = checkContextOf(context);
  if (input.on > today)
    return invalid([{ field: 'on', code: 'future_date', severity: 'error', params: { today } }]);
  const batch = context.newId();
  const refused: Value<'register.verify'>['refused'] = [];
  let [verified, parts] = [0, 0];
  for (let start = 0; start < input.ids.length; start += slice) {
    const some = input.ids.slice(start, start + slice);
    const done = await context.work.run<
      { traces: VerifyTrace[]; refused: typeof refused },
      Failure
    >(async (work) => {
      const slices = { traces: [] as VerifyTrace[], refused: [] as typeof refused };
      for (const id of some) {
        const before = await work.record(id);
        if (before === undefined || before.type !== type.value.name) continue;
        const judged = judge(context, type.value, before, input);
        if ('code' in judged)
          slices.refused.push({ label: type.value.label(before.data), ...judged });
        else slices.traces.push(await write(context, work, type.value, before, judged, input));
      }
      if (slices.traces.length > 0)
        await work.putLocal(partKey(batch, parts), 'import', { traces: slices.traces });
      return ok(slices);
    });
    if (!done.ok) return done;
    if (done.value.traces.length > 0) parts += 1;
    verified += done.value.traces.length;
    refused.push(...done.value.refused);
  }
  if (parts > 0)
    await rememberBatch(local, {
      batch,
      parts,
      type: batchType,
      at: new Date(context.now()).toISOString(),
      created: 0,
      changed: verified,
      undone: false,
    });
  return ok({
    batch,
    verified,
    refused: refused.slice(0, refusedShown),
    refusedCount: refused.length,
  });
}

/** The data as it would be; an older day than the one that is known leaves that as it is. */
function judge(
  context: Context,
  type: RecordType,
  record: Envelope,
  { on, method }: Input<'register.verify'>,
): { readonly data: PlainData } | { readonly code: string; readonly field: string } {
  const allowed = can(context.actor(), 'edit', type, record, record);
  if (!allowed.allow) return { code: allowed.reason, field: '' };
  const known = record.data['verifiedOn'];
  if (typeof known === 'string' && known > on) return { data: record.data };
  const data = cleanData(type.fields, { ...record.data, verifiedOn: on, verifyMethod: method });
  const problems = validateRecord(type, data, checkContextOf(context));
  const first = problems.find(({ severity }) => severity === 'error');
  return hasErrors(problems)
    ? { code: first?.code ?? 'required', field: first?.field ?? '' }
    : { data };
}

async function write(
  context: Context,
  work: Work,
  type: RecordType,
  before: Envelope,
  { data }: { readonly data: PlainData },
  { on, method, note }: Input<'register.verify'>,
): Promise<VerifyTrace> {
  const changes = changesBetween(before.data, data);
  const next = changes.length === 0 ? before : nextEnvelope(context, before, { data });
  if (changes.length > 0) {
    await work.putRecord(next);
    work.addEvent('edit', next, { changes, way: 'verify' });
  }
  const entry = await putEntry(context, work, next, {
    subject: { type: type.name, id: next.id, label: type.label(next.data) },
    on,
    by: me(context),
    method,
    ...(note.trim() === '' ? {} : { note: note.trim() }),
  });
  return {
    id: next.id,
    type: type.name,
    mutation: next.mutation,
    before: before.data,
    entry: entry.id,
  };
}

export async function undoVerify(
  { context, local }: Deps,
  { batch: name }: Input<'register.undoVerify'>,
): Promise<Answer<Value<'register.undoVerify'>>> {
  const batch = (await batchesOf(local)).find(
    (each) => each.batch === name && each.type === batchType,
  );
  if (batch === undefined || batch.undone) return fail('E_JOB_GONE');
  const traces = (await readTrace(local, batch)) as readonly VerifyTrace[];
  let undone = 0;
  for (let start = 0; start < traces.length; start += slice) {
    const some = traces.slice(start, start + slice);
    const done = await context.work.run<number, Failure>(async (work) => {
      let count = 0;
      for (const trace of some) if (await takeBack(context, work, trace)) count += 1;
      return ok(count);
    });
    if (!done.ok) return done;
    undone += done.value;
  }
  await rememberBatch(local, { ...batch, undone: true });
  return ok({ undone, kept: traces.length - undone });
}

/** False where somebody has changed the record since, or where only somebody else may. */
async function takeBack(context: Context, work: Work, trace: VerifyTrace): Promise<boolean> {
  const type = findType(trace.type ?? '');
  const [record, entry] = [await work.record(trace.id), await work.record(trace.entry)];
  if (!type.ok || record === undefined || entry === undefined || trace.before === null)
    return false;
  if (record.mutation !== trace.mutation) return false;
  const actor = context.actor();
  if (!can(actor, 'edit', type.value, record, record).allow) return false;
  if (!can(actor, 'remove', verificationLog, entry, entry).allow) return false;
  const changes = changesBetween(record.data, trace.before);
  if (changes.length > 0) {
    const back = nextEnvelope(context, record, { data: trace.before });
    await work.putRecord(back);
    work.addEvent('edit', back, { changes, way: 'verify_undone' });
  }
  const gone = nextEnvelope(context, entry, {});
  await work.removeRecord(gone);
  work.addEvent('remove', gone, {
    reason: '撤销核实',
    label: verificationLog.label(entry.data),
    from: entry.state,
  });
  return true;
}

export async function verificationsOf(
  context: ProfileContext,
  { id }: Input<'register.verifications'>,
): Promise<Answer<Value<'register.verifications'>>> {
  const ids = JSON.stringify(await idsOf(context, id));
  const where = 'subject_id IN (SELECT value FROM json_each(?))';
  const [rows, [count]] = await Promise.all([
    context.store.read.all<{ id: string }>(
      `SELECT id FROM p_verification_log WHERE ${where} ORDER BY verified_on DESC, id DESC LIMIT ${entriesShown}`,
      [ids],
    ),
    context.store.read.all<{ n: number }>(
      `SELECT count(*) AS n FROM p_verification_log WHERE ${where}`,
      [ids],
    ),
  ]);
  const actor = context.actor();
  const found = await findPlain(
    context.store,
    'records',
    rows.map((row) => row.id),
  );
  const entries = found
    .filter((record) => can(actor, 'read', verificationLog, record, record).allow)
    .map((record) => ({ id: record.id, data: record.data as unknown as VerificationLogData }))
    .map((record) => ({
      id: record.id,
      on: record.data.on,
      by: record.data.by.label,
      method: record.data.method ?? '',
      changed: record.data.changedFields ?? [],
    }));
  return ok({ total: entries.length === 0 ? 0 : (count?.n ?? 0), entries });
}
