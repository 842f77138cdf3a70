/** The thread's side: one table read or written, then it ends. */
import type { MessagePort } from 'node:worker_threads';
import type { RecordType } from '../../../../../shared/records/record-type.ts';
import { recordType } from '../../../../../shared/records/registry.ts';
import { readWorkbook } from '../reading/workbook.ts';
import { writeWorkbook, type SheetCell, type SheetSpec } from '../write-workbook.ts';
import { fillTemplate } from '../templates/fill-sheet.ts';
import { readTemplate } from '../templates/read-template.ts';
import type { FilledRow } from '../templates/row-text.ts';
import {
  partRows,
  type FillJob,
  type FromTable,
  type SheetHead,
  type TemplateFile,
  type ToTable,
} from './messages.ts';

export function serveTables(port: Pick<MessagePort, 'on' | 'postMessage'>): void {
  const send = (message: FromTable, transfer: ArrayBuffer[] = []) =>
    port.postMessage(message, transfer);
  let table: { readonly job: FillJob; readonly rows: FilledRow[] } | null = null;
  const sheets: { head: SheetHead<SheetSpec>; rows: (readonly SheetCell[])[] }[] = [];

  async function read(bytes: Uint8Array, fileName: string): Promise<void> {
    const found = await readWorkbook(bytes, fileName);
    if (!found.ok) return send({ is: 'unreadable', why: found.error });
    const { kind, encoding } = found.value;
    send({ is: 'workbook', kind, encoding });
    for (const { rows, ...head } of found.value.sheets) {
      send({ is: 'sheet', head, count: rows.length });
      for (let start = 0; start < rows.length; start += partRows)
        send({ is: 'rows', rows: rows.slice(start, start + partRows) });
    }
    send({ is: 'read' });
  }

  async function write(): Promise<void> {
    const bytes = await writeWorkbook(sheets.map(({ head, rows }) => ({ ...head, rows })));
    const own = new Uint8Array(bytes);
    send({ is: 'written', bytes: own }, [own.buffer]);
  }

  async function understand({ bytes, fileName, type, sheet }: TemplateFile): Promise<void> {
    send({ is: 'template', answer: await readTemplate(typeNamed(type), bytes, fileName, sheet) });
  }

  function fill(): void {
    if (table === null) throw new Error('nothing to fill');
    const { job, rows } = table;
    const own = new Uint8Array(fillTemplate(job.bytes, job.place, rows, job.facts));
    send({ is: 'written', bytes: own }, [own.buffer]);
  }

  port.on('message', (message: ToTable) => {
    switch (message.do) {
      case 'read':
        void read(message.bytes, message.fileName);
        break;
      case 'sheet':
        sheets.push({ head: message.head, rows: [] });
        break;
      case 'rows':
        sheets.at(-1)?.rows.push(...message.rows);
        break;
      case 'write':
        void write();
        break;
      case 'template':
        void understand(message.file);
        break;
      case 'fill':
        table = { job: message.job, rows: [] };
        break;
      case 'filled':
        table?.rows.push(...message.rows);
        break;
      case 'fillNow':
        fill();
        break;
      default:
        message satisfies never;
    }
  });
}

export function typeNamed(name: string): RecordType {
  const type = recordType(name);
  if (type === undefined) throw new Error(`no type ${name}`);
  return type;
}
