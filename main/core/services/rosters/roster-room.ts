/** 花名册导入: everything that lives as long as a roster is on its way in, and the answers to the page. */
import type { Input, Output } from '../../../../shared/bridge/contract.ts';
import { ok } from '../../../../shared/result.ts';
import { rosterAdapters, type RosterAdapter } from '../../../../shared/rosters/adapters.ts';
import { rosterColumns } from '../../../../shared/rosters/columns.ts';
import type { LocalValues } from '../../documents/local-values.ts';
import { fail, type Answer } from '../answer.ts';
import type { ExcelRoom } from '../excel/excel-room.ts';
import { batchesOf } from '../excel/importing/batches.ts';
import type { Jobs, JobResult } from '../excel/jobs.ts';
import { writeWorkbook } from '../excel/write-workbook.ts';
import type { Workbook } from '../excel/reading/grid.ts';
import { unreadable } from '../excel/reading/unreadable.ts';
import { communityNames } from '../masters.ts';
import { readSheet } from './read-sheet.ts';
import { rosterResult } from './result-file.ts';
import { openRosterSession, type RosterSession } from './roster-session.ts';
import { shownRow, type RosterCounts } from './shown-rows.ts';
import { undoRoster } from './undo-roster.ts';
import { rosterBatch, writeRoster, type RosterContext } from './write-roster.ts';

type Value<P extends 'roster.preview' | 'roster.rows' | 'roster.decide' | 'roster.batches'> =
  Extract<Output<P>, { ok: true }>['value'];

export type RosterRoom = ReturnType<typeof openRosterRoom>;

/** Sessions kept in memory: the one at work and the one before. */
const kept = 2;

