/** `lists.editMany`: one value for one field of many records, each judged as if it were saved alone; what was done can be taken back. */
import type { Input, Output } from '../../../../shared/bridge/contract.ts';
import type { Failure } from '../../../../shared/bridge/errors.ts';
import { can } from '../../../../shared/access/can.ts';
import { printWords } from '../../../../shared/prints/print-words.ts';
import { manyFields, mostEdited } from '../../../../shared/records/edit-many.ts';
import type { Envelope, PlainData } from '../../../../shared/records/envelope.ts';
import type { RecordType } from '../../../../shared/records/record-type.ts';
import { cleanData, hasErrors, validateRecord } from '../../../../shared/records/validate.ts';
import { ok } from '../../../../shared/result.ts';
import { keepFlow } from '../../../../shared/workflow/flow.ts';
import type { LocalValues } from '../../documents/local-values.ts';
import { findPlain } from '../../documents/stored-documents.ts';
import { fail, findType, type Answer } from '../answer.ts';
import {
  batchesOf,
  partKey,
  readTrace,
  rememberBatch,
  type Trace,
} from '../excel/importing/batches.ts';
import { communityNames } from '../masters.ts';
import { checkContextOf, type ProfileContext } from '../profile/context.ts';
import { undoTrace } from '../rosters/undo-roster.ts';
import { changesBetween } from './mask-fields.ts';
import { communityOf, nextEnvelope } from './new-envelope.ts';

type Value<P extends 'lists.previewMany' | 'lists.editMany' | 'lists.undoMany'> = Extract<
  Output<P>,
  { ok: true }
>['value'];
interface Deps {
  readonly context: ProfileContext;
  readonly local: LocalValues;
}

const examplesShown = 8;
const refusedShown = 20;
const slice = 100;
const batchType = 'many';

export async function previewMany(
  { context }: Pick<Deps, 'context'>,
  input: Input<'lists.previewMany'>,
): Promise<Answer<Value<'lists.previewMany'>>> {
  const found = fieldOf(input);
  if (!found.ok) return found;
  const { type } = found.value;
  const records = await findPlain(context.store, 'records', input.ids);
  const names = await communityNames(context);
  const field = type.fields[input.field];
  const words = (value: unknown) =>
    value === undefined || field === undefined
      ? ''
      : printWords(field, value, names) || String(value);
  const answer: Value<'lists.previewMany'> = { changed: 0, same: 0, refused: [], examples: [] };
  for (const record of records) {
    const label = type.label(record.data);
    const judged = judge(context, type, record, input);
    if (judged.code !== null) {
      if (answer.refused.length < refusedShown) answer.refused.push({ label, code: judged.code });
    } else if (judged.data === null) answer.same += 1;
    else {
      answer.changed += 1;
      if (answer.examples.length < examplesShown)
        answer.examples.push({
          label,
          before: words(record.data[input.field]),
          after: words(judged.data[input.field]),
        });
    }
  }
  return ok(answer);
}

export async function editMany(
  { context, local }: Deps,
  input: Input<'lists.editMany'>,
): Promise<Answer<Value<'lists.editMany'>>> {
  const found = fieldOf(input);
  if (!found.ok) return found;
  const { type } = found.value;
  const batch = context.newId();
  let [changed, parts] = [0, 0];
  for (let start = 0; start < input.ids.length; start += slice) {
    const some = input.ids.slice(start, start + slice);
    const done = await context.work.run<number, Failure>(async (work) => {
      const traces: Trace[] = [];
      for (const id of some) {
        const before = await work.record(id);
        if (before === undefined || before.type !== type.name) continue;
        const { data } = judge(context, type, before, input);
        if (data === null) continue;
        const next = nextEnvelope(context, before, {
          data,
          community: await communityOf(context, work, type, data),
        });
        await work.putRecord(next);
        work.addEvent('edit', next, {
          changes: changesBetween(before.data, data),
          way: 'many',
          batch,
        });
        traces.push({ id, type: type.name, mutation: next.mutation, before: before.data });
      }
      if (traces.length > 0) await work.putLocal(partKey(batch, parts), 'import', { traces });
      return ok(traces.length);
    });
    if (!done.ok) return done;
    if (done.value > 0) parts += 1;
    changed += done.value;
  }
  const at = new Date(context.now()).toISOString();
  if (parts > 0)
    await rememberBatch(local, {
      batch,
      parts,
      type: batchType,
      at,
      created: 0,
      changed,
      undone: false,
    });
  return ok({ batch, changed, kept: input.ids.length - changed });
}

export async function undoMany(
  { context, local }: Deps,
  { batch: name }: Input<'lists.undoMany'>,
): Promise<Answer<Value<'lists.undoMany'>>> {
  const batch = (await batchesOf(local)).find(
    (each) => each.batch === name && each.type === batchType,
  );
  if (batch === undefined || batch.undone) return fail('E_JOB_GONE');
  const traces = await readTrace(local, batch);
  const { undone } = await undoTrace(context, traces, () => undefined);
  await rememberBatch(local, { ...batch, undone: true });
  return ok({ undone, kept: traces.length - undone });
}

function fieldOf({
  type: name,
  field,
  ids,
}: Input<'lists.editMany'>): Answer<{ type: RecordType }> {
  const type = findType(name);
  if (!type.ok) return type;
  if (ids.length > mostEdited) return fail('E_TOO_MANY', { max: mostEdited, count: ids.length });
  return manyFields(type.value).includes(field) ? ok({ type: type.value }) : fail('E_NOT_FOUND');
}

/** The data as it would be; null where nothing changes. `code` says why not: a denial, or the first problem that the change makes. */
function judge(
  context: ProfileContext,
  type: RecordType,
  record: Envelope,
  { field, value }: Input<'lists.editMany'>,
): { data: PlainData | null; code: string | null } {
  const allowed = can(context.actor(), 'edit', type, record, record);
  if (!allowed.allow) return { data: null, code: allowed.reason };
  const { [field]: _before, ...rest } = record.data;
  const data = keepFlow(
    cleanData(type.fields, value === null ? rest : { ...record.data, [field]: value }),
    record.data,
  );
  if (changesBetween(record.data, data).length === 0) return { data: null, code: null };
  const open = type.workflow?.states[record.state]?.fields;
  if (open !== undefined && !open.includes(field)) return { data: null, code: 'locked_in_state' };
  const there = can(
    context.actor(),
    'edit',
    type,
    {
      unit: record.unit,
      community: field === 'community' ? String(value ?? '') : record.community,
    },
    record,
  );
  if (!there.allow) return { data: null, code: there.reason };
  const problems = validateRecord(type, data, checkContextOf(context));
  return hasErrors(problems)
    ? {
        data: null,
        code: problems.find(({ severity }) => severity === 'error')?.code ?? 'required',
      }
    : { data, code: null };
}
