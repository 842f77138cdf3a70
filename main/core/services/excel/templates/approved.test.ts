/** Sensitive columns of an office's own table: empty without an approval, filled once with one, sealed, marked and noted. */
import { createHash, randomBytes } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import readSheets from 'read-excel-file/node';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Actor } from '../../../../../shared/access/actor.ts';
import { demoCitizenId } from '../../../../../shared/samples/demo-identity.ts';
import { actOnRecord } from '../../records/act-on-record.ts';
import { getRecord } from '../../records/get-record.ts';
import { saveRecord } from '../../records/save-record.ts';
import { timelineOf } from '../../records/timeline.ts';
import {
  community,
  fresh,
  head,
  officer,
  openOffice,
  value,
  type Office,
} from '../../testing/open-office.ts';
import { openExcelRoom, type ExcelRoom } from '../excel-room.ts';
import { snapshotOf } from './template-store.ts';
import { officeTable } from './testing/office-table.ts';
import { faultsOf } from './testing/workbook-faults.ts';

let office: Office;
const number = demoCitizenId('1952-09-15', 2);
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const roomOf = (actor: Actor): ExcelRoom =>
  openExcelRoom({
    context: office.as(actor),
    local: office.profile.local,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
  });

async function somebody(): Promise<string> {
  const data = {
    nameCn: '虞菊兰',
    sex: '2',
    birth: '1952-09-15',
    nationality: 'CHN',
    identities: [{ id: 'i1', identity: 'gq', verifyLevel: 'self' }],
    documents: [{ id: 'd', kind: 'id', number }],
    liveCountry: 'CHN',
    liveState: 'in',
    segment: 'C',
    community,
    household: { type: 'household', id: 'h1', label: '某户' },
    householdRole: 'head',
    liaison: { type: 'user', id: 'officer', label: 'officer同志' },
    source: 'visit',
    verifiedOn: '2026-10-01',
    verifyMethod: 'visit',
  };
  return value(await saveRecord(office.as(officer), fresh('person', data))).id;
}

async function table(room: ExcelRoom): Promise<string> {
  const bytes = await officeTable();
  const { upload } = value(room.uploads.begin('情况表.xlsx', bytes.length));
  value(room.uploads.piece(upload, bytes));
  const read = value(await room.templates.read({ upload, type: 'person', sheet: null }));
  const mapping = Object.fromEntries(
    read.columns.flatMap(({ index, key }) => (key === null ? [] : [[String(index), key]])),
  );
  const kept = { id: null, upload, type: 'person', name: '月报表', sheet: read.sheet, mapping };
  return value(await room.templates.save(kept)).id;
}

const wish = (id: string, person: string, more = {}) => ({
  id,
  pick: { by: 'ids' as const, ids: [person] },
  mode: 'all' as const,
  since: null,
  sensitive: true,
  purpose: 'report',
  reason: '区侨联核对证件号码',
  recipient: '区侨联 励宁',
  keepUntil: '2026-12-20',
  ...more,
});

async function finished(room: ExcelRoom, job: string) {
  await expect
    .poll(() => value(room.jobs.state(job)).state, { timeout: 60_000, interval: 20 })
    .not.toBe('running');
  const read = room.jobs.read(job, 0);
  return {
    state: value(room.jobs.state(job)),
    bytes: read.ok ? new Uint8Array(Buffer.from(read.value.data, 'base64')) : new Uint8Array(),
  };
}

it('opens once for whoever asked, sealed, marked on every page, and leaves no mark of the value here', async () => {
  const [room, person] = [roomOf(officer), await somebody()];
  const id = await table(room);
  expect(await room.templates.request(wish(id, person, { sensitive: false }))).toMatchObject({
    error: { code: 'E_EXPORT_FREE' },
  });
  const asked = value(await room.templates.request(wish(id, person)));
  expect(await room.takeOut({ request: asked.id })).toMatchObject({
    error: { code: 'E_EXPORT_NOT_APPROVED' },
  });
  const request = { type: 'export_request', id: asked.id };
  value(await actOnRecord(office.as(head), { ...request, action: 'approve', opinion: '同意' }));
  const { job } = value(await room.takeOut({ request: asked.id }));
  const { state, bytes } = await finished(room, job);
  expect(state).toMatchObject({ state: 'ready', failure: null });
  expect(state.fileName).toMatch(/^月报表_.*\.zip$/);

  const zip = new ZipReader(new Uint8ArrayReader(bytes), {
    password: state.password,
    useWebWorkers: false,
  });
  const [entry] = await zip.getEntries();
  if (entry === undefined || entry.directory) throw new Error('the file holds one workbook');
  const workbook = await entry.getData(new Uint8ArrayWriter());
  expect(faultsOf(workbook)).toEqual([]);
  const [sheet] = await readSheets(Buffer.from(workbook));
  expect(sheet?.data[4]?.slice(0, 2)).toEqual([1, '虞菊兰']);
  expect(JSON.stringify(sheet?.data)).toContain(number);
  const xml = strFromU8(unzipSync(workbook)['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
  const mark = `含敏感个人信息　数据出口申请 ${asked.bizNo}　批准人 head同志`;
  expect(/<oddHeader[^>]*>(.*?)<\/oddHeader>/.exec(xml)?.[1]).toContain(mark);

  const { record } = value(await getRecord(office.as(officer), request));
  expect(record).toMatchObject({
    state: 'exported',
    data: {
      title: '月报表',
      exportedRows: 1,
      sensitive: '身份证号',
      fileMark: createHash('sha256').update(bytes).digest('hex'),
    },
  });
  const [event] = value(await timelineOf(office.as(officer), { id: person }));
  expect(event).toMatchObject({ kind: 'export', data: { request: asked.bizNo } });
  expect(JSON.stringify(event)).not.toContain(number);
  const [card] = value(await room.templates.list({ type: 'person' }));
  const [last] = card?.exports ?? [];
  const marks = await snapshotOf(office.profile.local, id, last?.at ?? '');
  expect(Object.keys(marks?.[person] ?? {})).toContain('nameCn');
  expect(Object.keys(marks?.[person] ?? {})).not.toContain('idNo');
  expect(await room.takeOut({ request: asked.id })).toMatchObject({
    error: { code: 'E_EXPORT_NOT_APPROVED' },
  });
});

it('says where the table is missing that was asked about', async () => {
  const [room, person] = [roomOf(officer), await somebody()];
  const id = await table(room);
  const asked = value(await room.templates.request(wish(id, person)));
  const approve = { type: 'export_request', id: asked.id, action: 'approve', opinion: '同意' };
  value(await actOnRecord(office.as(head), approve));
  value(await room.templates.drop({ id }));
  expect(await room.takeOut({ request: asked.id })).toMatchObject({
    error: { code: 'E_TEMPLATE_ELSEWHERE' },
  });
});
