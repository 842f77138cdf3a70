/** The thread's side: one table read or written, then it ends. */
import type { MessagePort } from 'node:worker_threads';
import { readWorkbook } from '../reading/workbook.ts';
import { writeWorkbook, type SheetCell, type SheetSpec } from '../write-workbook.ts';
import { partRows, type FromTable, type SheetHead, type ToTable } from './messages.ts';

export function serveTables(port: Pick<MessagePort, 'on' | 'postMessage'>): void {
  const send = (message: FromTable, transfer: ArrayBuffer[] = []) =>
    port.postMessage(message, transfer);
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
      default:
        message satisfies never;
    }
  });
}
