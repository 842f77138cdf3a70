/** Tables read and written in a thread of their own: the same as on ours, while the core goes on; and the thread ends when somebody stops it. */
import { describe, expect, it } from 'vitest';
import { workbookOf } from '../../rosters/ugly-workbooks.ts';
import { readWorkbook } from '../reading/workbook.ts';
import { officeTable } from '../templates/testing/office-table.ts';
import { createTables } from './tables.ts';

const tables = createTables({
  workerUrl: new URL('../../../shell/table-worker.ts', import.meta.url),
});
const rows = (count: number) =>
  Array.from({ length: count }, (_, index) => [`虞${index}`, '女', '1952-09-15', `${index}`]);

/** Turns of the event loop until a promise has settled. */
async function turnsDuring<T>(work: Promise<T>): Promise<{ turns: number; result: T }> {
  let [turns, isOver] = [0, false];
  const count = () => {
    turns += 1;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  const result = await work.finally(() => {
    isOver = true;
  });
  return { turns, result };
}

describe('a table in its own thread', () => {
  it('is read as on ours, says how far it is, and leaves the core its turns', async () => {
    const bytes = await workbookOf([['姓名', '性别', '出生', '号'], ...rows(4000)]);
    const steps: (readonly [number, number])[] = [];
    const { turns, result } = await turnsDuring(
      tables.read(
        { bytes, fileName: 'a.xlsx' },
        { progress: (done, total) => steps.push([done, total]) },
      ),
    );
    expect(result).toEqual(await readWorkbook(bytes, 'a.xlsx'));
    expect(steps.at(-1)).toEqual([4001, 4001]);
    expect(steps.length).toBeGreaterThan(3);
    expect(turns).toBeGreaterThan(100);
  });

  it('is written in parts and read back', async () => {
    const sheet = {
      name: '结果',
      columns: [{ width: 8 }],
      rows: rows(2500).map((row) => row.map((text) => ({ text }))),
    };
    const bytes = await tables.write([sheet, { ...sheet, name: '二', rows: [] }]);
    const back = await readWorkbook(bytes ?? new Uint8Array(), 'b.xlsx');
    expect(back.ok && back.value.sheets[0]?.rows.length).toBe(2500);
    expect(back.ok && back.value.sheets[0]?.rows.at(-1)).toEqual([
      '虞2499',
      '女',
      '1952-09-15',
      '2499',
    ]);
  });

  it('of the office’s own is understood and filled as on ours, and the core goes on', async () => {
    const here = createTables({ workerUrl: null });
    const bytes = await officeTable();
    const file = { bytes, fileName: '情况表.xlsx', type: 'person', sheet: null };
    const { turns, result: read } = await turnsDuring(tables.template(file));
    expect(read).toEqual(await here.template(file));
    expect(turns).toBeGreaterThan(100);
    if (!read.ok) throw new Error(read.error.code);
    const facts = { unitName: '望春街道', maker: '甲', asOf: '2026-11-23', approval: '' };
    const job = { bytes, place: read.value.place, facts };
    const filled = Array.from(
      { length: 1500 },
      (_, index) => new Map([[1, { value: `虞${index}`, isMarked: false }]]),
    );
    const back = await readWorkbook((await tables.fillTable(job, filled)) ?? bytes, 'b.xlsx');
    expect(back.ok && back.value.sheets[0]?.rows[1503]?.[1]).toBe('虞1499');
  });

  it('says why it is not read, and ends when somebody stops it', async () => {
    const bytes = new TextEncoder().encode('PK');
    expect(await tables.read({ bytes: new Uint8Array(), fileName: 'a' })).toEqual({
      ok: false,
      error: 'empty',
    });
    expect(
      await tables.read({ bytes: new Uint8Array([0, 0, ...bytes]), fileName: 'a.png' }),
    ).toEqual({ ok: false, error: 'kind' });
    const large = await workbookOf(rows(3000));
    let looks = 0;
    // At the second look the thread is at work.
    const isStopped = () => (looks += 1) > 1;
    expect(await tables.read({ bytes: large, fileName: 'a.xlsx' }, { isStopped })).toEqual({
      ok: false,
      error: 'stopped',
    });
    expect(
      await tables.write([{ name: 'x', columns: [], rows: [] }], { isStopped: () => true }),
    ).toBeNull();
  });
});
