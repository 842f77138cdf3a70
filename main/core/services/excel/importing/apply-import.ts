/** Writes what a preview showed, some dozen rows in one transaction, and remembers what it did so that it can be taken back. */
import type { Input } from '../../../../../shared/bridge/contract.ts';
import { denials, failures, type Failure } from '../../../../../shared/bridge/errors.ts';
import { ledgerSpecOf } from '../../../../../shared/ledgers/ledger.ts';
import { ok } from '../../../../../shared/result.ts';
import { say } from '../../../../../shared/texts/bilingual.ts';
import { problemText } from '../../../../../shared/texts/problems.ts';
import { withoutFlow } from '../../../../../shared/workflow/flow.ts';
import type { LocalValues } from '../../../documents/local-values.ts';
import type { Answer } from '../../answer.ts';
import type { ProfileContext } from '../../profile/context.ts';
import type { NumberBook, NumberStore } from '../../records/new-envelope.ts';
import { saveWithin } from '../../records/save-record.ts';
import { pause } from '../pause.ts';
import { guarded } from '../../../../../shared/ledgers/cell.ts';
import type { JobResult, Progress } from '../jobs.ts';
import { idTitle } from '../row-marks.ts';
import { writeWorkbook } from '../write-workbook.ts';
import { partKey, rememberBatch, type Trace } from './batches.ts';
import type { Judged } from './judge-file.ts';
import type { RowPlan } from './judge-row.ts';

export interface ImportDeps {
  readonly context: ProfileContext & { readonly numbers: NumberStore };
  readonly local: LocalValues;
}

type Writing = ProfileContext & { readonly numbers: NumberBook };

interface Done {
  readonly plan: RowPlan;
  readonly id: string;
  /** Null when it went well. */
  readonly failure: Failure | null;
}

/** Rows of one transaction, with the note that takes them back: after a pulled plug every row that is there can still be undone. */
const slice = 50;

export async function applyImport(
  deps: ImportDeps,
  judged: Judged,
  progress: Progress,
): Promise<Answer<JobResult>> {
  const { context, local } = deps;
  const batch = context.newId();
  const todo = judged.rows.filter(({ kind }) => kind === 'new' || kind === 'change');
  const done = new Map<RowPlan, Done>();
  const at = new Date(context.now()).toISOString();
  let parts = 0;
  const remember = async () => {
    const { created, changed } = countsOf(judged, done);
    if (created + changed === 0) return;
    const type = judged.type.name;
    await rememberBatch(local, { batch, parts, type, at, created, changed, undone: false });
  };
  // What stands beside a row is looked up in the store, where a row of the same transaction is not yet.
  const size = judged.type.beside === undefined ? slice : 1;
  for (let from = 0; from < todo.length; from += size) {
    const some = todo.slice(from, from + size);
    const together = await inBulk(context, some.length, (bulk) =>
      writeSlice(bulk, judged, some, partKey(batch, parts)),
    );
    const written =
      together ??
      // One of them was refused: each by itself, so that the others go in and nothing of it stays.
      (await eachAlone(some, (plan, index) =>
        writeSlice(context, judged, [plan], partKey(batch, parts + index)),
      ));
    for (const each of written) done.set(each.plan, each);
    parts += together === null ? some.length : 1;
    // After the first slice already: a pulled plug leaves a batch that can be taken back.
    if (from === 0) await remember();
    progress(Math.min(from + size, todo.length), todo.length);
    await pause();
  }
  await remember();
  const report = { batch, ...countsOf(judged, done) };
  return ok({
    fileName: `${ledgerSpecOf(judged.type).title.zh}_导入结果.xlsx`,
    bytes: await resultFile(judged, done),
    report,
  });
}

function countsOf({ rows }: Judged, done: ReadonlyMap<RowPlan, Done>) {
  const went = [...done.values()].filter(({ failure }) => failure === null);
  const of = (kind: RowPlan['kind']) => went.filter(({ plan }) => plan.kind === kind).length;
  const same = rows.filter(({ kind }) => kind === 'same').length;
  return {
    created: of('new'),
    changed: of('change'),
    same,
    failed: rows.length - went.length - same,
  };
}

