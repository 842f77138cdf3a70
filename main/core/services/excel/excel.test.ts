/** A ledger out of a real store and back: nothing changes by itself, what was changed comes back, and all of it can be undone. */
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import readSheets from 'read-excel-file/node';
import writeXlsx from 'write-excel-file/node';
import type { Actor } from '../../../../shared/access/actor.ts';
import { getRecord } from '../records/get-record.ts';
import { removeRecord } from '../records/act-on-record.ts';
import { saveRecord } from '../records/save-record.ts';
import { timelineOf } from '../records/timeline.ts';
import {
  fresh,
  householdData,
  officer,
  openOffice,
  person,
  value,
  visitData,
  type Office,
} from '../testing/open-office.ts';
import { openExcelRoom, type ExcelRoom } from './excel-room.ts';

let office: Office;
let room: ExcelRoom;
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

beforeEach(async () => {
  office = await openOffice();
  room = roomOf(officer);
});
afterEach(() => office.close());

function roomOf(actor: Actor): ExcelRoom {
  return openExcelRoom({
    context: office.as(actor),
    local: office.profile.local,
    log: silent,
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
  });
}

/** Entries of the books: a ledger whose rows may be changed and taken away. */
async function entries(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const saved = value(
      await saveRecord(
        office.as(officer),
        fresh('suggestion', {
          content: `=意见 ${index + 1}`,
          channel: 'desk',
          category: 'service',
          receivedOn: '2026-11-20',
        }),
      ),
    );
    ids.push(saved.id);
  }
  return ids;
}

async function finished(
  job: string,
): Promise<{ bytes: Uint8Array; state: ReturnType<ExcelRoom['jobs']['state']> }> {
  await expect
    .poll(() => value(room.jobs.state(job)).state, { timeout: 60_000 })
    .not.toBe('running');
  const state = room.jobs.state(job);
  const read = room.jobs.read(job, 0);
  return {
    bytes: read.ok ? new Uint8Array(Buffer.from(read.value.data, 'base64')) : new Uint8Array(),
    state,
  };
}

async function exported(type: string, ids: string[]): Promise<Uint8Array> {
  const { job } = value(
    await room.export({ type, pick: { by: 'ids', ids }, columns: [], purpose: 'edit', note: '' }),
  );
  return (await finished(job)).bytes;
}

async function preview(bytes: Uint8Array, type: string) {
  const { upload } = value(room.uploads.begin('台账.xlsx', bytes.length));
  value(room.uploads.piece(upload, bytes));
  const seen = value(await room.preview({ upload, type, sheet: null, mapping: null }));
  const { rows } = value(await room.rows({ upload, kind: null, offset: 0, limit: 200 }));
  return { upload, counts: seen.counts, seen, rows };
}

/** The same workbook after somebody has worked in it. */
async function edited(bytes: Uint8Array, change: (rows: string[][]) => void): Promise<Uint8Array> {
  const [first] = await readSheets(Buffer.from(bytes));
  const rows = (first?.data ?? []).map((row) =>
    row.map((cell) => (cell === null ? '' : String(cell))),
  );
  change(rows);
  return new Uint8Array(await writeXlsx(rows as never).toBuffer());
}

describe('out', () => {
  it('has a title, who and when, frozen heads, guarded text, and the page of notes', async () => {
    const ids = await entries(2);
    const bytes = await exported('suggestion', ids);
    const [ledger, notes] = await readSheets(Buffer.from(bytes));
    expect(ledger?.sheet).toBe('意见建议台账');
    expect(ledger?.data[0]?.[0]).toBe('意见建议台账');
    expect(ledger?.data[1]?.join(' ')).toMatch(/填报单位：望春街道.*填表人：officer同志.*审核人：/);
    expect(ledger?.data[2]).toContain('系统编号');
    expect(JSON.stringify(ledger?.data)).toContain("'=意见 1");
    expect(notes?.sheet).toBe('说明');
    expect(JSON.stringify(notes?.data)).toContain('批量修改后再导入');
    const [event] = value(await timelineOf(office.context, { id: ids[0] ?? '' }));
    expect(event).toMatchObject({ kind: 'export', data: { what: 'ledger', count: 2 } });
  });

  it('stays within right, number and purpose', async () => {
    const ids = Array.from({ length: 51 }, (_, index) => `visit-${index}`);
    const ask = (actor: Actor, more: object = {}) =>
      roomOf(actor).export({
        type: 'visit',
        pick: { by: 'ids', ids },
        columns: [],
        purpose: 'report',
        note: '',
        ...more,
      });
    expect(await ask(officer)).toMatchObject({
      error: { code: 'E_EXPORT_LIMIT', params: { max: 50, count: 51 } },
    });
    expect(await ask(person('auditor', ['X']))).toMatchObject({ error: { code: 'E_DENIED' } });
    expect(await ask(officer, { purpose: '' })).toMatchObject({ error: { code: 'E_INVALID' } });
    expect(await ask(officer, { columns: ['healthChange'] })).toMatchObject({
      error: { code: 'E_EXPORT_SENSITIVE' },
    });
    expect(await ask(person('lead', ['H']))).toMatchObject({ ok: true });
  });
});

