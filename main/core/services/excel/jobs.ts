/** Long work with a file at its end: runs by itself, says how far it is, keeps its file in memory until it is fetched or dropped. */
import type { Output } from '../../../../shared/bridge/contract.ts';
import type { Failure } from '../../../../shared/bridge/errors.ts';
import { excelPieceBytes } from '../../../../shared/bridge/excel.ts';
import { ok } from '../../../../shared/result.ts';
import { fail, type Answer } from '../answer.ts';

type State = Extract<Output<'excel.job'>, { ok: true }>['value'];

export interface JobResult {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly password?: string;
  readonly report?: State['report'];
  readonly changes?: State['changes'];
}
export type Progress = (done: number, total: number) => void;
/** Whether somebody wants it stopped; asked between two slices. */
export type IsStopped = () => boolean;

export interface Jobs {
  /** Starts the work and answers at once with its name. */
  start(work: (progress: Progress, isStopped: IsStopped) => Promise<Answer<JobResult>>): string;
  /** Asks it to stop at its next slice; what it has written stays written. */
  cancel(job: string): void;
  state(job: string): Answer<State>;
  read(job: string, offset: number): Answer<{ data: string; size: number }>;
  drop(job: string): void;
}

interface Job {
  done: number;
  total: number;
  isStopped: boolean;
  result: Answer<JobResult> | null;
}

/** More at once are nobody's intention; the oldest gives way. */
const mostAtOnce = 4;

export function createJobs(deps: {
  readonly newId: () => string;
  /** What to tell when something unexpected ended the work. */
  readonly unexpected: (error: unknown) => Failure;
}): Jobs {
  const jobs = new Map<string, Job>();
  return {
    start(work) {
      if (jobs.size >= mostAtOnce) jobs.delete([...jobs.keys()][0] ?? '');
      const id = deps.newId();
      const job: Job = { done: 0, total: 0, isStopped: false, result: null };
      jobs.set(id, job);
      const progress: Progress = (done, total) => Object.assign(job, { done, total });
      void work(progress, () => job.isStopped)
        .catch((error: unknown) => ({ ok: false, error: deps.unexpected(error) }) as const)
        .then((result) => {
          job.result = result;
        });
      return id;
    },
    cancel(id) {
      const job = jobs.get(id);
      if (job !== undefined) job.isStopped = true;
    },
    state(id) {
      const job = jobs.get(id);
      if (job === undefined) return fail('E_JOB_GONE');
      const { done, total, result } = job;
      const file = result?.ok === true ? result.value : null;
      return ok({
        state: result === null ? 'running' : result.ok ? 'ready' : 'failed',
        done,
        total,
        failure: result?.ok === false ? shown(result.error) : null,
        fileName: file?.fileName ?? '',
        size: file?.bytes.length ?? 0,
        password: file?.password ?? '',
        report: file?.report ?? null,
        changes: file?.changes ?? null,
      });
    },
    read(id, offset) {
      const result = jobs.get(id)?.result;
      if (result?.ok !== true) return fail('E_JOB_GONE');
      const { bytes } = result.value;
      const piece = bytes.subarray(offset, offset + excelPieceBytes);
      return ok({ data: Buffer.from(piece).toString('base64'), size: bytes.length });
    },
    drop: (id) => void jobs.delete(id),
  };
}

function shown(failure: Failure): NonNullable<State['failure']> {
  return {
    code: failure.code,
    ...(failure.params === undefined ? {} : { params: { ...failure.params } }),
    ...(failure.problems === undefined
      ? {}
      : {
          problems: failure.problems.map(({ params, ...problem }) => ({
            ...problem,
            ...(params === undefined ? {} : { params: { ...params } }),
          })),
        }),
  };
}