/** With business numbers taken from the book in one go. */
async function inBulk(
  context: ImportDeps['context'],
  count: number,
  write: (bulk: Writing) => Promise<readonly Done[] | null>,
): Promise<readonly Done[] | null> {
  const numbers = context.numbers.ahead(count);
  const written = await write({ ...context, numbers });
  numbers.settle(written !== null);
  return written;
}

/** Writes all rows or none; null when one of several is refused. A single row comes back with its refusal. */
async function writeSlice(
  context: Writing,
  judged: Judged,
  plans: readonly RowPlan[],
  key: string,
): Promise<readonly Done[] | null> {
  const written = await context.work.run<readonly Done[], Failure>(async (work) => {
    const done: Done[] = [];
    const traces: Trace[] = [];
    for (const plan of plans) {
      const saved = await saveWithin(context, work, saveInput(judged, plan));
      if (!saved.ok) return saved;
      const { id } = saved.value;
      const now = await work.record(id);
      const { against } = plan;
      const before = against === null ? null : withoutFlow(against.data);
      traces.push({ id, mutation: now?.mutation ?? '', before });
      done.push({ plan, id, failure: null });
    }
    await work.putLocal(key, 'import', { traces });
    return ok(done);
  });
  if (written.ok) return written.value;
  const [only] = plans;
  return only === undefined || plans.length > 1
    ? null
    : [{ plan: only, id: only.id, failure: written.error }];
}

async function eachAlone(
  plans: readonly RowPlan[],
  write: (plan: RowPlan, at: number) => Promise<readonly Done[] | null>,
): Promise<readonly Done[]> {
  const done: Done[] = [];
  for (const [at, plan] of plans.entries()) done.push(...((await write(plan, at)) ?? []));
  return done;
}

function saveInput({ type }: Judged, { against, data }: RowPlan): Input<'records.save'> {
  const before = against === null ? null : withoutFlow(against.data);
  return {
    type: type.name,
    id: against?.id ?? null,
    data: data as never,
    draftId: null,
    baseMutation: against?.mutation ?? null,
    baseData: before as never,
    action: against === null ? (ledgerSpecOf(type).action ?? null) : null,
    opinion: '',
  };
}

const kindWords: Readonly<Record<RowPlan['kind'], string>> = {
  new: '新增',
  change: '修改',
  same: '没有变化',
  error: '没有导入',
};

/** The rows as they came, with what became of each. */
function resultFile(judged: Judged, done: ReadonlyMap<RowPlan, Done>): Promise<Uint8Array> {
  const { type, headings, cells } = judged;
  const width = headings.length;
  return writeWorkbook([
    {
      name: '导入结果',
      frozenRows: 1,
      columns: [
        { width: 8 },
        { width: 12 },
        { width: 50 },
        ...headings.map(() => ({ width: 16 })),
        { width: 12 },
      ],
      rows: [
        ['行', '结果', '说明', ...headings, idTitle].map((text) => ({
          text,
          look: 'head' as const,
        })),
        ...judged.rows.map((plan, index) => {
          const end = done.get(plan);
          const result = kindWords[(end?.failure ?? null) === null ? plan.kind : 'error'];
          const own = Array.from({ length: width }, (_, at) => cells[index]?.[at] ?? '');
          return [
            { number: plan.row },
            { text: result },
            { text: guarded(wordsOf(type, plan, end?.failure ?? null)), look: 'wrap' as const },
            ...own.map((text) => ({ text: guarded(text) })),
            { text: end?.id ?? plan.id },
          ];
        }),
      ],
    },
  ]);
}

function wordsOf(type: Judged['type'], plan: RowPlan, failure: Failure | null): string {
  if (failure !== null) {
    const own = (failure.problems ?? []).map((problem) => problemText(type, problem, 'zh'));
    const { reason } = failure.params ?? {};
    const denial =
      typeof reason === 'string' && reason in denials
        ? denials[reason as keyof typeof denials].zh
        : null;
    return own.length > 0
      ? own.join('；')
      : (denial ?? say(failures[failure.code], 'zh', failure.params));
  }
  const problems = plan.problems.map((problem) => problemText(type, problem, 'zh'));
  if (problems.length > 0) return problems.join('；');
  return plan.kind === 'change'
    ? plan.changes
        .map(({ title, before, after }) => `${title}：${before || '空'} → ${after || '空'}`)
        .join('；')
    : '';
}