describe('and back', () => {
  it('untouched changes nothing, even after the records went on', async () => {
    const household = value(
      await saveRecord(office.as(officer), fresh('household', householdData('虞菊兰'))),
    );
    const subject = { type: 'household', id: household.id, label: '虞菊兰户' };
    const visit = value(
      await saveRecord(
        office.as(officer),
        fresh('visit', visitData(subject, { visitAt: '2026-11-20T02:00:33.000Z' }), 'submit'),
      ),
    );
    const ids = await entries(3);
    const visits = await exported('visit', [visit.id]);
    expect((await preview(visits, 'visit')).counts).toEqual({
      new: 0,
      change: 0,
      same: 1,
      error: 0,
    });

    const bytes = await exported('suggestion', ids);
    const first = value(
      await getRecord(office.as(officer), { type: 'suggestion', id: ids[0] ?? '' }),
    );
    value(
      await saveRecord(office.as(officer), {
        ...fresh('suggestion', { ...first.record.data, content: '改过' }),
        id: ids[0] ?? '',
        baseMutation: first.record.mutation,
        baseData: first.record.data,
      }),
    );
    const { counts, upload } = await preview(bytes, 'suggestion');
    expect(counts).toEqual({ new: 0, change: 0, same: 3, error: 0 });
    const { job } = value(await room.apply({ upload }));
    const { state } = await finished(job);
    expect(value(state).report).toMatchObject({ created: 0, changed: 0, same: 3, failed: 0 });
    const after = value(
      await getRecord(office.as(officer), { type: 'suggestion', id: ids[0] ?? '' }),
    );
    expect(after.record.data['content']).toBe('改过');
  });

  it('brings changes, new rows and errors, each row with its result; twice changes nothing more; undo takes it back', async () => {
    const ids = await entries(2);
    const bytes = await edited(await exported('suggestion', ids), (rows) => {
      const heads = rows[2] ?? [];
      const content = heads.indexOf('内容');
      const at = (name: string) => heads.indexOf(name);
      (rows[3] ?? [])[content] = '换了内容';
      const blank = heads.map(() => '');
      const added = [...blank];
      added[content] = '新来的意见';
      added[at('渠道')] = '来访';
      added[at('类别')] = '为侨服务';
      added[at('收到日期')] = '2026年11月20日';
      const wrong = [...added];
      wrong[content] = '写错的';
      wrong[at('类别')] = '没有这一类';
      rows.push(added, wrong);
    });
    const { counts, upload, rows, seen } = await preview(bytes, 'suggestion');
    expect(seen.headerRow).toBe(3);
    expect(counts, JSON.stringify(rows)).toEqual({ new: 1, change: 1, same: 1, error: 1 });
    expect(rows.find(({ kind }) => kind === 'change')?.changes).toEqual([
      { title: '内容', before: '=意见 1', after: '换了内容' },
    ]);
    expect(rows.find(({ kind }) => kind === 'error')?.problems).toMatchObject([
      { code: 'not_in_dictionary' },
    ]);

    const { job } = value(await room.apply({ upload }));
    const { state, bytes: result } = await finished(job);
    const { report } = value(state);
    expect(report).toMatchObject({ created: 1, changed: 1, same: 1, failed: 1 });
    const [sheet] = await readSheets(Buffer.from(result));
    expect(sheet?.data.map((row) => row[1])).toEqual([
      '结果',
      '修改',
      '没有变化',
      '新增',
      '没有导入',
    ]);

    const again = await preview(bytes, 'suggestion');
    expect(again.counts).toEqual({ new: 0, change: 0, same: 3, error: 1 });

    const undone = value(await room.undo({ batch: report?.batch ?? '' }));
    expect(undone).toEqual({ undone: 2, kept: 0 });
    const back = value(
      await getRecord(office.as(officer), { type: 'suggestion', id: ids[0] ?? '' }),
    );
    expect(back.record.data['content']).toBe('=意见 1');
    expect((await preview(bytes, 'suggestion')).counts).toMatchObject({ new: 1, change: 1 });
    expect(await room.undo({ batch: report?.batch ?? '' })).toMatchObject({
      error: { code: 'E_JOB_GONE' },
    });
  });

  it('goes in by slices: a row that is refused meanwhile stays out alone, and numbers have no holes', async () => {
    const ids = await entries(60);
    const bytes = await edited(await exported('suggestion', ids.slice(0, 50)), (rows) => {
      const content = (rows[2] ?? []).indexOf('内容');
      for (const row of rows.slice(3)) row[content] = `改 ${row[content]}`;
    });
    const { upload } = await preview(bytes, 'suggestion');
    // Between the preview and the import somebody removes one of them.
    const gone = ids[20] ?? '';
    value(await removeRecord(office.as(officer), { type: 'suggestion', id: gone, reason: '重复' }));
    const { job } = value(await room.apply({ upload }));
    const { state, bytes: result } = await finished(job);
    const { report } = value(state);
    expect(report).toMatchObject({ changed: 49, failed: 1 });
    const [sheet] = await readSheets(Buffer.from(result));
    expect(sheet?.data.filter((row) => row[1] === '没有导入')).toHaveLength(1);
    expect(value(await room.undo({ batch: report?.batch ?? '' }))).toEqual({ undone: 49, kept: 0 });
  });

  it('does not write over what somebody changed in the program after the export', async () => {
    const ids = await entries(1);
    const bytes = await edited(await exported('suggestion', ids), (rows) => {
      (rows[3] ?? [])[(rows[2] ?? []).indexOf('内容')] = '表里改的';
    });
    const now = value(
      await getRecord(office.as(officer), { type: 'suggestion', id: ids[0] ?? '' }),
    );
    value(
      await saveRecord(office.as(officer), {
        ...fresh('suggestion', { ...now.record.data, content: '程序里改的' }),
        id: ids[0] ?? '',
        baseMutation: now.record.mutation,
        baseData: now.record.data,
      }),
    );
    const { rows } = await preview(bytes, 'suggestion');
    expect(rows[0]).toMatchObject({ kind: 'error', problems: [{ code: 'import.changed_since' }] });
  });
});