export function openRosterRoom({
  context,
  local,
  excel,
  adapters = rosterAdapters,
}: {
  readonly context: RosterContext;
  readonly local: LocalValues;
  readonly excel: Pick<ExcelRoom, 'jobs' | 'uploads' | 'tables'>;
  readonly adapters?: readonly RosterAdapter[];
}) {
  const jobs: Jobs = excel.jobs;
  const sessions = new Map<string, RosterSession>();
  const workbooks = new Map<string, Workbook>();
  const session = (upload: string): Answer<RosterSession> => {
    const found = sessions.get(upload);
    return found === undefined ? fail('E_JOB_GONE') : ok(found);
  };

  async function read(
    input: Input<'roster.read'>,
    progress: (done: number, total: number) => void,
    isStopped: () => boolean,
  ): Promise<Answer<JobResult>> {
    const upload = excel.uploads.find(input.upload);
    if (!upload.ok) return upload;
    let workbook = workbooks.get(input.upload);
    if (workbook === undefined) {
      const opened = await excel.tables.read(upload.value, { progress, isStopped });
      if (!opened.ok) return fail(unreadable[opened.error]);
      workbook = opened.value;
      keep(workbooks, input.upload, workbook);
    }
    const adapter = adapters.find(({ key }) => key === input.adapter) ?? adapters[0];
    if (adapter === undefined) throw new Error('no adapter for rosters');
    const sheet = await readSheet(local, workbook, adapter, input);
    if (!sheet.ok) return sheet;
    const opened = await openRosterSession({
      context,
      sheet: sheet.value,
      options: input.options,
      progress,
      isStopped,
    });
    if (isStopped()) return fail('E_STOPPED');
    keep(sessions, input.upload, opened);
    return ok({ fileName: '', bytes: new Uint8Array() });
  }

  async function apply(
    open: RosterSession,
    progress: (done: number, total: number) => void,
    isStopped: () => boolean,
  ): Promise<Answer<JobResult>> {
    const counts = open.counts();
    const written = await writeRoster({ context, local }, open, progress, isStopped);
    const sheets = await rosterResult(open, written, await communityNames(context));
    // What is written is written; only its list can be asked for no more.
    const bytes = (await excel.tables.write(sheets)) ?? new Uint8Array();
    return ok({
      fileName: '花名册_导入结果.xlsx',
      bytes,
      report: {
        batch: written.batch,
        created: written.created,
        changed: written.changed,
        same: counts.same,
        failed: open.entries.length - written.created - written.changed - counts.same,
      },
    });
  }

  return {
    async read(input: Input<'roster.read'>): Promise<Answer<{ job: string }>> {
      return ok({ job: jobs.start((progress, isStopped) => read(input, progress, isStopped)) });
    },
    async preview({ upload }: Input<'roster.preview'>): Promise<Answer<Value<'roster.preview'>>> {
      const found = session(upload);
      if (!found.ok) return found;
      const { sheet, entries } = found.value;
      const { sheets, sheet: name, encoding, headerRow, adapter, isRemembered, columns } = sheet;
      return ok({
        sheets: [...sheets],
        sheet: name,
        encoding,
        headerRow,
        adapter,
        isRemembered,
        columns: columns.map((column) => ({ ...column })),
        counts: found.value.counts(),
        households: [...found.value.households().plans.values()].filter(
          ({ existing, headNo }) => existing === null && headNo !== null,
        ).length,
        relatives: entries.reduce((sum, { kin }) => sum + kin.length, 0),
      });
    },
    async rows(input: Input<'roster.rows'>): Promise<Answer<Value<'roster.rows'>>> {
      const found = session(input.upload);
      if (!found.ok) return found;
      const open = found.value;
      const names = await communityNames(context);
      const nos = open.entries.flatMap((_, no) =>
        input.kind === null || open.kindOf(no) === input.kind ? [no] : [],
      );
      return ok({
        total: nos.length,
        rows: nos.slice(input.offset, input.offset + input.limit).flatMap((no) => {
          const decided = open.decided(no);
          return decided === null ? [] : [shownRow(no, open.kindOf(no), decided, names)];
        }),
      });
    },
    async decide(input: Input<'roster.decide'>): Promise<Answer<Value<'roster.decide'>>> {
      const found = session(input.upload);
      if (!found.ok) return found;
      const open = found.value;
      const nos =
        input.kind === null
          ? input.rows
          : open.entries.flatMap((_, no) => (open.kindOf(no) === input.kind ? [no] : []));
      const decided = await open.decide(nos, input.decision, input.target);
      return ok({ counts: open.counts(), decided });
    },
    async correct(input: Input<'roster.correct'>): Promise<Answer<RosterCounts>> {
      const found = session(input.upload);
      if (!found.ok) return found;
      await found.value.correct(input.no, input.key, input.text);
      return ok(found.value.counts());
    },
    async apply({ upload }: Input<'roster.apply'>): Promise<Answer<{ job: string }>> {
      const found = session(upload);
      if (!found.ok) return found;
      // Once: what was judged is no longer true after it.
      sessions.delete(upload);
      return ok({
        job: jobs.start((progress, isStopped) => apply(found.value, progress, isStopped)),
      });
    },
    async template(): Promise<Answer<{ job: string }>> {
      return ok({
        job: jobs.start(async () => {
          const heads = rosterColumns.map(({ title }) => ({
            text: title.zh,
            look: 'head' as const,
          }));
          const bytes = await writeWorkbook([
            {
              name: '花名册',
              frozenRows: 1,
              columns: rosterColumns.map(() => ({ width: 16 })),
              rows: [heads],
            },
          ]);
          return ok({ fileName: '花名册_模板.xlsx', bytes });
        }),
      });
    },
    async batches(): Promise<Answer<Value<'roster.batches'>>> {
      const all = await batchesOf(local);
      return ok(
        all
          .filter(({ type }) => type === rosterBatch)
          .map(({ batch, at, created, changed, undone }) => ({
            batch,
            at,
            created,
            changed,
            undone,
          })),
      );
    },
    async undo({ batch }: Input<'roster.undo'>): Promise<Answer<{ job: string }>> {
      return ok({
        job: jobs.start(async (progress) => {
          const undone = await undoRoster({ context, local }, batch, progress);
          if (!undone.ok) return undone;
          const report = {
            batch,
            created: 0,
            changed: undone.value.undone,
            same: 0,
            failed: undone.value.kept,
            denied: undone.value.denied,
          };
          return ok({ fileName: '', bytes: new Uint8Array(), report });
        }),
      });
    },
  };
}

function keep<T>(all: Map<string, T>, key: string, value: T): void {
  all.set(key, value);
  if (all.size > kept) all.delete([...all.keys()][0] ?? '');
}
