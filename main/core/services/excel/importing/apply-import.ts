/** Writes what a preview showed, record by record, and remembers what it did so that it can be taken back. */
import { denials, failures, type Failure } from '../../../../../shared/bridge/errors.ts';
import { ledgerSpecOf } from '../../../../../shared/ledgers/ledger.ts';
import { ok } from '../../../../../shared/result.ts';
import { say } from '../../../../../shared/texts/bilingual.ts';
import { problemText } from '../../../../../shared/texts/problems.ts';
import { withoutFlow } from '../../../../../shared/workflow/flow.ts';
import type { LocalValues } from '../../../documents/local-values.ts';
import { findPlain } from '../../../documents/stored-documents.ts';
import type { Answer } from '../../answer.ts';
import type { ProfileContext } from '../../profile/context.ts';
import type { NumberBook } from '../../records/new-envelope.ts';
import { saveRecord } from '../../records/save-record.ts';
import { guarded } from '../../../../../shared/ledgers/cell.ts';
import type { JobResult, Progress } from '../jobs.ts';
import { idTitle } from '../row-marks.ts';
import { writeWorkbook } from '../write-workbook.ts';
import { rememberBatch, writeTrace, type Trace } from './batches.ts';
import type { Judged } from './judge-file.ts';
import type { RowPlan } from './judge-row.ts';

export interface ImportDeps {
  readonly context: ProfileContext & { readonly numbers: NumberBook };
  readonly local: LocalValues;
}

interface Done {
  readonly plan: RowPlan;
  readonly id: string;
  /** Null when it went well. */
  readonly failure: Failure | null;
}

/** Rows between two notes of what was done: what a pulled plug leaves without a note can not be undone, only edited. */
const traceEvery = 50;

export async function applyImport(
  deps: ImportDeps,
  judged: Judged,
  progress: Progress,
): Promise<Answer<JobResult>> {
  const { context, local } = deps;
  const batch = context.newId();
  const todo = judged.rows.filter(({ kind }) => kind === 'new' || kind === 'change');
  const done = new Map<RowPlan, Done>();
  let traces: Trace[] = [];
  let parts = 0;
  const flush = async () => {
    if (traces.length === 0) return;
    await writeTrace(local, batch, parts, traces);
    parts += 1;
    traces = [];
  };
  for (const [index, plan] of todo.entries()) {
    const saved = await saveOne(deps, judged, plan);
    done.set(plan, saved.done);
    if (saved.trace !== null) traces.push(saved.trace);
    if (traces.length >= traceEvery) await flush();
    progress(index + 1, todo.length);
  }
  await flush();
  const went = [...done.values()].filter(({ failure }) => failure === null);
  const report = {
    batch,
    created: went.filter(({ plan }) => plan.kind === 'new').length,
    changed: went.filter(({ plan }) => plan.kind === 'change').length,
    same: judged.rows.filter(({ kind }) => kind === 'same').length,
    failed:
      judged.rows.length - went.length - judged.rows.filter(({ kind }) => kind === 'same').length,
  };
  if (report.created + report.changed > 0)
    await rememberBatch(local, {
      batch,
      parts,
      type: judged.type.name,
      at: new Date(context.now()).toISOString(),
      created: report.created,
      changed: report.changed,
      undone: false,
    });
  return ok({
    fileName: `${ledgerSpecOf(judged.type).title.zh}_导入结果.xlsx`,
    bytes: await resultFile(judged, done),
    report,
  });
}

async function saveOne(
  { context }: ImportDeps,
  { type }: Judged,
  plan: RowPlan,
): Promise<{ done: Done; trace: Trace | null }> {
  const { against } = plan;
  const before = against === null ? null : withoutFlow(against.data);
  const saved = await saveRecord(context, {
    type: type.name,
    id: against?.id ?? null,
    data: plan.data as never,
    draftId: null,
    baseMutation: against?.mutation ?? null,
    baseData: before as never,
    action: against === null ? (ledgerSpecOf(type).action ?? null) : null,
    opinion: '',
  });
  if (!saved.ok) return { done: { plan, id: plan.id, failure: saved.error }, trace: null };
  const [now] = await findPlain(context.store, type.collection, [saved.value.id]);
  const trace: Trace = {
    id: saved.value.id,
    mutation: now?.mutation ?? '',
    before,
  };
  return { done: { plan, id: saved.value.id, failure: null }, trace };
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
