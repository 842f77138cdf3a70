/** Takes an import back, last row first. What somebody has touched since, or what the district's rules hold, stays and is counted. */
import type { Output } from '../../../../../shared/bridge/contract.ts';
import { recordType } from '../../../../../shared/records/registry.ts';
import { ok } from '../../../../../shared/result.ts';
import { withoutFlow } from '../../../../../shared/workflow/flow.ts';
import { findPlain } from '../../../documents/stored-documents.ts';
import { fail, type Answer } from '../../answer.ts';
import { removeRecord } from '../../records/act-on-record.ts';
import { saveRecord } from '../../records/save-record.ts';
import type { ImportDeps } from './apply-import.ts';
import { batchesOf, readTrace, rememberBatch, type Trace } from './batches.ts';

type Undone = Extract<Output<'excel.undo'>, { ok: true }>['value'];

export async function undoImport(deps: ImportDeps, name: string): Promise<Answer<Undone>> {
  const batch = (await batchesOf(deps.local)).find((each) => each.batch === name);
  if (batch === undefined || batch.undone) return fail('E_JOB_GONE');
  const traces = await readTrace(deps.local, batch);
  let undone = 0;
  for (const trace of traces.toReversed()) if (await undoOne(deps, batch.type, trace)) undone += 1;
  await rememberBatch(deps.local, { ...batch, undone: true });
  return ok({ undone, kept: traces.length - undone });
}

async function undoOne({ context }: ImportDeps, typeName: string, trace: Trace): Promise<boolean> {
  const type = recordType(typeName);
  const [record] =
    type === undefined ? [] : await findPlain(context.store, type.collection, [trace.id]);
  if (record === undefined || record.mutation !== trace.mutation) return false;
  if (trace.before === null) {
    const removed = await removeRecord(context, {
      type: typeName,
      id: trace.id,
      reason: '撤销导入',
    });
    return removed.ok;
  }
  const saved = await saveRecord(context, {
    type: typeName,
    id: trace.id,
    data: trace.before as never,
    draftId: null,
    baseMutation: record.mutation,
    baseData: withoutFlow(record.data) as never,
    action: null,
    opinion: '',
  });
  return saved.ok;
}
