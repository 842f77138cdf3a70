/** Everything about spreadsheets that lives as long as the open profile: running work, files on their way in, and the answers to the page. */
import type { Input, Output } from '../../../../shared/bridge/contract.ts';
import { ok } from '../../../../shared/result.ts';
import type { LocalValues } from '../../documents/local-values.ts';
import type { CoreLog, CorePorts } from '../../ports.ts';
import { fail, findType, type Answer } from '../answer.ts';
import type { ProfileContext } from '../profile/context.ts';
import type { NumberStore } from '../records/new-envelope.ts';
import {
  exportLedger,
  findWish,
  ledgerTemplate,
  planApproved,
  planExport,
  type Plan,
} from './export-ledger.ts';
import { requestExport } from './guards/request-export.ts';
import { applyImport } from './importing/apply-import.ts';
import { batchesOf } from './importing/batches.ts';
import { judgeFile } from './importing/judge-file.ts';
import { undoImport } from './importing/undo-import.ts';
import { unreadable } from './reading/unreadable.ts';
import { createJobs } from './jobs.ts';
import { createTables } from './table-thread/tables.ts';
import { openTemplateRoom } from './templates/template-room.ts';
import { createUploads } from './uploads.ts';

type Value<
  P extends 'excel.preview' | 'excel.rows' | 'excel.batches' | 'excel.undo' | 'excel.request',
> = Extract<Output<P>, { ok: true }>['value'];

export type ExcelRoom = ReturnType<typeof openExcelRoom>;

export function openExcelRoom({
  context,
  local,
  log,
  random,
  tableWorker,
}: {
  readonly context: ProfileContext & { readonly numbers: NumberStore };
  readonly local: LocalValues;
  readonly log: CoreLog;
  readonly random: CorePorts['random'];
  /** See `CorePorts`. */
  readonly tableWorker?: URL | undefined;
}) {
  const jobs = createJobs({
    newId: context.newId,
    unexpected: (error) => {
      const ref = context.newId().slice(-6);
      // A kind and no message: a message could quote a cell.
      log.error('excel.unexpected', {
        ref,
        kind: error instanceof Error ? error.name : typeof error,
      });
      return { code: 'E_INTERNAL', params: { ref } };
    },
  });
  const uploads = createUploads(context.newId);
  const start = (plan: Plan): Answer<{ job: string }> =>
    ok({ job: jobs.start((progress) => exportLedger(context, plan, progress, random)) });
  const tables = createTables({ workerUrl: tableWorker ?? null });
  const templates = openTemplateRoom({ context, local, jobs, uploads, tables, random });
  return {
    jobs,
    uploads,
    tables,
    templates,
    async export(input: Input<'excel.export'>): Promise<Answer<{ job: string }>> {
      const plan = await planExport(context, input);
      return plan.ok ? start(plan.value) : plan;
    },
    async request(input: Input<'excel.request'>): Promise<Answer<Value<'excel.request'>>> {
      const found = await findWish(context, { ...input, note: '' });
      return found.ok ? requestExport(context, found.value, input) : found;
    },
    async takeOut({ request }: Input<'excel.takeOut'>): Promise<Answer<{ job: string }>> {
      const plan = await planApproved(context, request);
      if (!plan.ok) return plan;
      const table = plan.value.approval?.table ?? null;
      return table === null ? start(plan.value) : templates.takeOut(plan.value, table);
    },
    async template({ type }: Input<'excel.template'>): Promise<Answer<{ job: string }>> {
      const found = findType(type);
      if (!found.ok) return found;
      return ok({ job: jobs.start(() => ledgerTemplate(context, found.value)) });
    },
    async preview(input: Input<'excel.preview'>): Promise<Answer<Value<'excel.preview'>>> {
      const type = findType(input.type);
      if (!type.ok) return type;
      const upload = uploads.find(input.upload);
      if (!upload.ok) return upload;
      const workbook = await tables.read(upload.value);
      if (!workbook.ok) return fail(unreadable[workbook.error]);
      const judged = await judgeFile(context, type.value, workbook.value, input);
      if (!judged.ok) return judged;
      upload.value.judged = judged.value;
      return ok(judged.value.preview);
    },
    async rows(input: Input<'excel.rows'>): Promise<Answer<Value<'excel.rows'>>> {
      const upload = uploads.find(input.upload);
      if (!upload.ok) return upload;
      const all = (upload.value.judged?.rows ?? []).filter(
        ({ kind }) => input.kind === null || kind === input.kind,
      );
      return ok({
        total: all.length,
        rows: all
          .slice(input.offset, input.offset + input.limit)
          .map(({ data: _data, against: _against, ...row }) => ({
            ...row,
            changes: [...row.changes],
            problems: row.problems.map((problem) => ({
              ...problem,
              params: { ...problem.params },
            })),
          })),
      });
    },
    async apply(input: Input<'excel.apply'>): Promise<Answer<{ job: string }>> {
      const upload = uploads.find(input.upload);
      if (!upload.ok) return upload;
      const { judged } = upload.value;
      if (judged === null) return fail('E_JOB_GONE');
      // Once: what was judged is no longer true after it.
      upload.value.judged = null;
      return ok({
        job: jobs.start((progress) => applyImport({ context, local }, judged, progress)),
      });
    },
    async batches({ type }: Input<'excel.batches'>): Promise<Answer<Value<'excel.batches'>>> {
      const all = await batchesOf(local);
      return ok(
        all
          .filter((each) => each.type === type)
          .map(({ batch, at, created, changed, undone }) => ({
            batch,
            at,
            created,
            changed,
            undone,
          })),
      );
    },
    undo: ({ batch }: Input<'excel.undo'>): Promise<Answer<Value<'excel.undo'>>> =>
      undoImport({ context, local }, batch),
  };
}
