/** Sensitive columns, and more people than one may take, leave only with another person's approval, once, under a password, and noted. */
import { createHash, randomBytes } from 'node:crypto';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import readSheets from 'read-excel-file/node';
import type { Actor } from '../../../../../shared/access/actor.ts';
import { actOnRecord } from '../../records/act-on-record.ts';
import { getRecord } from '../../records/get-record.ts';
import { saveRecord } from '../../records/save-record.ts';
import { timelineOf } from '../../records/timeline.ts';
import {
  fresh,
  head,
  householdData,
  officer,
  openOffice,
  person,
  value,
  visitData,
  type Office,
} from '../../testing/open-office.ts';
import { openExcelRoom, type ExcelRoom } from '../excel-room.ts';
import { needsApproval } from './needs-approval.ts';
import { newFilePassword } from './seal-file.ts';

let office: Office;
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const random = (bytes: number) => new Uint8Array(randomBytes(bytes));

beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const roomOf = (actor: Actor): ExcelRoom =>
  openExcelRoom({ context: office.as(actor), local: office.profile.local, log: silent, random });

async function visit(): Promise<string> {
  const context = office.as(officer);
  const home = value(await saveRecord(context, fresh('household', householdData('虞菊兰'))));
  const subject = { type: 'household', id: home.id, label: '虞菊兰户' };
  const data = visitData(subject, { healthChange: '高血压三级', healthConsent: true });
  return value(await saveRecord(context, fresh('visit', data, 'submit'))).id;
}

const wish = (ids: string[], columns: string[]) => ({
  type: 'visit',
  pick: { by: 'ids' as const, ids },
  columns,
  purpose: 'report',
  reason: '区侨联核对大病户',
  recipient: '区侨联 励宁',
  keepUntil: '2026-12-20',
});

const act = (actor: Actor, id: string, action: string) =>
  actOnRecord(office.as(actor), { type: 'export_request', id, action, opinion: '同意' });

async function taken(room: ExcelRoom, request: string) {
  const { job } = value(await room.takeOut({ request }));
  await expect
    .poll(() => value(room.jobs.state(job)).state, { timeout: 60_000 })
    .not.toBe('running');
  const state = value(room.jobs.state(job));
  const read = room.jobs.read(job, 0);
  const bytes = read.ok ? new Uint8Array(Buffer.from(read.value.data, 'base64')) : null;
  return { state, bytes };
}

async function opened(bytes: Uint8Array, password: string): Promise<Uint8Array> {
  const zip = new ZipReader(new Uint8ArrayReader(bytes), { password, useWebWorkers: false });
  const [entry] = await zip.getEntries();
  if (entry === undefined || entry.directory) throw new Error('the file holds one workbook');
  return entry.getData(new Uint8ArrayWriter());
}

describe('what needs approval', () => {
  const columns = [{ privacy: 1 }, { privacy: 2 }] as const;
  it.each([
    ['an officer with 50 people', ['O'], 50, null],
    ['an officer with 51', ['O'], 51, 'many'],
    ['a lead with 500', ['H'], 500, null],
    ['a lead with 501', ['H'], 501, 'many'],
  ] as const)('%s', (_who, roles, count, need) => {
    expect(needsApproval({ roles: [...roles] }, { columns, aboutPeople: true, count })).toBe(need);
  });

  it('one sensitive column of one record', () => {
    const taking = { columns: [{ privacy: 3 } as const], aboutPeople: false, count: 1 };
    expect(needsApproval({ roles: ['B'] }, taking)).toBe('sensitive');
  });
});

describe('a request', () => {
  it('is asked, approved by another, and opens once: sealed, marked, noted at request and record', async () => {
    const id = await visit();
    const room = roomOf(officer);
    const asked = value(await room.request(wish([id], ['subject', 'healthChange'])));
    expect(asked.bizNo).toMatch(/^CK/);
    expect(await room.takeOut({ request: asked.id })).toMatchObject({
      error: { code: 'E_EXPORT_NOT_APPROVED' },
    });
    expect(await act(person('officer', ['O', 'H']), asked.id, 'approve')).toMatchObject({
      error: { code: 'E_DENIED' },
    });
    value(await act(head, asked.id, 'approve'));
    expect(await roomOf(head).takeOut({ request: asked.id })).toMatchObject({
      error: { code: 'E_DENIED' },
    });

    const { state, bytes } = await taken(room, asked.id);
    expect(state).toMatchObject({ state: 'ready', failure: null });
    expect(state.fileName).toMatch(/\.zip$/);
    expect(state.password).toMatch(/^[A-Z2-9]{4}(-[A-Z2-9]{4}){2}$/);
    if (bytes === null) throw new Error('a file');
    await expect(opened(bytes, 'AAAA-AAAA-AAAA')).rejects.toThrow(/password/i);
    const [ledger] = await readSheets(Buffer.from(await opened(bytes, state.password)));
    const text = JSON.stringify(ledger?.data);
    expect(text).toContain('高血压三级');
    expect(text).toContain(`含敏感个人信息　数据出口申请 ${asked.bizNo}　批准人 head同志`);

    const { record } = value(
      await getRecord(office.as(officer), { type: 'export_request', id: asked.id }),
    );
    expect(record).toMatchObject({
      state: 'exported',
      data: {
        exportedRows: 1,
        sensitive: '健康变化',
        fileMark: createHash('sha256').update(bytes).digest('hex'),
      },
    });
    const [event] = value(await timelineOf(office.as(officer), { id }));
    expect(event).toMatchObject({
      kind: 'export',
      data: { request: asked.bizNo, sensitive: ['健康变化'] },
    });
    expect(JSON.stringify(event)).not.toContain('高血压');
    expect(await room.takeOut({ request: asked.id })).toMatchObject({
      error: { code: 'E_EXPORT_NOT_APPROVED' },
    });
  });

  it('is not for what may go as it is, and lapses when nobody uses it', async () => {
    const id = await visit();
    const room = roomOf(officer);
    expect(await room.request(wish([id], ['subject']))).toMatchObject({
      error: { code: 'E_EXPORT_FREE' },
    });
    const asked = value(await room.request(wish([id], ['healthChange'])));
    value(await act(head, asked.id, 'approve'));
    office.clock.now += 8 * 86_400_000;
    expect(await room.takeOut({ request: asked.id })).toMatchObject({
      error: { code: 'E_EXPORT_NOT_APPROVED' },
    });
  });
});

describe('a password', () => {
  it('is of letters that nobody mixes up, each as likely as the others', () => {
    const counts = new Map<string, number>();
    for (let round = 0; round < 600; round += 1)
      for (const letter of newFilePassword(random).replaceAll('-', ''))
        counts.set(letter, (counts.get(letter) ?? 0) + 1);
    expect([...counts.keys()].join('')).not.toMatch(/[01OIL]/);
    expect(counts.size).toBe(31);
    // 7200 letters, 232 of each on average; the bound is ten deviations away.
    for (const count of counts.values()) expect(count).toBeGreaterThan(80);
  });
});
