/**
 * Reading and writing whole tables in a thread of its own: twenty thousand rows take seconds to parse, and meanwhile the core answers the page
 * as ever. A thread lives for one table and is ended when somebody stops the work.
 */
import { Worker } from 'node:worker_threads';
import { err, ok, type Result } from '../../../../../shared/result.ts';
import type { SheetGrid, Unreadable, Workbook } from '../reading/grid.ts';
import { readWorkbook } from '../reading/workbook.ts';
import type { IsStopped, Progress } from '../jobs.ts';
import { writeWorkbook, type SheetSpec } from '../write-workbook.ts';
import { fail, type Answer } from '../../answer.ts';
import { fillTemplate } from '../templates/fill-sheet.ts';
import { readTemplate, type ReadTemplate } from '../templates/read-template.ts';
import type { FilledRow } from '../templates/row-text.ts';
import {
  partRows,
  type FillJob,
  type FromTable,
  type TemplateFile,
  type ToTable,
} from './messages.ts';
import { typeNamed } from './serve.ts';

export interface Tables {
  /** `progress`: rows that have come over, once they are counted. */
  read(
    file: { readonly bytes: Uint8Array; readonly fileName: string },
    follow?: Follow,
  ): Promise<Result<Workbook, Unreadable | 'stopped'>>;
  /** Null when it was stopped. */
  write(sheets: readonly SheetSpec[], follow?: Follow): Promise<Uint8Array | null>;
  /** Where the rows of an office's own table are, and what its headings say. */
  template(file: TemplateFile): Promise<Answer<ReadTemplate>>;
  /** Null when it was stopped. */
  fillTable(
    job: FillJob,
    rows: readonly FilledRow[],
    follow?: Pick<Follow, 'isStopped'>,
  ): Promise<Uint8Array | null>;
}

interface Follow {
  readonly progress?: Progress;
  readonly isStopped?: IsStopped;
}

/** How often somebody's wish to stop is looked at. Milliseconds. */
const lookEvery = 100;
/** Megabytes: the largest table that is read unpacks to less. */
const mostMemory = 2048;

/** `workerUrl` null: on the caller's own thread, where nobody waits for an answer meanwhile. */
export function createTables({ workerUrl }: { readonly workerUrl: URL | null }): Tables {
  if (workerUrl === null)
    return {
      read: ({ bytes, fileName }) => readWorkbook(bytes, fileName),
      write: (sheets) => writeWorkbook(sheets),
      template: ({ bytes, fileName, type, sheet }) =>
        readTemplate(typeNamed(type), bytes, fileName, sheet),
      fillTable: async ({ bytes, place, facts }, rows) => fillTemplate(bytes, place, rows, facts),
    };
  return {
    async read(file, follow = {}) {
      const sheets: (Omit<SheetGrid, 'rows'> & { rows: (readonly string[])[] })[] = [];
      let about: Pick<Workbook, 'kind' | 'encoding'> = { kind: 'xlsx', encoding: '' };
      let [done, total] = [0, 0];
      const end = await run<Result<Workbook, Unreadable>>(workerUrl, follow, {
        begin: (send) => send({ do: 'read', ...file }),
        hear(message, finish) {
          switch (message.is) {
            case 'workbook':
              about = { kind: message.kind, encoding: message.encoding };
              break;
            case 'sheet':
              sheets.push({ ...message.head, rows: [] });
              total += message.count;
              break;
            case 'rows':
              sheets.at(-1)?.rows.push(...message.rows);
              done += message.rows.length;
              follow.progress?.(done, total);
              break;
            case 'read':
              finish(ok({ ...about, sheets }));
              break;
            case 'unreadable':
              finish(err(message.why));
              break;
            case 'written':
            case 'template':
              break;
            default:
              message satisfies never;
          }
        },
        // A table that does not fit into the memory it is given.
        onFull: () => err('large'),
      });
      return end ?? err('stopped');
    },
    write: (sheets, follow = {}) =>
      run<Uint8Array>(workerUrl, follow, {
        async begin(send) {
          for (const { rows, ...head } of sheets) {
            send({ do: 'sheet', head });
            for (let start = 0; start < rows.length; start += partRows) {
              send({ do: 'rows', rows: rows.slice(start, start + partRows) });
              await nextTurn();
            }
          }
          send({ do: 'write' });
        },
        hear(message, finish) {
          if (message.is === 'written') finish(message.bytes);
        },
      }),
    async template(file) {
      const read = await run<Answer<ReadTemplate>>(
        workerUrl,
        {},
        {
          begin: (send) => send({ do: 'template', file }),
          hear(message, finish) {
            if (message.is === 'template') finish(message.answer);
          },
          onFull: () => fail('E_TEMPLATE_LARGE'),
        },
      );
      return read ?? fail('E_JOB_GONE');
    },
    fillTable: (job, rows, follow = {}) =>
      run<Uint8Array>(workerUrl, follow, {
        async begin(send) {
          send({ do: 'fill', job });
          for (let start = 0; start < rows.length; start += partRows) {
            send({ do: 'filled', rows: rows.slice(start, start + partRows) });
            await nextTurn();
          }
          send({ do: 'fillNow' });
        },
        hear(message, finish) {
          if (message.is === 'written') finish(message.bytes);
        },
      }),
  };
}

interface Talk<T> {
  readonly begin: (send: (message: ToTable) => void) => void | Promise<void>;
  readonly hear: (message: FromTable, finish: (value: T) => void) => void;
  readonly onFull?: () => T;
}

/** Resolves to null when it was stopped; rejects when the thread ended by a fault of ours. */
function run<T>(workerUrl: URL, { isStopped }: Follow, talk: Talk<T>): Promise<T | null> {
  if (isStopped?.() === true) return Promise.resolve(null);
  return new Promise<T | null>((resolve, reject) => {
    const worker = new Worker(workerUrl, {
      name: 'qiaobang-table',
      resourceLimits: { maxOldGenerationSizeMb: mostMemory },
    });
    const looking = setInterval(() => {
      if (isStopped?.() === true) end(() => resolve(null));
    }, lookEvery);
    const end = (answer: () => void) => {
      clearInterval(looking);
      worker.removeAllListeners();
      void worker.terminate();
      answer();
    };
    worker.on('message', (message: FromTable) =>
      talk.hear(message, (value) => end(() => resolve(value))),
    );
    worker.on('error', (error: unknown) =>
      end(() => {
        const isFull =
          error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
        if (isFull && talk.onFull !== undefined) resolve(talk.onFull());
        else reject(error instanceof Error ? error : new Error('the table thread failed'));
      }),
    );
    worker.on('exit', (code) =>
      end(() => reject(new Error(`the table thread ended with code ${code}`))),
    );
    Promise.resolve(talk.begin((message) => worker.postMessage(message))).catch((error: unknown) =>
      end(() => reject(error instanceof Error ? error : new Error('the table thread failed'))),
    );
  });
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
