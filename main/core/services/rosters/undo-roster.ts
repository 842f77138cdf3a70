/** Takes a roster back, last record first, in slices. Whatever somebody has touched since, or refers to, stays and is counted. */
import { can } from '../../../../shared/access/can.ts';
import type { Failure } from '../../../../shared/bridge/errors.ts';
import { recordType, recordTypes } from '../../../../shared/records/registry.ts';
import { ok } from '../../../../shared/result.ts';
import type { LocalValues } from '../../documents/local-values.ts';
import type { Work } from '../../documents/unit-of-work.ts';
import { fail, type Answer } from '../answer.ts';
import { batchesOf, readTrace, rememberBatch, type Trace } from '../excel/importing/batches.ts';
import type { ProfileContext } from '../profile/context.ts';
import { tableOf } from '../profile/type-tables.ts';
import { referenceColumns } from '../register/duplicates.ts';
import { changesBetween } from '../records/mask-fields.ts';
import { nextEnvelope } from '../records/new-envelope.ts';
import { pause } from '../excel/pause.ts';
import { rosterBatch } from './write-roster.ts';

const slice = 100;

export async function undoRoster(
  { context, local }: { readonly context: ProfileContext; readonly local: LocalValues },
  name: string,
  progress: (done: number, total: number) => void,
): Promise<Answer<{ batch: string; undone: number; kept: number; denied: number }>> {
  const batch = (await batchesOf(local)).find(
    (each) => each.batch === name && each.type === rosterBatch,
  );
  if (batch === undefined || batch.undone) return fail('E_JOB_GONE');
  const traces = (await readTrace(local, batch)).toReversed();
  const { undone, denied } = await undoTrace(context, traces, progress);
  await rememberBatch(local, { ...batch, undone: true });
  return ok({ batch: name, undone, kept: traces.length - undone - denied, denied });
}

/** How many of the writes could be taken back, and how many only somebody else may, in slices and in the order given. */
export async function undoTrace(
  context: ProfileContext,
  traces: readonly Trace[],
  progress: (done: number, total: number) => void,
): Promise<{ undone: number; denied: number }> {
  const own = new Set(traces.map(({ id }) => id));
  let [undone, denied] = [0, 0];
  for (let start = 0; start < traces.length; start += slice) {
    const some = traces.slice(start, start + slice);
    const done = await context.work.run<readonly Undone[], Failure>(async (work) => {
      const results: Undone[] = [];
      for (const trace of some) results.push(await undoOne(context, work, trace, own));
      return ok(results);
    });
    if (done.ok) {
      undone += done.value.filter((each) => each === 'undone').length;
      denied += done.value.filter((each) => each === 'denied').length;
    }
    progress(Math.min(traces.length, start + slice), traces.length);
    await pause();
  }
  return { undone, denied };
}

/** kept: touched or named by somebody since · denied: this person may not take it back. */
type Undone = 'undone' | 'kept' | 'denied';

async function undoOne(
  context: ProfileContext,
  work: Work,
  trace: Trace,
  own: ReadonlySet<string>,
): Promise<Undone> {
  const type = recordType(trace.type ?? 'person');
  const record = await work.record(trace.id);
  if (type === undefined || record === undefined || record.mutation !== trace.mutation)
    return 'kept';
  if (trace.before !== null) {
    if (!can(context.actor(), 'edit', type, record, record).allow) return 'denied';
    const back = nextEnvelope(context, record, { data: trace.before });
    await work.putRecord(back);
    work.addEvent('edit', back, {
      changes: changesBetween(record.data, trace.before),
      way: 'roster_undone',
    });
    return 'undone';
  }
  if (!can(context.actor(), 'remove', type, record, record).allow) return 'denied';
  if (await isNamedElsewhere(context, type.name, record.id, own)) return 'kept';
  const gone = nextEnvelope(context, record, {});
  await work.removeRecord(gone);
  work.addEvent('remove', gone, {
    reason: '撤销花名册导入',
    label: type.label(record.data),
    from: record.state,
  });
  return 'undone';
}

/** By a record that did not come with the same roster. */
async function isNamedElsewhere(
  context: ProfileContext,
  name: string,
  id: string,
  own: ReadonlySet<string>,
): Promise<boolean> {
  for (const type of recordTypes)
    for (const { column } of referenceColumns(type.name, name)) {
      const rows = await context.store.read.all<{ id: string }>(
        `SELECT id FROM ${tableOf(type.name)} WHERE ${column} = ? LIMIT 20`,
        [id],
      );
      if (rows.some((row) => !own.has(row.id))) return true;
    }
  return false;
}
